import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problema } from '../modulo.js';
import type { FileRilevazione, Rilevazione } from '../rilevazione.js';
import { leggiRilevazione } from '../rilevazione.js';
import { leggiRiprese, type Ripresa } from '../riprese.js';

/** The collections of the project: one folder each, with `versione-<n>.json` and `regole-<year>.json`. */
export const DEFINIZIONI_DIR = fileURLToPath(new URL('../../definizioni/', import.meta.url));

export const rilevazioniPresenti = (dir = DEFINIZIONI_DIR): string[] =>
  readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** The files of a collection, parsed but not checked: what a browser gets sent as they are. */
export function fileDi(codice: string, dir = DEFINIZIONI_DIR): FileRilevazione {
  const cartella = join(dir, codice);
  const read = (nome: RegExp): unknown[] =>
    readdirSync(cartella)
      .filter((file) => nome.test(file))
      .sort()
      .map((file): unknown => JSON.parse(readFileSync(join(cartella, file), 'utf8')));
  return { versioni: read(/^versione-\d+\.json$/), pacchetti: read(/^regole-\d{4}\.json$/) };
}

/** @throws Error with every problem of the files, one a line */
export function caricaRilevazione(codice: string, dir = DEFINIZIONI_DIR): Rilevazione {
  const esito = leggiRilevazione(fileDi(codice, dir));
  if (!esito.ok) {
    throw tutti(esito.problemi);
  }
  return esito.rilevazione;
}

/** @throws Error with every problem of the file, one a line */
export function caricaRiprese(
  rilevazioni: ReadonlyMap<string, Rilevazione>,
  dir = DEFINIZIONI_DIR,
): readonly Ripresa[] {
  const esito = leggiRiprese(JSON.parse(readFileSync(join(dir, 'riprese.json'), 'utf8')), rilevazioni);
  if (!esito.ok) {
    throw tutti(esito.problemi);
  }
  return esito.riprese;
}

const tutti = (problemi: readonly Problema[]): Error =>
  new Error(problemi.map(({ dove, messaggio }) => `${dove}: ${messaggio}`).join('\n'));
