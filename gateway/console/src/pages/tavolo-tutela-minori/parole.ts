import type { Tono } from '../../ui/Pillola';
import type {
  AzioneCompilazione,
  Provenienza,
  StatoCampagna,
  StatoCompilazione,
  StatoValore,
} from '../../graph/operazioni/tavolo-tutela-minori';

export const RILEVAZIONE = 'tutela-minori';
export const TAVOLO = { testo: 'Tavolo Tutela Minori', href: '/tavolo-tutela-minori' } as const;

interface Detto {
  readonly testo: string;
  readonly tono: Tono;
}

export const STATO_COMPILAZIONE: Readonly<Record<StatoCompilazione, Detto>> = {
  BOZZA: { testo: 'In bozza', tono: 'neutro' },
  INVIATA: { testo: 'Inviata', tono: 'corso' },
  IN_REVISIONE: { testo: 'In revisione', tono: 'corso' },
  RESPINTA: { testo: 'Respinta', tono: 'errore' },
  APPROVATA: { testo: 'Approvata', tono: 'fatto' },
};

export const STATO_CAMPAGNA: Readonly<Record<StatoCampagna, Detto>> = {
  APERTA: { testo: 'Aperta', tono: 'corso' },
  CHIUSA: { testo: 'Chiusa, in revisione', tono: 'attenzione' },
  PUBBLICATA: { testo: 'Pubblicata', tono: 'fatto' },
};

/** What a value is, or why there is none. */
export const STATO_VALORE: Readonly<Record<StatoValore, string>> = {
  VALORE: 'Valore',
  ZERO: 'Zero: contati, nessuno',
  NON_PERVENUTO: 'Non pervenuto',
  NON_DOVUTO: 'Non dovuto',
  NON_APPLICABILE: 'Non applicabile',
  SOPPRESSO: 'Riservato: troppo piccolo',
};

export const PROVENIENZA: Readonly<Record<Provenienza, string>> = {
  MANUALE: 'scritto a mano',
  PRECOMPILATO: 'contato dalle cartelle',
  IMPORTATO: 'da un file',
  PIANO_DI_ZONA: 'dal Piano di Zona',
  DIMOSTRATIVO: 'DIMOSTRATIVO',
};

const RUOLI: Readonly<Record<string, string>> = {
  UFFICIO_DI_PIANO: 'Ufficio di Piano',
  COORDINAMENTO_UDP: 'Coordinamento',
};

export const nomeRuolo = (ruolo: string | null): string => (ruolo === null ? 'Trama' : (RUOLI[ruolo] ?? ruolo));

/** Where to go with an answer, for who may do what with it. */
export function invitoPer(azioni: readonly AzioneCompilazione[]): string {
  if (azioni.includes('SALVA')) {
    return 'Compila';
  }
  if (azioni.includes('PRENDI_IN_REVISIONE') || azioni.includes('APPROVA')) {
    return 'Rivedi';
  }
  return azioni.includes('RIPRENDI') ? 'Riprendi' : 'Apri';
}
