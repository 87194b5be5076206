import { vociDi } from './lessico/menzioni.js';
import type { DefinizioneAnnuale } from './rilevazione.js';

/** The voci that somebody writes and that a figure comes out of: itself, or for a calculated one all that is in its formula. */
export function sorgentiDi({ modulo }: Pick<DefinizioneAnnuale, 'modulo'>, codice: string): ReadonlySet<string> {
  const formula = modulo.voci.get(codice)?.formula;
  return formula
    ? new Set(vociDi(formula).flatMap((menzione) => [...sorgentiDi({ modulo }, menzione.codice)]))
    : new Set([codice]);
}
