import { nonRisponde, SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { CRITERI } from '../abbinamento/punteggio.js';
import { pesi, VERSIONE_CORRENTE } from '../abbinamento/pesi.js';
import { famigliaByCodice } from '../famiglia/famiglia.loader.js';
import { RichiestaAffido } from '../scheda/scheda.entity.js';
import { prendiSchede } from '../scheda/scheda.periodico.js';
import { candidatiDi, esclusioni, esigenzeDette } from './candidati.service.js';
import { Candidato, Esclusione, PesiAbbinamento } from './candidati.type.js';

@Resolver(() => RichiestaAffido)
export class CandidatiResolver {
  @Richiede('affido:abbina')
  @Directive('@requires(fields: "esigenze")')
  @FieldResolver(() => [Candidato], {
    nullable: true,
    description:
      'The families that may be proposed for it, the best first: all constraints hold, and none is proposed already. Distances are from the middle of three neighbouring comuni or more, so that nobody works out where the family of origin lives.',
  })
  async candidati(
    @Root() { esigenze }: RichiestaAffido,
    @Arg('limite', () => Int, { defaultValue: 5, description: 'How many, 1 to 20.' }) limite: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Candidato[]> {
    const scheda = esigenzeDette(esigenze);
    if (scheda === null) {
      throw nonRisponde('ambito');
    }
    const candidati = await ctx.loadWith(candidatiDi, limite, scheda);
    const famiglie = await Promise.all(candidati.map(({ codice }) => ctx.load(famigliaByCodice, codice)));
    return candidati.flatMap(({ punteggio, motivi }, i) => {
      const famiglia = famiglie[i];
      // Two readings: who was taken meanwhile is no candidate any more.
      return famiglia ? [{ famiglia, punteggio, motivi, pesi: VERSIONE_CORRENTE }] : [];
    });
  }
}

@Resolver()
export class PercheNoResolver {
  @Richiede('affido:abbina')
  @Query(() => [Esclusione], {
    nullable: true,
    description:
      'Every constraint that keeps a family from a request, with its article; empty for a candidate, null when one of the two is not there for this caller, and for a service when the request is not its own.',
  })
  async percheNo(
    @Arg('richiesta', () => String, { description: 'Code of the request.' }) richiesta: string,
    @Arg('famiglia', () => String, { description: 'Code of the family.' }) famiglia: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Esclusione[] | null> {
    await ctx.conAmbito((banco) => prendiSchede(banco, [richiesta])).catch(() => undefined);
    const violazioni = await ctx.db.read((tx) => esclusioni(tx, richiesta, famiglia));
    return violazioni?.map(({ codice, ...violazione }) => ({ vincolo: codice, ...violazione })) ?? null;
  }

  @Richiede('affido:abbina')
  @Query(() => PesiAbbinamento, { description: 'What scores are worked out with today.' })
  pesiAbbinamento(): PesiAbbinamento {
    const { versione, pesi: punti } = pesi();
    return { versione, criteri: CRITERI.map((criterio) => ({ criterio, peso: punti[criterio] })) };
  }
}
