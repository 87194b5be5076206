import { z } from 'zod';
import { it } from 'zod/locales';
import { type FileRipresa, ripresaSchema } from './formato.js';
import type { Problema, Voce } from './modulo.js';
import { definizionePer, type Rilevazione } from './rilevazione.js';

/**
 * Two voci that ask the same thing, so that who answered one need not type it again: of two collections, or of a year and
 * of the one before it.
 */
export type Ripresa = FileRipresa;

export type EsitoRiprese =
  | { readonly ok: true; readonly riprese: readonly Ripresa[] }
  | { readonly ok: false; readonly problemi: readonly Problema[] };

/**
 * Reads the file that says which voci are the same, against the collections that they are of. Beside the definitions and
 * not in them: a new collection may ask what an old one asked, whose campaigns are sealed.
 */
export function leggiRiprese(file: unknown, rilevazioni: ReadonlyMap<string, Rilevazione>): EsitoRiprese {
  const esito = z.array(ripresaSchema).safeParse(file, { error: it().localeError });
  if (!esito.success) {
    const problemi = esito.error.issues.map(({ path, message }) => ({
      dove: `riprese, ${path.join('.')}`,
      messaggio: message,
    }));
    return { ok: false, problemi };
  }
  const problemi = [...esito.data.flatMap((ripresa) => problemiDi(ripresa, rilevazioni)), ...ripetute(esito.data)];
  return problemi.length === 0 ? { ok: true, riprese: esito.data } : { ok: false, problemi };
}

/** Each year that it reaches: both are asked, in the same unit, and somebody types both. */
function problemiDi(ripresa: Ripresa, rilevazioni: ReadonlyMap<string, Rilevazione>): Problema[] {
  const { codice, da, a, anniPrima, dal } = ripresa;
  const say = (messaggio: string): Problema[] => [{ dove: `riprese, ${codice}`, messaggio }];
  const cerca = ({ rilevazione, voce }: Ripresa['da'], anno: number): Voce | undefined => {
    const trovata = rilevazioni.get(rilevazione);
    return trovata && definizionePer(trovata, anno)?.modulo.voci.get(voce);
  };
  const [presa, data] = [cerca(da, dal - anniPrima), cerca(a, dal)];
  if (!presa || !data) {
    const [{ rilevazione, voce }, anno] = presa ? [a, dal] : [da, dal - anniPrima];
    return say(`${rilevazione} nel ${anno} non chiede ${voce}`);
  }
  if (anniPrima === 0 && da.rilevazione === a.rilevazione) {
    return say('una rilevazione non riprende da sé stessa lo stesso anno');
  }
  if (presa.formula || data.formula) {
    return say('una voce che si calcola non si riprende: si riprende ciò da cui si calcola');
  }
  const sono = ({ tipo, unita, decimali, contaPersone }: Voce) => JSON.stringify([tipo, unita, decimali, contaPersone]);
  return sono(presa) === sono(data) ? [] : say(`${da.voce} e ${a.voce} non contano la stessa cosa`);
}

/** From one answer a voce takes one figure: two would be a choice that nobody made. */
function ripetute(riprese: readonly Ripresa[]): Problema[] {
  const visti = new Set<string>();
  return riprese.flatMap(({ codice, da, a, anniPrima }) => {
    const chiavi = [codice, [a.rilevazione, a.voce, da.rilevazione, anniPrima].join(' ')];
    const gia = chiavi.some((chiave) => visti.has(chiave));
    chiavi.forEach((chiave) => visti.add(chiave));
    return gia
      ? [{ dove: `riprese, ${codice}`, messaggio: 'c’è già: un codice, e una ripresa da una risposta, una volta' }]
      : [];
  });
}
