import type { Module } from '@trama/subgraph/module';
import { OccupazioneUnita } from './occupazione.entity.js';
import { SaturazioneResolver, UnitaOccupazioneResolver } from './occupazione.resolver.js';

export const occupazioneModule: Module = {
  resolvers: [UnitaOccupazioneResolver, SaturazioneResolver],
  entities: [OccupazioneUnita],
};
