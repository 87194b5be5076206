import { defineReference, type Module } from '@trama/subgraph/module';
import {
  AbbinamentoPianificatoResolver,
  AffidiPerServizioResolver,
  BancaAffidoResolver,
  CompitoAffidoResolver,
  PianoAbbinamentiResolver,
  RiepilogoAmbitoResolver,
  RiepilogoBancaResolver,
} from './banca/banca.resolver.js';
import { CandidatiResolver, PercheNoResolver } from './candidati/candidati.resolver.js';
import { Abbinamento } from './ciclo/abbinamento.entity.js';
import { AbbinamentiDellaRichiestaResolver, AbbinamentoResolver } from './ciclo/abbinamento.resolver.js';
import { ContattoAffido } from './contatto/contatto.entity.js';
import { ChiediContattoResolver, ContattoAffidoResolver } from './contatto/contatto.resolver.js';
import { FamigliaAffidataria, FamigliaIdentita, ServizioAffidi } from './famiglia/famiglia.entity.js';
import { famigliaByCodice } from './famiglia/famiglia.loader.js';
import {
  FamigliaAffidatariaResolver,
  FamigliaMutationResolver,
  ServizioAffidiResolver,
} from './famiglia/famiglia.resolver.js';
import { PropostaBancaResolver } from './raccolta/raccolta.resolver.js';
import { RichiestaAffido, Scheda } from './scheda/scheda.entity.js';
import { schedePeriodico } from './scheda/scheda.periodico.js';

export const affidoModule: Module = {
  resolvers: [
    FamigliaAffidatariaResolver,
    FamigliaMutationResolver,
    ServizioAffidiResolver,
    CandidatiResolver,
    PercheNoResolver,
    AbbinamentoResolver,
    AbbinamentiDellaRichiestaResolver,
    BancaAffidoResolver,
    RiepilogoBancaResolver,
    RiepilogoAmbitoResolver,
    AffidiPerServizioResolver,
    CompitoAffidoResolver,
    AbbinamentoPianificatoResolver,
    PianoAbbinamentiResolver,
    PropostaBancaResolver,
    ChiediContattoResolver,
    ContattoAffidoResolver,
  ],
  entities: [ServizioAffidi, FamigliaAffidataria, FamigliaIdentita, Scheda, Abbinamento, ContattoAffido],
  types: [RichiestaAffido],
  references: [
    defineReference(FamigliaAffidataria, 'affido:abbina', (ref: { codice: string }, ctx) =>
      ctx.load(famigliaByCodice, ref.codice),
    ),
    // What is kept here of it nobody reads by its key: what the gateway says of it is all there is.
    defineReference(RichiestaAffido, 'affido:leggi', async (richiesta: RichiestaAffido) => richiesta),
  ],
  periodici: [schedePeriodico],
};
