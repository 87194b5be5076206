import type { Module } from '@trama/subgraph/module';
import { CasoPassaggiResolver } from './passaggio.resolver.js';

export const passaggioModule: Module = { resolvers: [CasoPassaggiResolver] };
