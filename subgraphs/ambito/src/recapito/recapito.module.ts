import type { Module } from '@trama/subgraph/module';
import { PersonaRecapitiResolver, RecapitoResolver } from './recapito.resolver.js';

export const recapitoModule: Module = { resolvers: [PersonaRecapitiResolver, RecapitoResolver] };
