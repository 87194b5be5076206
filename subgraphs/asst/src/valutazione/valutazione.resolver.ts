import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Ambito } from '../azienda/azienda.entity.js';
import { valutazioniByAmbito } from './valutazione.loader.js';
import { ValutazioniAmbito } from './valutazione.type.js';

@Resolver(() => Ambito)
export class AmbitoValutazioniResolver {
  @Richiede('statistica:leggi')
  @FieldResolver(() => ValutazioniAmbito, {
    nullable: true,
    description: 'Multidimensional assessments of its people in a year; null when nothing was contributed.',
  })
  valutazioniMultidimensionali(
    @Root() ambito: Ambito,
    @Arg('anno', () => Int, { description: 'Year.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ValutazioniAmbito | null> {
    return ctx.published.loadWith(valutazioniByAmbito, anno, ambito.numero);
  }
}
