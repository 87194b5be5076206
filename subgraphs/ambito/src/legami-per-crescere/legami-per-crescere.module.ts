import type { Module } from '@trama/subgraph/module';
import { LegamiPerCrescere } from './legami.entity.js';
import { LegamiPerCrescereResolver } from './legami.resolver.js';

export const legamiPerCrescereModule: Module = {
  resolvers: [LegamiPerCrescereResolver],
  entities: [LegamiPerCrescere],
};
