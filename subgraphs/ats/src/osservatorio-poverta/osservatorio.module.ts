import { defineReference, type Module } from '@trama/subgraph/module';
import { IndicatoriResolver } from './indicatore/indicatore.resolver.js';
import { OsservatorioResolver } from './osservatorio.resolver.js';
import { CODICE_OSSERVATORIO, OsservatorioPoverta } from './osservatorio.type.js';

export const osservatorioModule: Module = {
  resolvers: [OsservatorioResolver, IndicatoriResolver],
  references: [
    defineReference(OsservatorioPoverta, 'statistica:leggi', async ({ codice }: { codice: string }) =>
      codice === CODICE_OSSERVATORIO ? new OsservatorioPoverta() : null,
    ),
  ],
};
