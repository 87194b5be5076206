import { defineKnownReference, defineReference, type Module } from '@trama/subgraph/module';
import { Ambito } from './ambito.entity.js';
import { Comune } from './comune.entity.js';
import { PopolazioneStorica } from './popolazione.entity.js';
import { comuneByCodice } from './territorio.loader.js';
import { AmbitoTerritorioResolver, ComuneResolver } from './territorio.resolver.js';

export const territorioModule: Module = {
  resolvers: [AmbitoTerritorioResolver, ComuneResolver],
  entities: [Ambito, Comune, PopolazioneStorica],
  references: [
    defineKnownReference(Ambito, 'territorio:leggi', 'numero'),
    defineReference(Comune, 'territorio:leggi', (ref: { codiceIstat: string }, ctx) =>
      ctx.published.load(comuneByCodice, ref.codiceIstat),
    ),
  ],
};
