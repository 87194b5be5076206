import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { CasoPayload } from '../cartella/caso-cambiato.type.js';
import { Caso } from '../cartella/caso.entity.js';
import { scopoDi } from '../cartella/caso.service.js';
import { AvviaInterventoInput, ConcludiInterventoInput } from './intervento.input.js';
import { interventiByCaso } from './intervento.loader.js';
import * as service from './intervento.service.js';
import { Intervento } from './intervento.type.js';

@Resolver(() => Caso)
export class CasoInterventiResolver {
  @Richiede('caso:leggi')
  @FieldResolver(() => [Intervento], {
    nullable: true,
    description: 'What is and was done for it, the oldest first. Each one read is in the access log.',
  })
  interventi(@Root() caso: Caso, @Ctx() ctx: SubgraphContext): Promise<Intervento[]> {
    return ctx.loadInspected(interventiByCaso, scopoDi(ctx.identity), caso.id);
  }

  @Richiede('caso:scrivi')
  @Mutation(() => CasoPayload, {
    nullable: true,
    description: 'Begins something that is done for an open case. The case cannot be closed until it ends.',
  })
  async avviaIntervento(
    @Arg('input', () => AvviaInterventoInput, { description: 'Which case, as the caller saw it, and what begins.' })
    input: AvviaInterventoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CasoPayload> {
    return { caso: await ctx.db.write((tx) => service.avviaIntervento(tx, input)) };
  }

  @Richiede('caso:scrivi')
  @Mutation(() => CasoPayload, {
    nullable: true,
    description: 'Ends something that was done for an open case, and says how it went.',
  })
  async concludiIntervento(
    @Arg('input', () => ConcludiInterventoInput, { description: 'Which case, as the caller saw it, and what ends.' })
    input: ConcludiInterventoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CasoPayload> {
    return { caso: await ctx.db.write((tx) => service.concludiIntervento(tx, input)) };
  }
}
