import type { Module } from '@trama/subgraph/module';
import { CasoInterventiResolver } from './intervento.resolver.js';

export const interventoModule: Module = { resolvers: [CasoInterventiResolver] };
