import type { z } from 'zod';
import { it } from 'zod/locales';
import { type FilePacchetto, type FileVersione, pacchettoSchema, versioneSchema } from './formato.js';
import { buildModulo, type Modulo, type Problema, repeated, type Voce } from './modulo.js';
import { buildRegola, type Regola } from './regola.js';
import { checkRegola } from './controllo-regola.js';

/** What one yearly collection asks and checks in one year. */
export interface DefinizioneAnnuale {
  readonly rilevazione: string;
  readonly anno: number;
  readonly versione: number;
  readonly file: FileVersione;
  readonly modulo: Modulo;
  /** What was asked the year before, which is what last year's figures mean; null in the first year. */
  readonly moduloPrecedente: Modulo | null;
  /** Sorted by code. */
  readonly regole: readonly Regola[];
}

/** A collection with its whole history. */
export interface Rilevazione {
  readonly codice: string;
  readonly versioni: readonly Modulo[];
  readonly regole: readonly Regola[];
}

export interface FileRilevazione {
  /** The parsed JSON of each version and of each pack, in any order. */
  readonly versioni: readonly unknown[];
  readonly pacchetti: readonly unknown[];
}

export type EsitoRilevazione =
  | { readonly ok: true; readonly rilevazione: Rilevazione }
  | { readonly ok: false; readonly problemi: readonly Problema[] };

/**
 * Reads a collection and checks all of it at once: fields, units, formulas, every rule against every version it meets,
 * its examples. A rilevazione with a problem is not loaded in part: a rule that silently fell out is worse than an error.
 */
export function leggiRilevazione(file: FileRilevazione): EsitoRilevazione {
  const problemi: Problema[] = [];
  const versioni = parseAll(file.versioni, versioneSchema, 'versione', problemi).sort((a, b) => a.dal - b.dal);
  const pacchetti = parseAll(file.pacchetti, pacchettoSchema, 'regole', problemi).sort((a, b) => a.anno - b.anno);
  checkStoria(versioni, pacchetti, problemi);
  const moduli = versioni.map((versione) => buildModulo(versione, problemi));
  const regole = collectRegole(pacchetti, problemi);
  const rilevazione = { codice: versioni[0]?.rilevazione ?? '', versioni: moduli, regole };
  const sane = problemi.length === 0;
  regole.forEach((regola) => checkRegola(regola, rilevazione, { definizionePer, sane }, problemi));
  return problemi.length === 0 ? { ok: true, rilevazione } : { ok: false, problemi };
}

/**
 * What is asked and checked in a year, or null when the collection was not made then. A year sees only versions and packs
 * that had begun: whatever is added for later years cannot reach it.
 */
export function definizionePer(rilevazione: Rilevazione, anno: number): DefinizioneAnnuale | null {
  const modulo = moduloPer(rilevazione.versioni, anno);
  if (!modulo) {
    return null;
  }
  const regole = rilevazione.regole.filter(({ dal, al }) => dal <= anno && (al === null || anno <= al));
  return {
    rilevazione: rilevazione.codice,
    anno,
    versione: modulo.file.versione,
    file: modulo.file,
    modulo,
    moduloPrecedente: moduloPer(rilevazione.versioni, anno - 1),
    regole,
  };
}

function moduloPer(versioni: readonly Modulo[], anno: number): Modulo | null {
  const modulo = versioni.filter(({ file }) => file.dal <= anno).at(-1);
  return modulo && (modulo.file.al === undefined || anno <= modulo.file.al) ? modulo : null;
}

/** The voci of a definition, as the form has them. */
export const vociIn = ({ modulo }: Pick<DefinizioneAnnuale, 'modulo'>): readonly Voce[] => [...modulo.voci.values()];

/** Per call: the setting of zod that holds everywhere belongs to whoever starts the process. */
const ITALIANO = it().localeError;

function parseAll<T extends z.ZodType>(
  files: readonly unknown[],
  schema: T,
  tipo: string,
  problemi: Problema[],
): Array<z.output<T>> {
  return files.flatMap((file, i) => {
    const esito = schema.safeParse(file, { error: ITALIANO });
    if (esito.success) {
      return [esito.data];
    }
    for (const { path, message } of esito.error.issues) {
      problemi.push({ dove: `${tipo} ${i + 1}${path.length > 0 ? `, ${path.join('.')}` : ''}`, messaggio: message });
    }
    return [];
  });
}

/** Versions and packs of one collection, in a line, none over another. */
function checkStoria(
  versioni: readonly FileVersione[],
  pacchetti: readonly FilePacchetto[],
  problemi: Problema[],
): void {
  const codici = [...new Set([...versioni, ...pacchetti].map(({ rilevazione }) => rilevazione))];
  const say = (dove: string, messaggio: string): void => void problemi.push({ dove, messaggio });
  if (versioni.length === 0) {
    say('versioni', 'non ce n’è nessuna: senza voci non si raccoglie niente');
  }
  if (codici.length > 1) {
    say('file', `sono di rilevazioni diverse: ${codici.join(', ')}`);
  }
  versioni.slice(1).forEach((versione, i) => {
    const prima = versioni[i]!;
    const dove = `versione ${versione.versione}`;
    if (versione.dal === prima.dal || versione.versione <= prima.versione) {
      say(dove, `comincia nel ${versione.dal} dopo la versione ${prima.versione}: numero e anno devono crescere`);
    }
    if (prima.al !== undefined && prima.al >= versione.dal) {
      say(dove, `comincia nel ${versione.dal}, ma la versione ${prima.versione} vale fino al ${prima.al}`);
    }
  });
  repeated(pacchetti.map(({ anno }) => String(anno))).forEach((anno) =>
    say(`regole ${anno}`, 'ci sono due pacchetti per lo stesso anno: uniscili'),
  );
}

/** The rules of all packs, each ending where a later pack withdraws or replaces it. */
function collectRegole(pacchetti: readonly FilePacchetto[], problemi: Problema[]): Regola[] {
  const regole = new Map<string, Regola>();
  for (const pacchetto of pacchetti) {
    const dove = `${pacchetto.rilevazione}, regole ${pacchetto.anno}`;
    const sostituite = pacchetto.regole.flatMap(({ sostituisce }) => sostituisce ?? []);
    for (const codice of [...pacchetto.ritirate.map((ritirata) => ritirata.codice), ...sostituite]) {
      const regola = regole.get(codice);
      if (!regola || (regola.al !== null && regola.al < pacchetto.anno)) {
        problemi.push({ dove, messaggio: `ritira ${codice}, che in quell'anno non vale` });
      } else {
        regole.set(codice, { ...regola, al: pacchetto.anno - 1 });
      }
    }
    for (const file of pacchetto.regole) {
      const regola = buildRegola(file, pacchetto, problemi);
      if (regole.has(file.codice)) {
        problemi.push({ dove, messaggio: `${file.codice} esiste già: un codice vuol dire sempre la stessa regola` });
      } else if (regola) {
        regole.set(file.codice, regola);
      }
    }
  }
  return [...regole.values()].sort((a, b) => (a.codice < b.codice ? -1 : 1));
}
