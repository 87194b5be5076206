import { defineReference, type Module } from '@trama/subgraph/module';
import { ContributoBisogno, ContributoPoverta } from './contributo.entity.js';
import {
  ContributoPovertaResolver,
  ContributoTerzoSettoreResolver,
  OsservatorioContributiResolver,
  PersoneContateNelComuneResolver,
} from './contributo.resolver.js';
import { OSSERVATORIO, OsservatorioPoverta } from './contributo.type.js';

export const contributoModule: Module = {
  resolvers: [
    ContributoPovertaResolver,
    PersoneContateNelComuneResolver,
    OsservatorioContributiResolver,
    ContributoTerzoSettoreResolver,
  ],
  entities: [ContributoPoverta, ContributoBisogno],
  types: [OsservatorioPoverta],
  references: [
    defineReference(OsservatorioPoverta, 'statistica:leggi', async (ref: { codice: string }) =>
      ref.codice === OSSERVATORIO ? { codice: OSSERVATORIO } : null,
    ),
  ],
};
