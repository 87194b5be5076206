import type { Module } from '@trama/subgraph/module';
import { Obbligo } from './obbligo.entity.js';
import { ObbligoResolver } from './obbligo.resolver.js';

export const obbligoModule: Module = { resolvers: [ObbligoResolver], entities: [Obbligo] };
