import type { Module } from '@trama/subgraph/module';
import { Incongruenza } from './incongruenza.entity.js';
import {
  ComuneIncongruenzeResolver,
  PianoIncongruenzeResolver,
  PopolazioneIncongruenzeResolver,
  UnitaIncongruenzeResolver,
} from './incongruenza.resolver.js';

export const incongruenzaModule: Module = {
  resolvers: [
    PianoIncongruenzeResolver,
    ComuneIncongruenzeResolver,
    PopolazioneIncongruenzeResolver,
    UnitaIncongruenzeResolver,
  ],
  entities: [Incongruenza],
};
