import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { CasoPayload } from '../cartella/caso-cambiato.type.js';
import { Caso } from '../cartella/caso.entity.js';
import { scopoDi } from '../cartella/caso.service.js';
import { RegistraProvvedimentoInput, RevocaProvvedimentoInput } from './provvedimento.input.js';
import { provvedimentiByCaso } from './provvedimento.loader.js';
import * as service from './provvedimento.service.js';
import { Provvedimento } from './provvedimento.type.js';

@Resolver(() => Caso)
export class CasoProvvedimentiResolver {
  @Richiede('caso:leggi')
  @FieldResolver(() => [Provvedimento], {
    nullable: true,
    description: 'What courts ordered about it, the oldest first; empty for a case of prevention.',
  })
  provvedimenti(@Root() caso: Caso, @Ctx() ctx: SubgraphContext): Promise<Provvedimento[]> {
    return ctx.loadInspected(provvedimentiByCaso, scopoDi(ctx.identity), caso.id);
  }

  @Richiede('caso:scrivi')
  @Mutation(() => CasoPayload, {
    nullable: true,
    description: 'Writes down a judicial measure about an open case of child protection.',
  })
  async registraProvvedimento(
    @Arg('input', () => RegistraProvvedimentoInput, {
      description: 'Which case, as the caller saw it, and the measure.',
    })
    input: RegistraProvvedimentoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CasoPayload> {
    return { caso: await ctx.db.write((tx) => service.registraProvvedimento(tx, input)) };
  }

  @Richiede('caso:scrivi')
  @Mutation(() => CasoPayload, {
    nullable: true,
    description: 'Writes down that a judicial measure was taken back. It stays in the case, and no longer holds.',
  })
  async revocaProvvedimento(
    @Arg('input', () => RevocaProvvedimentoInput, {
      description: 'Which case, as the caller saw it, and which measure.',
    })
    input: RevocaProvvedimentoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CasoPayload> {
    return { caso: await ctx.db.write((tx) => service.revocaProvvedimento(tx, input)) };
  }
}
