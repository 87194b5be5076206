import { Transizioni } from '@trama/kernel/transizioni';
import { registerEnumType } from 'type-graphql';

export enum TipoInvio {
  TRASFERIMENTO = 'TRASFERIMENTO',
  RICHIESTA = 'RICHIESTA',
}

registerEnumType(TipoInvio, {
  name: 'TipoInvio',
  description: 'What is sent to another body about a family.',
  valuesConfig: {
    TRASFERIMENTO: { description: 'The family is handed over: with the delivery its case ends here.' },
    RICHIESTA: { description: 'Something is asked for; the family stays with who asks.' },
  },
});

export enum StatoInvio {
  INVIATO = 'INVIATO',
  ACCETTATO = 'ACCETTATO',
  RIFIUTATO = 'RIFIUTATO',
  CONSEGNATO = 'CONSEGNATO',
  CONCLUSO = 'CONCLUSO',
  RITIRATO = 'RITIRATO',
  CANCELLATO = 'CANCELLATO',
  CONSERVATO = 'CONSERVATO',
}

registerEnumType(StatoInvio, {
  name: 'StatoInvio',
  description: 'Where something that was sent stands.',
  valuesConfig: {
    INVIATO: { description: 'Waits for an answer; the receiver does not see what is in it.' },
    ACCETTATO: { description: 'The receiver will do it; what is in it is not delivered yet.' },
    RIFIUTATO: { description: 'The receiver will not, and says why.' },
    CONSEGNATO: { description: 'The receiver reads what is in it.' },
    CONCLUSO: { description: 'It ended, and both sides see how.' },
    RITIRATO: {
      description: 'Taken back: nobody reads it any more, and the receiver owes a word on what it wrote down.',
    },
    CANCELLATO: { description: 'Taken back, and the receiver has deleted what it wrote down.' },
    CONSERVATO: { description: 'Taken back, and the receiver keeps something, on a legal basis that it names.' },
  },
});

export enum EsitoInvio {
  RAGGIUNTO = 'RAGGIUNTO',
  PARZIALE = 'PARZIALE',
  NON_RAGGIUNTO = 'NON_RAGGIUNTO',
  INTERROTTO = 'INTERROTTO',
}

registerEnumType(EsitoInvio, {
  name: 'EsitoInvio',
  description: 'How something that was sent ended.',
  valuesConfig: {
    RAGGIUNTO: { description: 'What was wanted was reached.' },
    PARZIALE: { description: 'Reached in part.' },
    NON_RAGGIUNTO: { description: 'Not reached.' },
    INTERROTTO: { description: 'Ended before.' },
  },
});

export enum AzioneInvio {
  ACCETTA = 'ACCETTA',
  RIFIUTA = 'RIFIUTA',
  CONSEGNA = 'CONSEGNA',
  PRENDI_IN_CARICO = 'PRENDI_IN_CARICO',
  CONCLUDI = 'CONCLUDI',
  RITIRA = 'RITIRA',
  CONFERMA_CANCELLAZIONE = 'CONFERMA_CANCELLAZIONE',
  DICHIARA_CONSERVAZIONE = 'DICHIARA_CONSERVAZIONE',
}

registerEnumType(AzioneInvio, {
  name: 'AzioneInvio',
  description: 'What one of the two sides can do with something that was sent.',
  valuesConfig: {
    ACCETTA: { description: 'The receiver says yes.' },
    RIFIUTA: { description: 'The receiver says no, and why.' },
    CONSEGNA: { description: 'The sender lets the receiver read it.' },
    PRENDI_IN_CARICO: { description: 'The receiver of a transfer opens a case of its own from it.' },
    CONCLUDI: { description: 'The receiver says how it ended.' },
    RITIRA: { description: 'The sender takes it back.' },
    CONFERMA_CANCELLAZIONE: { description: 'The receiver says that it deleted what it had written down.' },
    DICHIARA_CONSERVAZIONE: { description: 'The receiver says what it keeps, and on what legal basis.' },
  },
});

/** What the table of states looks at. */
export interface InvioVisto {
  readonly tipo: TipoInvio;
  /** Whether the caller follows the case, or is of the body that it is for. */
  readonly parte: 'MITTENTE' | 'DESTINATARIO';
  readonly consegnato: boolean;
  /** Whether the receiver opened a case from it. */
  readonly preso: boolean;
  /** Whether the receiver is a service of an ambito, which has cases. */
  readonly aUnAmbito: boolean;
}

type Guardia = (invio: InvioVisto) => string | null;

const { INVIATO, ACCETTATO, RIFIUTATO, CONSEGNATO, CONCLUSO, RITIRATO, CANCELLATO, CONSERVATO } = StatoInvio;
const chiManda: Guardia = ({ parte }) => (parte === 'MITTENTE' ? null : 'lo fa chi l’ha mandato.');
const chiRiceve: Guardia = ({ parte }) => (parte === 'DESTINATARIO' ? null : 'lo fa chi l’ha ricevuto.');
const chiHaLetto: Guardia = (invio) =>
  chiRiceve(invio) ?? (invio.consegnato ? null : 'non era stato consegnato: non c’è nulla da cancellare.');
const chiPrende: Guardia = (invio) => {
  const seServe = invio.tipo === TipoInvio.TRASFERIMENTO && invio.aUnAmbito;
  const frase = seServe ? 'il caso è già stato aperto.' : 'solo un trasferimento a un ambito apre un caso.';
  return chiRiceve(invio) ?? (seServe && !invio.preso ? null : frase);
};

export const transizioniInvio = new Transizioni<StatoInvio, AzioneInvio, InvioVisto>('L’invio', [
  { da: INVIATO, azione: AzioneInvio.ACCETTA, a: ACCETTATO, permesso: 'invio:rispondi', guardia: chiRiceve },
  { da: INVIATO, azione: AzioneInvio.RIFIUTA, a: RIFIUTATO, permesso: 'invio:rispondi', guardia: chiRiceve },
  { da: ACCETTATO, azione: AzioneInvio.CONSEGNA, a: CONSEGNATO, permesso: 'invio:manda', guardia: chiManda },
  { da: CONSEGNATO, azione: AzioneInvio.PRENDI_IN_CARICO, a: CONSEGNATO, permesso: 'caso:scrivi', guardia: chiPrende },
  { da: CONSEGNATO, azione: AzioneInvio.CONCLUDI, a: CONCLUSO, permesso: 'invio:rispondi', guardia: chiRiceve },
  {
    da: [INVIATO, ACCETTATO, CONSEGNATO, CONCLUSO],
    azione: AzioneInvio.RITIRA,
    a: RITIRATO,
    permesso: 'invio:manda',
    guardia: chiManda,
  },
  {
    da: RITIRATO,
    azione: AzioneInvio.CONFERMA_CANCELLAZIONE,
    a: CANCELLATO,
    permesso: 'invio:rispondi',
    guardia: chiHaLetto,
  },
  {
    da: RITIRATO,
    azione: AzioneInvio.DICHIARA_CONSERVAZIONE,
    a: CONSERVATO,
    permesso: 'invio:rispondi',
    guardia: chiHaLetto,
  },
]);

/** In these states the receiver reads what is in it. */
export const LEGGIBILI: ReadonlySet<StatoInvio> = new Set([CONSEGNATO, CONCLUSO]);

/** Days within which an answer is due, when the sender does not say. */
export const GIORNI_PER_RISPONDERE = { ordinario: 30, urgente: 2 } as const;
