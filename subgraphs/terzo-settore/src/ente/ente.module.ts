import { defineKnownReference, defineReference, type Module } from '@trama/subgraph/module';
import { Ambito, Ente, EnteAmbito } from './ente.entity.js';
import { enteByCodice } from './ente.loader.js';
import { AmbitoEntiResolver, EnteResolver } from './ente.resolver.js';

export const enteModule: Module = {
  resolvers: [EnteResolver, AmbitoEntiResolver],
  entities: [Ambito, Ente, EnteAmbito],
  references: [
    defineReference(Ente, 'rete:leggi', (ref: { codice: string }, ctx) => ctx.published.load(enteByCodice, ref.codice)),
    defineKnownReference(Ambito, 'territorio:leggi', 'numero'),
  ],
};
