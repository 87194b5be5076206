import type { Module } from '@trama/subgraph/module';
import { ImportazioneCasi } from './importazione.entity.js';
import { ImportazioneResolver } from './importazione.resolver.js';

export const importazioneModule: Module = { resolvers: [ImportazioneResolver], entities: [ImportazioneCasi] };
