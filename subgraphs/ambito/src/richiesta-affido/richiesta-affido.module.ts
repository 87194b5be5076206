import { defineReference, type Module } from '@trama/subgraph/module';
import { RichiestaAffido } from './richiesta-affido.entity.js';
import { richiestaAffidoByCodice } from './richiesta-affido.loader.js';
import { RichiestaAffidoResolver } from './richiesta-affido.resolver.js';

export const richiestaAffidoModule: Module = {
  resolvers: [RichiestaAffidoResolver],
  entities: [RichiestaAffido],
  references: [
    defineReference(RichiestaAffido, 'affido:leggi', (ref: { codice: string }, ctx) =>
      ctx.loadInspected(richiestaAffidoByCodice, 'AFFIDO', ref.codice),
    ),
  ],
};
