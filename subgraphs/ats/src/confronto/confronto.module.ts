import type { Module } from '@trama/subgraph/module';
import { TavoloResolver, ValoreDiAmbitoResolver } from './tavolo.resolver.js';

export const confrontoModule: Module = { resolvers: [TavoloResolver, ValoreDiAmbitoResolver] };
