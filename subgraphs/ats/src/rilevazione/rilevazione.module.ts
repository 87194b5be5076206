import { defineReference, type Module } from '@trama/subgraph/module';
import { Campagna } from './campagna.entity.js';
import { campagnaById } from './campagna.loader.js';
import { CampagnaResolver, DestinatarioResolver } from './campagna.resolver.js';
import { Compilazione, Domanda } from './compilazione.entity.js';
import { compilazioneById } from './compilazione.loader.js';
import { CompilazionePayloadResolver, CompilazioneResolver, ValoreCompilatoResolver } from './compilazione.resolver.js';
import { definizioni } from './definizioni.service.js';
import { DomandaResolver, DomandeDellaCompilazioneResolver } from './domanda.resolver.js';
import { ImportazioneResolver, ModelloResolver } from './formati/importazione.resolver.js';
import { RilevazioneResolver, tipoDi } from './rilevazione.resolver.js';
import { RilevazioneDati } from './rilevazione.type.js';
import {
  FiguraRipresaResolver,
  PropostaRipresaResolver,
  RipreseDellaCompilazioneResolver,
} from './riprese/ripresa.resolver.js';
import { VoceResolver } from './voce.resolver.js';

/** What the gateway says of an answer: which one, and what another subgraph knows of it where that was asked. */
type RiferimentoCompilazione = Pick<Compilazione, 'id' | 'proposte'>;

export const rilevazioneModule: Module = {
  resolvers: [
    RilevazioneResolver,
    CampagnaResolver,
    VoceResolver,
    DestinatarioResolver,
    CompilazioneResolver,
    CompilazionePayloadResolver,
    ValoreCompilatoResolver,
    DomandaResolver,
    DomandeDellaCompilazioneResolver,
    RipreseDellaCompilazioneResolver,
    PropostaRipresaResolver,
    FiguraRipresaResolver,
    ImportazioneResolver,
    ModelloResolver,
  ],
  entities: [Campagna, Compilazione, Domanda],
  references: [
    defineReference(Campagna, 'rilevazione:leggi', ({ id }: { id: string }, ctx) => ctx.load(campagnaById, id)),
    defineReference(Compilazione, 'rilevazione:leggi', async ({ id, proposte }: RiferimentoCompilazione, ctx) => {
      const compilazione = await ctx.load(compilazioneById, id);
      return compilazione && Object.assign(new Compilazione(), compilazione, { proposte });
    }),
    defineReference(RilevazioneDati, 'rilevazione:leggi', async ({ codice }: { codice: string }) => {
      const rilevazione = definizioni.rilevazioni.get(codice);
      return rilevazione ? tipoDi(rilevazione) : null;
    }),
  ],
};
