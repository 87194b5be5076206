import { defineReference, type Module } from '@trama/subgraph/module';
import { Ambito, Ats, ContributoreEsterno, Distretto } from './territorio.entity.js';
import { ambitoByNumero, distrettoByNumero } from './territorio.loader.js';
import { AmbitoResolver, AtsResolver, DistrettoResolver } from './territorio.resolver.js';

export const territorioModule: Module = {
  resolvers: [AtsResolver, DistrettoResolver, AmbitoResolver],
  entities: [Ats, Distretto, Ambito, ContributoreEsterno],
  references: [
    defineReference(Ambito, 'territorio:leggi', (ref: { numero: number }, ctx) =>
      ctx.published.load(ambitoByNumero, ref.numero),
    ),
    defineReference(Distretto, 'territorio:leggi', (ref: { numero: number }, ctx) =>
      ctx.published.load(distrettoByNumero, ref.numero),
    ),
  ],
};
