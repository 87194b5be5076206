import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { Ambito } from '../territorio/ambito.entity.js';
import { LegamiPerCrescere } from './legami.entity.js';
import { LegamiPayload, SalvaLegamiInput } from './legami.input.js';
import { legamiByAmbito, salvaLegami } from './legami.service.js';

@Resolver(() => Ambito)
export class LegamiPerCrescereResolver {
  @Richiede('affido:leggi')
  @FieldResolver(() => LegamiPerCrescere, {
    nullable: true,
    description:
      'What it did in a year so that families think of fostering; null when nobody wrote it, and for another ambito unless the caller is the table of fostering.',
  })
  legamiPerCrescere(
    @Root() { numero }: Ambito,
    @Arg('anno', () => Int, { description: 'Year.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<LegamiPerCrescere | null> {
    return ctx.loadWith(legamiByAmbito, anno, numero);
  }

  @Richiede('affido:gestisci')
  @Mutation(() => LegamiPayload, {
    nullable: true,
    description: 'Writes the counts of a year of the caller’s ambito. They are proposals for the yearly collection.',
  })
  async salvaLegamiPerCrescere(
    @Arg('input', () => SalvaLegamiInput, { description: 'Which year, as the caller saw it, and the counts.' })
    input: SalvaLegamiInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<LegamiPayload> {
    return { legami: await ctx.db.write((tx) => salvaLegami(tx, input)) };
  }
}
