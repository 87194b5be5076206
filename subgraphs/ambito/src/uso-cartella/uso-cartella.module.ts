import type { Module } from '@trama/subgraph/module';
import { UsoCartellaResolver } from './uso-cartella.resolver.js';

export const usoCartellaModule: Module = { resolvers: [UsoCartellaResolver] };
