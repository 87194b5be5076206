import { fileURLToPath } from 'node:url';
import { checkSchema } from './schema/check.mjs';
import { guardProblems } from './schema/guards.mjs';
import { printSchema } from './schema/print.mjs';
import { loadSources } from './schema/sources.mjs';
import { writePages } from './schema/write.mjs';

/**
 * `print` writes what the graph promises into schema/; `check` prints it elsewhere, compares, and asks what a change
 * would do to callers. Both read the built code: run `npm run build` first, or the npm scripts that do.
 */

const repository = fileURLToPath(new URL('../../', import.meta.url));
const commands = { print, check };
const command = commands[process.argv[2]];

if (!command) {
  console.error(`Usage: node infra/tools/schema.mjs ${Object.keys(commands).join('|')}`);
  process.exit(2);
}
process.exitCode = await command(await loadSources(repository));

async function print(sources) {
  const { pages, hints, problems } = printSchema(sources);
  tell(hints, problems);
  if (problems.length > 0) {
    return 1;
  }
  const written = await writePages(`${repository}schema`, pages);
  console.log(written.length === 0 ? 'schema/ was already up to date.' : `Written: ${written.join(', ')}`);
  return 0;
}

async function check(sources) {
  const { notices, problems: stale } = await checkSchema(sources, repository);
  const problems = [...guardProblems(sources.subgraphs), ...stale];
  tell(notices, problems);
  if (problems.length > 0) {
    console.error(`\n${problems.length} to settle. After a wanted change: npm run schema:print, and read the diff.`);
    return 1;
  }
  console.log('schema/ says what the code does, and no caller is broken.');
  return 0;
}

function tell(notices, problems) {
  notices.forEach((notice) => console.log(`note: ${notice}`));
  problems.forEach((problem) => console.error(`error: ${problem}`));
}
