import type { Module } from '@trama/subgraph/module';
import { RegistroResolver } from './registro.resolver.js';

export const registroModule: Module = { resolvers: [RegistroResolver] };
