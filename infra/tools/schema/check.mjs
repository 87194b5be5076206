import { join } from 'node:path';
import { breakingChanges } from './breaking.mjs';
import { differences } from './compare.mjs';
import { apiSchemaOf } from './compose.mjs';
import { operationProblems } from './operations.mjs';
import { printSchema } from './print.mjs';

const SAID = {
  changed: 'is not what the code says',
  missing: 'is missing',
  extra: 'is there, and nothing prints it',
};

/**
 * Everything that schema/ promises, held against the code.
 */
export async function checkSchema(sources, repository) {
  const folder = join(repository, 'schema');
  const { pages, supergraph, hints, problems } = printSchema(sources);
  if (!supergraph) {
    return { notices: hints, problems };
  }
  const api = apiSchemaOf(supergraph);
  const stale = (await differences(folder, pages)).map(({ kind, path, diff }) =>
    `schema/${path} ${SAID[kind]}\n${diff}`.trim(),
  );
  const operations = await operationProblems(api, join(folder, 'operations'));
  const breaking = await breakingChanges(repository, api);
  return {
    notices: [...hints, ...breaking.notices],
    problems: [...problems, ...stale, ...operations, ...breaking.problems],
  };
}
