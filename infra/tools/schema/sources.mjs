import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Folders under subgraphs/, in the order in which they are composed. */
export const SUBGRAPHS = ['ambito', 'ats', 'asst', 'terzo-settore'];

/** What the pages of schema/ are printed from, read from the built code. */
export async function loadSources(repository) {
  const { printSubgraphSdl } = await import('@trama/subgraph/build-schema');
  const { ERRORS } = await import('@trama/kernel/errors');
  const { PERMESSI } = await import('@trama/kernel/permessi');
  const { LUOGO_DI_RUOLO, PERMESSI_DI_RUOLO, RUOLI, SCOPE } = await import('@trama/kernel/ruoli');
  const subgraphs = new Map();
  for (const folder of SUBGRAPHS) {
    const built = join(repository, 'subgraphs', folder, 'dist/src/subgraph.js');
    const { subgraph } = await import(pathToFileURL(built).href);
    subgraphs.set(subgraph.name, await printSubgraphSdl(subgraph));
  }
  const access = {
    permessi: PERMESSI,
    ruoli: RUOLI,
    permessiDiRuolo: PERMESSI_DI_RUOLO,
    luogoDiRuolo: LUOGO_DI_RUOLO,
    scope: SCOPE,
  };
  return { subgraphs, errors: ERRORS, access };
}
