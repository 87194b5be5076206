import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Caso } from '../cartella/caso.entity.js';
import { scopoDi } from '../cartella/caso.service.js';
import { PassaATutelaInput, PassaggioPayload } from './passaggio.input.js';
import { passaggiByCaso } from './passaggio.loader.js';
import * as service from './passaggio.service.js';
import { PassaggioServizio } from './passaggio.type.js';

@Resolver(() => Caso)
export class CasoPassaggiResolver {
  @Richiede('caso:leggi')
  @FieldResolver(() => [PassaggioServizio], {
    nullable: true,
    description: 'How it came to the service that follows it; empty when it was opened there.',
  })
  passaggi(@Root() caso: Caso, @Ctx() ctx: SubgraphContext): Promise<PassaggioServizio[]> {
    return ctx.loadInspected(passaggiByCaso, scopoDi(ctx.identity), caso.id);
  }

  @Richiede('caso:scrivi')
  @Mutation(() => PassaggioPayload, {
    nullable: true,
    description:
      'Passes an open case of prevention to a team of child protection: the team follows it, the caller no more.',
  })
  async passaATutela(
    @Arg('input', () => PassaATutelaInput, {
      description: 'Which case, as the caller saw it, and which team takes it.',
    })
    input: PassaATutelaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PassaggioPayload> {
    return { passaggio: await ctx.db.write((tx) => service.passaATutela(tx, input)) };
  }
}
