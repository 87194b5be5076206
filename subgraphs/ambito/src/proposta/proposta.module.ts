import { defineReference, type Module } from '@trama/subgraph/module';
import { CasiDellaPropostaResolver, PropostaResolver } from './proposta.resolver.js';
import { Compilazione } from './proposta.type.js';

export const propostaModule: Module = {
  resolvers: [PropostaResolver, CasiDellaPropostaResolver],
  types: [Compilazione],
  references: [
    // Nothing of it is kept here: what the gateway says of it is all there is.
    defineReference(Compilazione, 'rilevazione:leggi', async (compilazione: Compilazione) => compilazione),
  ],
};
