import { defineReference, type Module } from '@trama/subgraph/module';
import { Ambito, Ente, EnteAmbito } from './ente.entity.js';
import { ambitoByNumero, enteByCodice } from './ente.loader.js';
import { AmbitoEntiResolver, EnteResolver } from './ente.resolver.js';

export const enteModule: Module = {
  resolvers: [EnteResolver, AmbitoEntiResolver],
  entities: [Ambito, Ente, EnteAmbito],
  references: [
    defineReference(Ente, 'rete:leggi', (ref: { codice: string }, ctx) => ctx.published.load(enteByCodice, ref.codice)),
    defineReference(Ambito, 'territorio:leggi', (ref: { numero: number }, ctx) =>
      ctx.published.load(ambitoByNumero, ref.numero),
    ),
  ],
};
