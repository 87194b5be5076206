import type { Module } from '@trama/subgraph/module';
import { SchedaPiano } from './scheda-piano.entity.js';
import { SchedaPianoResolver } from './scheda-piano.resolver.js';

export const schedaPianoModule: Module = { resolvers: [SchedaPianoResolver], entities: [SchedaPiano] };
