import type { FilePacchetto, FileRegola, FileVersione, FileVoce } from './formato.js';
import { type DefinizioneAnnuale, definizionePer, leggiRilevazione, type Rilevazione } from './rilevazione.js';
import type { Dato } from './valori.js';

const fonte = { documento: 'Prova', capitolo: 'Prova', pagina: null };

/** Small definitions for tests: every field has a value, and a test says only what it is about. */
export const voce = (codice: string, more: Partial<FileVoce> = {}): FileVoce => ({
  codice,
  etichetta: `Voce ${codice}`,
  descrizione: 'Per le prove.',
  tipo: 'INTERO',
  ...(more.tipo === 'SI_NO' || more.tipo === 'TESTO' ? {} : { unita: 'persone' }),
  obbligatoria: false,
  contaPersone: more.tipo === undefined || more.tipo === 'INTERO',
  fonte: null,
  ...more,
});

export const versione = (voci: readonly FileVoce[], more: Partial<FileVersione> = {}): FileVersione => ({
  rilevazione: 'prova',
  versione: 1,
  dal: 2020,
  titolo: 'Prova',
  descrizione: 'Per le prove.',
  responsabile: 'Prova',
  fonte,
  destinatari: { ambiti: [1], altri: [] },
  sezioni: [{ codice: 'unica', titolo: 'Unica', voci: [...voci] }],
  ...more,
});

export const regola = (
  codice: string,
  espressione: string,
  esempi: FileRegola['esempi'],
  more: Partial<FileRegola> = {},
): FileRegola => ({
  codice,
  voce: Object.keys(esempi.passa.valori)[0]!,
  espressione,
  gravita: 'ERRORE',
  messaggio: `Regola ${codice}.`,
  fonte,
  responsabile: 'Prova',
  mancanti: 'SALTA',
  esempi,
  ...more,
});

export const pacchetto = (
  anno: number,
  regole: readonly FileRegola[],
  ritirate: FilePacchetto['ritirate'] = [],
): FilePacchetto => ({ rilevazione: 'prova', anno, descrizione: 'Per le prove.', regole: [...regole], ritirate });

/** @throws Error with the problems, when there are any */
export function rilevazione(versioni: readonly unknown[], pacchetti: readonly unknown[] = []): Rilevazione {
  const esito = leggiRilevazione({ versioni, pacchetti });
  if (!esito.ok) {
    throw new Error(esito.problemi.map(({ dove, messaggio }) => `${dove}: ${messaggio}`).join('\n'));
  }
  return esito.rilevazione;
}

export const definizione = (
  versioni: readonly unknown[],
  pacchetti: readonly unknown[] = [],
  anno = 2021,
): DefinizioneAnnuale => definizionePer(rilevazione(versioni, pacchetti), anno)!;

export const problemi = (versioni: readonly unknown[], pacchetti: readonly unknown[] = []): string[] => {
  const esito = leggiRilevazione({ versioni, pacchetti });
  return esito.ok ? [] : esito.problemi.map(({ dove, messaggio }) => `${dove}: ${messaggio}`);
};

/** Answers by code: a number, or the state that stands in its place. */
export const dati = (valori: Readonly<Record<string, number | Dato['stato']>>, nota?: string): Dato[] =>
  Object.entries(valori).map(([codice, valore]) =>
    typeof valore === 'number'
      ? { voce: codice, stato: 'VALORE', valore, nota }
      : { voce: codice, stato: valore, valore: null, nota },
  );
