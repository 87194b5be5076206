import type { DefinizioneAnnuale } from './rilevazione.js';

/**
 * What a year asks and checks, as one text: equal texts mean equal results for every answer. A campaign keeps its hash, so
 * that a file edited in place shows, and not only what a newer version adds.
 */
export function testoDefinizione(definizione: DefinizioneAnnuale): string {
  const { rilevazione, anno, versione, file, moduloPrecedente, regole } = definizione;
  return canonico({
    rilevazione,
    anno,
    versione,
    sezioni: file.sezioni,
    destinatari: file.destinatari,
    sezioniPrecedenti: moduloPrecedente?.file.sezioni ?? null,
    regole: regole.map(({ codice, voce, testo, gravita, messaggio, mancanti }) => ({
      codice,
      voce,
      testo,
      gravita,
      messaggio,
      mancanti,
    })),
  });
}

/** JSON with sorted keys and no spaces: one text for one content, whatever order a file was written in. */
export function canonico(valore: unknown): string {
  if (Array.isArray(valore)) {
    return `[${valore.map(canonico).join(',')}]`;
  }
  if (typeof valore !== 'object' || valore === null) {
    return JSON.stringify(valore) ?? 'null';
  }
  const campi = Object.entries(valore).filter(([, contenuto]) => contenuto !== undefined);
  campi.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${campi.map(([chiave, contenuto]) => `${JSON.stringify(chiave)}:${canonico(contenuto)}`).join(',')}}`;
}
