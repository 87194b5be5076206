// Runs the built engine in a world that holds ECMAScript and nothing else: no Node, no Intl, no comparison by alphabet.
// Reads { file, casi: [{ anno, dati, precedenti }] } and prints the violations of each case. Its test compares the bytes with
// those of the server. Needs node --experimental-vm-modules.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext, SourceTextModule } from 'node:vm';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const zod = dirname(createRequire(import.meta.url).resolve('zod/package.json'));
const { file, casi } = JSON.parse(readFileSync(0, 'utf8'));

const mondo = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
runInContext(
  `delete globalThis.Intl; delete globalThis.WebAssembly; delete String.prototype.localeCompare;
   Number.prototype.toLocaleString = Date.now = Math.random = () => { throw new Error('not the same everywhere'); };`,
  mondo,
);

const moduli = new Map();
const engine = await load(join(dist, 'verifica.js'));
const rilevazioni = await load(join(dist, 'rilevazione.js'));
const violazioni = await load(join(dist, 'violazione.js'));

const { rilevazione } = rilevazioni.leggiRilevazione(inside(file));
const esiti = casi.map(({ anno, dati, precedenti }) => {
  const definizione = rilevazioni.definizionePer(rilevazione, anno);
  return violazioni.serializzaViolazioni(engine.verifica(definizione, inside(dati), inside(precedenti)));
});
process.stdout.write(JSON.stringify(esiti));

/** A value born in the other world: its arrays and objects have that world's prototypes. */
function inside(valore) {
  return runInContext(`JSON.parse(${JSON.stringify(JSON.stringify(valore))})`, mondo);
}

async function load(path) {
  const modulo = read(path);
  if (modulo.status === 'unlinked') {
    await modulo.link((specifier, from) => read(resolve(specifier, from.identifier)));
  }
  await modulo.evaluate();
  return modulo.namespace;
}

function read(path) {
  if (!moduli.has(path)) {
    moduli.set(path, new SourceTextModule(readFileSync(path, 'utf8'), { identifier: path, context: mondo }));
  }
  return moduli.get(path);
}

function resolve(specifier, from) {
  if (specifier.startsWith('.')) {
    return join(dirname(from), specifier);
  }
  const zodFile = { zod: 'index.js', 'zod/locales': 'locales/index.js' }[specifier];
  if (!zodFile) {
    throw new Error(`${from} imports ${specifier}, which no browser has`);
  }
  return join(zod, zodFile);
}
