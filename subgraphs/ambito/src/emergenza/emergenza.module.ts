import type { Module } from '@trama/subgraph/module';
import { Emergenza } from './emergenza.entity.js';
import { EmergenzaResolver } from './emergenza.resolver.js';

export const emergenzaModule: Module = { resolvers: [EmergenzaResolver], entities: [Emergenza] };
