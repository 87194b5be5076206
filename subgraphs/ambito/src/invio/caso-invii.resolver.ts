import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Caso } from '../cartella/caso.entity.js';
import { scopoDi } from '../cartella/caso.service.js';
import { Invio } from './invio.entity.js';
import { inviiByCaso } from './invio.loader.js';
import { LEGGIBILI } from './invio.stati.js';
import { CondivisioneSanitaria } from './invio.type.js';

@Resolver(() => Caso)
export class CasoInviiResolver {
  @Richiede('invio:leggi')
  @FieldResolver(() => [Invio], {
    nullable: true,
    description: 'What was sent about it to other bodies, the newest first. Each one read is in the access log.',
  })
  invii(@Root() caso: Caso, @Ctx() ctx: SubgraphContext): Promise<Invio[]> {
    return ctx.loadInspected(inviiByCaso, scopoDi(ctx.identity), caso.id);
  }

  @Richiede('invio:leggi')
  @FieldResolver(() => [CondivisioneSanitaria], {
    nullable: true,
    description: 'What of it the health side reads now, on what law and since when.',
  })
  async condivisioneSanitaria(@Root() caso: Caso, @Ctx() ctx: SubgraphContext): Promise<CondivisioneSanitaria[]> {
    const invii = await ctx.loadInspected(inviiByCaso, scopoDi(ctx.identity), caso.id);
    return invii
      .filter(({ versoAsst, stato }) => versoAsst !== null && LEGGIBILI.has(stato))
      .map(({ versoAsst: asst, campi, base, consegnatoIl: dal, codice: invio }) =>
        Object.assign(new CondivisioneSanitaria(), { asst, campi, base, dal, invio }),
      );
  }
}
