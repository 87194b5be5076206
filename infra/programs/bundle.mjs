// Writes each program of the local topology as a few files in place of the thousand that Node would look for, open and
// compile one by one. ../adr/0052-few-files.md says why and at what price.
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const dist = fileURLToPath(new URL('./dist/', import.meta.url));
const code = join(dist, 'code');

const subgraphs = ['ambito', 'ats', 'asst', 'terzo-settore'].map((name) => [name, `subgraphs/${name}/dist/src`]);
const withDatabase = [...subgraphs, ['collegamento', 'infra/collegamento/dist']];
const programs = {
  gateway: 'gateway/dist/main.js',
  idp: 'infra/idp/dist/main.js',
  start: 'infra/local/dist/start.js',
  ...Object.fromEntries(
    withDatabase.flatMap(([name, folder]) =>
      ['main', 'prepare'].map((program) => [`${name}-${program}`, `${folder}/${program}.js`]),
    ),
  ),
};

/** A module looks for its files from where it was written, and not from where it was bundled. */
const whereItWas = {
  name: 'where-it-was',
  transform: (text, id) =>
    text.includes('import.meta.url')
      ? text.replaceAll(
          'import.meta.url',
          `new URL(${JSON.stringify(relative(code, id).split(sep).join('/'))}, import.meta.url).href`,
        )
      : null,
};

await rm(dist, { recursive: true, force: true });
const chunks = await bundle();
await requireDeclared(chunks.flatMap(({ moduleIds }) => moduleIds));
for (const name of Object.keys(programs)) {
  // Whoever seeds a database tells it by which code. Not all: those that a program starts would inherit its word.
  const codice = name.endsWith('-prepare') ? `process.env.TRAMA_CODE = '${await codeOf(`${name}.cjs`)}';\n` : '';
  await writeFile(join(dist, `${name}.cjs`), `${codice}module.exports = require('../load.cjs')(__filename);\n`);
}

/** @returns SHA-256 of all code that a program may load: from the same input, the same code makes the same */
async function codeOf(program) {
  const hash = createHash('sha256');
  for (const file of [...reachedFrom(program)].sort()) {
    const text = createHash('sha256').update(await readFile(join(code, file)));
    hash.update(`${file} ${text.digest('hex')}\n`);
  }
  return hash.digest('hex');
}

function reachedFrom(file, reached = new Set()) {
  const chunk = chunks.find(({ fileName }) => fileName === file);
  if (chunk && !reached.has(file)) {
    reached.add(file);
    [...chunk.imports, ...chunk.dynamicImports].forEach((next) => reachedFrom(next, reached));
  }
  return reached;
}

/** @returns what was written */
async function bundle() {
  const built = await rolldown({
    input: Object.fromEntries(Object.entries(programs).map(([name, file]) => [name, join(repository, file)])),
    platform: 'node',
    // What a module does when it is loaded, decorators above all, is done here as well, and in the same order.
    treeshake: false,
    plugins: [whereItWas],
    onLog: (level, log) => {
      // One old dependency evaluates a text of its own; anything else is ours to read.
      if (level === 'warn' && log.code !== 'EVAL') {
        throw new Error(log.message);
      }
    },
  });
  const { output } = await built.write({
    dir: code,
    format: 'cjs',
    // A script that V8 has kept cannot import: Node 20 does not find again who asks.
    dynamicImportInCjs: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    keepNames: true,
    strictExecutionOrder: true,
    comments: false,
    // Text of one byte a letter is read in half the time.
    charset: 'ascii',
  });
  return output.filter(({ type }) => type === 'chunk');
}

/**
 * Turbo makes the programs again when a package among the dependencies here has changed.
 *
 * @throws Error for a package of ours that is bundled and is not among them
 */
async function requireDeclared(modules) {
  const { devDependencies } = JSON.parse(await readFile(new URL('./package.json', import.meta.url), 'utf8'));
  const folders = modules
    .filter((id) => isAbsolute(id))
    .map((id) => /^(?:infra|subgraphs|schema)\/[^/]+|^gateway/.exec(relative(repository, id).split(sep).join('/'))?.[0])
    .filter((folder) => folder !== undefined);
  for (const folder of new Set(folders)) {
    const { name } = JSON.parse(await readFile(join(repository, folder, 'package.json'), 'utf8'));
    if (!(name in devDependencies)) {
      throw new Error(`infra/programs/package.json: ${name} is bundled and not among the dependencies`);
    }
  }
}
