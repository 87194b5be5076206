import { defineReference, type Module } from '@trama/subgraph/module';
import { Ambito } from './ambito.entity.js';
import { Comune } from './comune.entity.js';
import { PopolazioneStorica } from './popolazione.entity.js';
import { ambitoByNumero, comuneByCodice } from './territorio.loader.js';
import { AmbitoTerritorioResolver, ComuneResolver } from './territorio.resolver.js';

export const territorioModule: Module = {
  resolvers: [AmbitoTerritorioResolver, ComuneResolver],
  entities: [Ambito, Comune, PopolazioneStorica],
  references: [
    defineReference(Ambito, 'territorio:leggi', (ref: { numero: number }, ctx) =>
      ctx.published.load(ambitoByNumero, ref.numero),
    ),
    defineReference(Comune, 'territorio:leggi', (ref: { codiceIstat: string }, ctx) =>
      ctx.published.load(comuneByCodice, ref.codiceIstat),
    ),
  ],
};
