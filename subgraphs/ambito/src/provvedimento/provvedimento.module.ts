import type { Module } from '@trama/subgraph/module';
import { CasoProvvedimentiResolver } from './provvedimento.resolver.js';

export const provvedimentoModule: Module = { resolvers: [CasoProvvedimentiResolver] };
