import type { Module } from '@trama/subgraph/module';
import { AmbitoDatiResolver, CoperturaDatiResolver } from './dato-annuale.resolver.js';

export const datoAnnualeModule: Module = { resolvers: [AmbitoDatiResolver, CoperturaDatiResolver] };
