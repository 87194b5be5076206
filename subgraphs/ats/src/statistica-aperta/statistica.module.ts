import type { Module } from '@trama/subgraph/module';
import { EdizioneStatisticaResolver, StatisticaResolver } from './statistica.resolver.js';

export const statisticaModule: Module = { resolvers: [StatisticaResolver, EdizioneStatisticaResolver] };
