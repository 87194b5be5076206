import type { Identity } from '@trama/kernel/identity';
import { Transizioni } from '@trama/kernel/transizioni';
import { registerEnumType } from 'type-graphql';

export enum StatoCampagna {
  APERTA = 'APERTA',
  CHIUSA = 'CHIUSA',
  PUBBLICATA = 'PUBBLICATA',
}

registerEnumType(StatoCampagna, {
  name: 'StatoCampagna',
  description: 'Where a campaign stands.',
  valuesConfig: {
    APERTA: { description: 'Contributors fill and send their answers.' },
    CHIUSA: { description: 'Nobody sends any more; the coordination finishes its review.' },
    PUBBLICATA: { description: 'The approved figures leave the coordination, under disclosure control.' },
  },
});

export enum AzioneCampagna {
  CHIUDI = 'CHIUDI',
  RIAPRI = 'RIAPRI',
  PUBBLICA = 'PUBBLICA',
}

registerEnumType(AzioneCampagna, {
  name: 'AzioneCampagna',
  description: 'What can be done to a campaign.',
  valuesConfig: {
    CHIUDI: { description: 'End the filling in.' },
    RIAPRI: { description: 'Let contributors fill in again.' },
    PUBBLICA: { description: 'Give the approved figures to everybody who may read statistics.' },
  },
});

/** What the table of states of a campaign looks at. */
export interface CampagnaVista {
  /** How many answers wait for the coordination. */
  readonly daRivedere: number;
}

const gestendo = { permesso: 'rilevazione:coordina' } as const;

export const transizioniCampagna = new Transizioni<StatoCampagna, AzioneCampagna, CampagnaVista>('La campagna', [
  { da: StatoCampagna.APERTA, azione: AzioneCampagna.CHIUDI, a: StatoCampagna.CHIUSA, ...gestendo },
  { da: StatoCampagna.CHIUSA, azione: AzioneCampagna.RIAPRI, a: StatoCampagna.APERTA, ...gestendo },
  {
    da: StatoCampagna.CHIUSA,
    azione: AzioneCampagna.PUBBLICA,
    a: StatoCampagna.PUBBLICATA,
    ...gestendo,
    guardia: ({ daRivedere }) =>
      daRivedere > 0
        ? `${daRivedere} compilazioni aspettano ancora un esito: approvale, rimandale o respingile.`
        : null,
  },
]);

export enum StatoCompilazione {
  BOZZA = 'BOZZA',
  INVIATA = 'INVIATA',
  IN_REVISIONE = 'IN_REVISIONE',
  RESPINTA = 'RESPINTA',
  APPROVATA = 'APPROVATA',
}

registerEnumType(StatoCompilazione, {
  name: 'StatoCompilazione',
  description: 'Where an answer stands.',
  valuesConfig: {
    BOZZA: { description: 'The contributor writes it; nobody else reads its values.' },
    INVIATA: { description: 'Sent: frozen, until the coordination looks at it or the contributor takes it back.' },
    IN_REVISIONE: { description: 'The coordination is reviewing it: frozen, and it can no longer be taken back.' },
    RESPINTA: { description: 'Rejected with a reason; the contributor may take it up again.' },
    APPROVATA: { description: 'Accepted: it never changes again, a correction is a new edition.' },
  },
});

export enum AzioneCompilazione {
  SALVA = 'SALVA',
  INVIA = 'INVIA',
  RITIRA = 'RITIRA',
  PRENDI_IN_REVISIONE = 'PRENDI_IN_REVISIONE',
  RIMANDA = 'RIMANDA',
  RESPINGI = 'RESPINGI',
  RIPRENDI = 'RIPRENDI',
  APPROVA = 'APPROVA',
  CORREGGI = 'CORREGGI',
}

registerEnumType(AzioneCompilazione, {
  name: 'AzioneCompilazione',
  description: 'What can be done to an answer.',
  valuesConfig: {
    SALVA: { description: 'Write values.' },
    INVIA: { description: 'Send it to the coordination.' },
    RITIRA: { description: 'Take it back before it is reviewed.' },
    PRENDI_IN_REVISIONE: { description: 'Begin the review.' },
    RIMANDA: { description: 'Send it back to be revised, with what to revise; not a rejection.' },
    RESPINGI: { description: 'Reject it, with the reason.' },
    RIPRENDI: { description: 'Take up a rejected one again.' },
    APPROVA: { description: 'Accept it, for good.' },
    CORREGGI: { description: 'Begin a new edition of an accepted one, with the reason.' },
  },
});

/** What the table of states of an answer looks at. */
export interface CompilazioneVista {
  readonly edizione: number;
  readonly giaInviata: boolean;
  readonly campagnaChiusa: boolean;
  /** Its contributor owes it, by the dates of its obligations. */
  readonly dovuta: boolean;
}

/**
 * While the coordination finishes its review nobody sends for the first time; what came in time may come back. Once it is
 * published, a late answer is better than none, and joins the next edition; so does a correction at any time. What is not
 * owed is not asked for: what was written stays, and what was sent once may come back.
 */
