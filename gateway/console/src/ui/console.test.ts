import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const src = join(__dirname, '..');
const css = readFileSync(join(__dirname, 'console.css'), 'utf8');

/** Names that only tests and other rules find things by. */
const SENZA_STILE: ReadonlySet<string> = new Set([
  't-compilazione',
  't-copertura-cifra',
  't-dialogo-testo',
  't-posti',
  't-prova',
  't-risposta',
  't-tessera-dimostrativa',
]);

const pages = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));

test('what a page is drawn with is in the style sheet', () => {
  const used = pages.flatMap(
    (name) => readFileSync(join(src, name), 'utf8').match(/(?<![\w-])t-[a-z][a-z0-9-]*[a-z0-9]/g) ?? [],
  );
  const known = new Set(css.match(/(?<=\.)t-[a-z][a-z0-9-]*[a-z0-9]/g));
  const bare = [...new Set(used)].filter((name) => !known.has(name) && !SENZA_STILE.has(name));
  expect(used.length).toBeGreaterThan(100);
  // Of a class that is put together with a value at least one is there.
  expect(bare.filter((name) => ![...known].some((one) => one.startsWith(`${name}-`)))).toEqual([]);
});
