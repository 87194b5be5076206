import { defineReference, type Module } from '@trama/subgraph/module';
import { EdizioneOsservatorio, LetturaEdizione } from './edizione/edizione.entity.js';
import { EdizioneResolver, EdizioniResolver, ScritturaEdizioneResolver } from './edizione/edizione.resolver.js';
import { IndicatoriResolver } from './indicatore/indicatore.resolver.js';
import { OsservatorioResolver } from './osservatorio.resolver.js';
import { CODICE_OSSERVATORIO, OsservatorioPoverta } from './osservatorio.type.js';

import { IncontroOsservatorio } from './tavolo/incontro.entity.js';
import { MembroOsservatorio } from './tavolo/membro.entity.js';
import { MembriOsservatorioResolver, ScritturaMembriResolver } from './tavolo/membro.resolver.js';
import { QuesitoOsservatorio } from './tavolo/quesito.entity.js';
import {
  IncontroResolver,
  QuesitiResolver,
  ScritturaTavoloResolver,
  TavoloOsservatorioResolver,
} from './tavolo/tavolo.resolver.js';

export const osservatorioModule: Module = {
  resolvers: [
    OsservatorioResolver,
    IndicatoriResolver,
    EdizioniResolver,
    EdizioneResolver,
    ScritturaEdizioneResolver,
    TavoloOsservatorioResolver,
    IncontroResolver,
    QuesitiResolver,
    ScritturaTavoloResolver,
    MembriOsservatorioResolver,
    ScritturaMembriResolver,
  ],
  entities: [EdizioneOsservatorio, LetturaEdizione, IncontroOsservatorio, MembroOsservatorio, QuesitoOsservatorio],
  references: [
    defineReference(OsservatorioPoverta, 'statistica:leggi', async ({ codice }: { codice: string }) =>
      codice === CODICE_OSSERVATORIO ? new OsservatorioPoverta() : null,
    ),
  ],
};
