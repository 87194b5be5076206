import { defineKnownReference, defineReference, type Module } from '@trama/subgraph/module';
import { Ambito, Asst, ServizioTerritoriale } from './azienda.entity.js';
import { asstByCodice } from './azienda.loader.js';
import { AsstResolver } from './azienda.resolver.js';

export const aziendaModule: Module = {
  resolvers: [AsstResolver],
  entities: [Ambito, Asst, ServizioTerritoriale],
  references: [
    defineReference(Asst, 'territorio:leggi', (ref: { codice: string }, ctx) =>
      ctx.published.load(asstByCodice, ref.codice),
    ),
    defineKnownReference(Ambito, 'territorio:leggi', 'numero'),
  ],
};
