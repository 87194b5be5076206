import type { Module } from '@trama/subgraph/module';
import { collegamentoPeriodico } from './collegamento.periodico.js';
import { CasoCollegamentoResolver, ServizioAltroveResolver } from './collegamento.resolver.js';
import { RecapitoServizioResolver } from './recapito.resolver.js';

export const collegamentoModule: Module = {
  resolvers: [CasoCollegamentoResolver, ServizioAltroveResolver, RecapitoServizioResolver],
  periodici: [collegamentoPeriodico],
};
