import { defineReference, type Module } from '@trama/subgraph/module';
import { UnitaOfferta } from './unita-offerta.entity.js';
import { unitaByCodice } from './unita-offerta.loader.js';
import { AmbitoOffertaResolver, ElencoUnitaResolver, UnitaOffertaResolver } from './unita-offerta.resolver.js';

export const unitaOffertaModule: Module = {
  resolvers: [ElencoUnitaResolver, UnitaOffertaResolver, AmbitoOffertaResolver],
  entities: [UnitaOfferta],
  references: [
    defineReference(UnitaOfferta, 'rete:leggi', (ref: { codice: string }, ctx) =>
      ctx.published.load(unitaByCodice, ref.codice),
    ),
  ],
};
