import type { Module } from '@trama/subgraph/module';
import { collegamentoPeriodico } from './collegamento.periodico.js';

export const collegamentoModule: Module = { resolvers: [], periodici: [collegamentoPeriodico] };
