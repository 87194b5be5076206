import { defineReference, type Module } from '@trama/subgraph/module';
import { RichiestaAffido } from './richiesta-affido.entity.js';
import { richiestaAffidoInterni } from './richiesta-affido.interno.js';
import { richiestaAffidoByCodice } from './richiesta-affido.loader.js';
import { RichiestaAffidoResolver } from './richiesta-affido.resolver.js';

export const richiestaAffidoModule: Module = {
  resolvers: [RichiestaAffidoResolver],
  entities: [RichiestaAffido],
  interni: richiestaAffidoInterni,
  references: [
    defineReference(RichiestaAffido, 'affido:leggi', (ref: { codice: string }, ctx) =>
      ctx.loadInspected(richiestaAffidoByCodice, 'AFFIDO', ref.codice),
    ),
  ],
};
