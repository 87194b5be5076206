import { defineReference, type Module } from '@trama/subgraph/module';
import { Caso } from './caso.entity.js';
import { casoByCodice } from './caso.loader.js';
import { casoConservabile } from './caso.conservazione.js';
import { CasoResolver } from './caso.resolver.js';
import { scopoDi } from './caso.service.js';
import { PersonaResolver } from './persona.resolver.js';

export const cartellaModule: Module = {
  resolvers: [CasoResolver, PersonaResolver],
  conservazione: [casoConservabile],
  entities: [Caso],
  references: [
    defineReference(Caso, 'caso:leggi', (ref: { codice: string }, ctx) =>
      ctx.loadInspected(casoByCodice, scopoDi(ctx.identity), ref.codice),
    ),
  ],
};