function siScrive({ edizione, giaInviata, campagnaChiusa, dovuta }: CompilazioneVista): string | null {
  if (giaInviata || edizione > 1) {
    return null;
  }
  if (!dovuta) {
    return 'non è più dovuta: se invece lo è, chiedi al Coordinamento di assegnare di nuovo l’obbligo.';
  }
  return campagnaChiusa ? 'la campagna è chiusa: chiedi al Coordinamento di riaprirla.' : null;
}

const { BOZZA, INVIATA, IN_REVISIONE, RESPINTA, APPROVATA } = StatoCompilazione;
const compilando = { permesso: 'rilevazione:compila', guardia: siScrive } as const;
const rivedendo = { permesso: 'rilevazione:coordina' } as const;

export const transizioniCompilazione = new Transizioni<StatoCompilazione, AzioneCompilazione, CompilazioneVista>(
  'La compilazione',
  [
    { da: BOZZA, azione: AzioneCompilazione.SALVA, a: BOZZA, ...compilando },
    { da: BOZZA, azione: AzioneCompilazione.INVIA, a: INVIATA, ...compilando },
    { da: INVIATA, azione: AzioneCompilazione.RITIRA, a: BOZZA, ...compilando },
    { da: RESPINTA, azione: AzioneCompilazione.RIPRENDI, a: BOZZA, ...compilando },
    { da: INVIATA, azione: AzioneCompilazione.PRENDI_IN_REVISIONE, a: IN_REVISIONE, ...rivedendo },
    { da: [INVIATA, IN_REVISIONE], azione: AzioneCompilazione.RIMANDA, a: BOZZA, ...rivedendo },
    { da: [INVIATA, IN_REVISIONE], azione: AzioneCompilazione.RESPINGI, a: RESPINTA, ...rivedendo },
    { da: [INVIATA, IN_REVISIONE], azione: AzioneCompilazione.APPROVA, a: APPROVATA, ...rivedendo },
    { da: APPROVATA, azione: AzioneCompilazione.CORREGGI, a: APPROVATA, permesso: 'rilevazione:compila' },
  ],
);

/** The contributor's office reads what it writes; everybody else what was sent. PostgreSQL says so too. */
export const valoriLeggibili = (stato: StatoCompilazione, { permessi }: Pick<Identity, 'permessi'>): boolean =>
  stato !== BOZZA || permessi.has('rilevazione:compila');

export enum StatoValore {
  VALORE = 'VALORE',
  ZERO = 'ZERO',
  NON_PERVENUTO = 'NON_PERVENUTO',
  NON_DOVUTO = 'NON_DOVUTO',
  NON_APPLICABILE = 'NON_APPLICABILE',
  SOPPRESSO = 'SOPPRESSO',
}

registerEnumType(StatoValore, {
  name: 'StatoValore',
  description: 'What a value is, or why there is none.',
  valuesConfig: {
    VALORE: { description: 'There is a value.' },
    ZERO: { description: 'Counted, and none found.' },
    NON_PERVENUTO: { description: 'Owed, and nobody gave it.' },
    NON_DOVUTO: { description: 'The contributor does not owe it.' },
    NON_APPLICABILE: { description: 'It has no meaning for the contributor.' },
    SOPPRESSO: { description: 'Counted, and too small to be told.' },
  },
});

export enum Provenienza {
  MANUALE = 'MANUALE',
  PRECOMPILATO = 'PRECOMPILATO',
  IMPORTATO = 'IMPORTATO',
  PIANO_DI_ZONA = 'PIANO_DI_ZONA',
  DIMOSTRATIVO = 'DIMOSTRATIVO',
}

registerEnumType(Provenienza, {
  name: 'Provenienza',
  description: 'How a value came in.',
  valuesConfig: {
    MANUALE: { description: 'Typed.' },
    PRECOMPILATO: { description: 'Counted from the contributor’s own case files, and accepted.' },
    IMPORTATO: { description: 'Read from a file.' },
    PIANO_DI_ZONA: { description: 'Printed in the Piano di Zona.' },
    DIMOSTRATIVO: { description: 'Invented, to try things out.' },
  },
});

export enum GravitaViolazione {
  ERRORE = 'ERRORE',
  AVVISO = 'AVVISO',
}

registerEnumType(GravitaViolazione, {
  name: 'GravitaViolazione',
  description: 'What a violation stops.',
  valuesConfig: {
    ERRORE: { description: 'It blocks sending.' },
    AVVISO: { description: 'It asks for a note on the voce.' },
  },
});

export enum StatoDomanda {
  APERTA = 'APERTA',
  CHIUSA = 'CHIUSA',
}

registerEnumType(StatoDomanda, {
  name: 'StatoDomanda',
  description: 'Where a question stands.',
  valuesConfig: {
    APERTA: { description: 'The figure is being verified.' },
    CHIUSA: { description: 'Answered.' },
  },
});
