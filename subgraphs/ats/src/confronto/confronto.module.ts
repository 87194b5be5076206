import type { Module } from '@trama/subgraph/module';
import { ConfrontoDellaCampagnaResolver, TavoloResolver, ValoreDiAmbitoResolver } from './tavolo.resolver.js';

export const confrontoModule: Module = {
  resolvers: [TavoloResolver, ConfrontoDellaCampagnaResolver, ValoreDiAmbitoResolver],
};
