import type { Module } from '@trama/subgraph/module';
import { Fatto } from './fatto.entity.js';
import { Obiettivo } from './obiettivo.entity.js';
import { PianoDiZona } from './piano.entity.js';
import { AmbitoPianoResolver, ObiettivoResolver, PianoResolver } from './piano.resolver.js';

export const pianoModule: Module = {
  resolvers: [AmbitoPianoResolver, PianoResolver, ObiettivoResolver],
  entities: [PianoDiZona, Obiettivo, Fatto],
};
