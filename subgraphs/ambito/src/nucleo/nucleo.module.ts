import type { Module } from '@trama/subgraph/module';
import { CasoNucleoResolver, NucleoResolver } from './nucleo.resolver.js';

export const nucleoModule: Module = { resolvers: [CasoNucleoResolver, NucleoResolver] };
