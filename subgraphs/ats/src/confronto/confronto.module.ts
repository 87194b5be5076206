import type { Module } from '@trama/subgraph/module';
import {
  ConfrontoDellaCampagnaResolver,
  RigaConfrontoResolver,
  TavoloResolver,
  ValoreDiAmbitoResolver,
} from './tavolo.resolver.js';

export const confrontoModule: Module = {
  resolvers: [TavoloResolver, ConfrontoDellaCampagnaResolver, RigaConfrontoResolver, ValoreDiAmbitoResolver],
};
