import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SUBGRAPHS } from './schema/sources.mjs';

/**
 * Attacks everything that the platform has published, over all databases, cubes and editions together, and says which
 * suppressed or rounded cells somebody could work out. Exit code 1 when there is one. Reads the built code.
 */

const repository = fileURLToPath(new URL('../../', import.meta.url));

try {
  process.exitCode = (await audit()) ? 0 : 1;
} catch (error) {
  // Only what a person can act on is said in short.
  console.error(['StartError', 'AggregateError'].includes(error.name) || error.code ? reason(error) : error);
  process.exitCode = 2;
}

async function audit() {
  const { publishedDatabases } = await import('@trama/local/published-databases');
  const { rapportoDi } = await import('@trama/publication/rapporto');
  const databases = await publishedDatabases(process.env, repository);
  const editions = [];
  for (const [name, url] of databases) {
    editions.push(...(await editionsOf(name, url)));
  }
  const { righe, sicuro } = await rapportoDi(await cubes(), editions);
  console.log([`Database letti: ${[...databases.keys()].join(', ')}`, ...righe].join('\n'));
  return sicuro;
}

async function editionsOf(name, url) {
  const { connect } = await import('@trama/database/connect');
  const { leggiEdizioni } = await import('@trama/publication/registro');
  const source = await connect({ url, application: `trama-privacy-audit-${name}`, poolSize: 1 }, []);
  try {
    return await leggiEdizioni((statement, values) => source.query(statement, values));
  } finally {
    await source.destroy();
  }
}

/** What each subgraph says of the measures that it publishes. */
async function cubes() {
  const all = [];
  for (const folder of SUBGRAPHS) {
    const { subgraph } = await import(
      pathToFileURL(join(repository, 'subgraphs', folder, 'dist/src/subgraph.js')).href
    );
    all.push(...(subgraph.cubi ?? []));
  }
  return all;
}

/** A refused connection to two addresses comes as an AggregateError, which says nothing by itself. */
function reason(error) {
  return error.message || error.code || String(error);
}
