import type { Module } from '@trama/subgraph/module';
import { AmbitoValutazioniResolver } from './valutazione.resolver.js';

export const valutazioneModule: Module = { resolvers: [AmbitoValutazioniResolver] };
