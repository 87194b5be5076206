import type { Module } from '@trama/subgraph/module';
import { CasoInviiResolver } from './caso-invii.resolver.js';
import { Invio } from './invio.entity.js';
import { DestinatarioInvioResolver, InvioResolver } from './invio.resolver.js';

export const invioModule: Module = {
  resolvers: [InvioResolver, DestinatarioInvioResolver, CasoInviiResolver],
  entities: [Invio],
};
