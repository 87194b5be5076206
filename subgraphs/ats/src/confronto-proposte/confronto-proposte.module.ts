import type { Module } from '@trama/subgraph/module';
import { CompilazioneConfrontoProposteResolver, ConfrontoPropostaResolver } from './confronto-proposte.resolver.js';

export const confrontoProposteModule: Module = {
  resolvers: [CompilazioneConfrontoProposteResolver, ConfrontoPropostaResolver],
};
