import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { campagnaById } from '../../rilevazione/campagna.loader.js';
import { Compilazione } from '../../rilevazione/compilazione.entity.js';
import { contaBanca } from './raccolta.service.js';
import { PropostaBanca } from './raccolta.type.js';

@Resolver(() => Compilazione)
export class PropostaBancaResolver {
  @Richiede('proposta:leggi')
  @FieldResolver(() => [PropostaBanca], {
    nullable: true,
    description:
      'What the bank of foster families can count for it, counted at each reading; empty for another ambito’s answer and for other collections. `accettaProposte` writes them.',
  })
  async proposteBanca(
    @Root() { campagnaId, ambitoId }: Compilazione,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PropostaBanca[]> {
    const campagna = await ctx.load(campagnaById, campagnaId);
    return campagna ? ctx.db.read((tx) => contaBanca(tx, { ...campagna, ambito: ambitoId })) : [];
  }
}
