import type { Module } from '@trama/subgraph/module';
import { Servizio } from './servizio.entity.js';
import { AmbitoServiziResolver, ServizioResolver } from './servizio.resolver.js';

export const servizioModule: Module = {
  resolvers: [AmbitoServiziResolver, ServizioResolver],
  entities: [Servizio],
};
