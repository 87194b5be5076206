import { Transizioni } from '@trama/kernel/transizioni';
import { registerEnumType } from 'type-graphql';

export enum StatoAbbinamento {
  PROPOSTO = 'PROPOSTO',
  IN_VALUTAZIONE = 'IN_VALUTAZIONE',
  ACCETTATO = 'ACCETTATO',
  RIFIUTATO = 'RIFIUTATO',
  IN_ESSERE = 'IN_ESSERE',
  CONCLUSO = 'CONCLUSO',
}

registerEnumType(StatoAbbinamento, {
  name: 'StatoAbbinamento',
  description: 'Where a family and a request that were brought together stand.',
  valuesConfig: {
    PROPOSTO: { description: 'Proposed: nobody has answered yet.' },
    IN_VALUTAZIONE: { description: 'One of the two services agreed, and the other looks at it.' },
    ACCETTATO: { description: 'Both services agreed: the minor may go to the family.' },
    RIFIUTATO: { description: 'It comes to nothing; `motivo` says why.' },
    IN_ESSERE: { description: 'The minor is with the family.' },
    CONCLUSO: { description: 'The fostering ended; `esito` says how.' },
  },
});

export enum EsitoAffido {
  RIENTRO = 'RIENTRO',
  AUTONOMIA = 'AUTONOMIA',
  ALTRO_AFFIDO = 'ALTRO_AFFIDO',
  INTERROTTO = 'INTERROTTO',
}

registerEnumType(EsitoAffido, {
  name: 'EsitoAffido',
  description: 'How a fostering ended.',
  valuesConfig: {
    RIENTRO: { description: 'Back to the family of origin.' },
    AUTONOMIA: { description: 'Into a life of the own.' },
    ALTRO_AFFIDO: { description: 'On to another family: the request waits again.' },
    INTERROTTO: { description: 'Broken off: the request waits again.' },
  },
});

export enum AzioneAbbinamento {
  ACCETTA = 'ACCETTA',
  RIFIUTA = 'RIFIUTA',
  AVVIA = 'AVVIA',
  VERIFICA = 'VERIFICA',
  PROROGA = 'PROROGA',
  CONCLUDI = 'CONCLUDI',
}

registerEnumType(AzioneAbbinamento, {
  name: 'AzioneAbbinamento',
  description: 'What can be done to a family and a request that were brought together.',
  valuesConfig: {
    ACCETTA: { description: 'Agree, for one’s own service.' },
    RIFIUTA: { description: 'Refuse, with a reason.' },
    AVVIA: { description: 'The minor is with the family from a day on.' },
    VERIFICA: { description: 'Write down a six-monthly review.' },
    PROROGA: { description: 'Write down that a judge extended it.' },
    CONCLUDI: { description: 'It ended, and how.' },
  },
});

const { PROPOSTO, IN_VALUTAZIONE, ACCETTATO, RIFIUTATO, IN_ESSERE, CONCLUSO } = StatoAbbinamento;
const permesso = 'affido:abbina';

/** The agreement that makes two is told from the first by the caller of this table: see `accetta`. */
export const transizioniAbbinamento = new Transizioni<StatoAbbinamento, AzioneAbbinamento>('L’abbinamento', [
  { da: [PROPOSTO, IN_VALUTAZIONE], azione: AzioneAbbinamento.ACCETTA, a: IN_VALUTAZIONE, permesso },
  { da: [PROPOSTO, IN_VALUTAZIONE, ACCETTATO], azione: AzioneAbbinamento.RIFIUTA, a: RIFIUTATO, permesso },
  { da: ACCETTATO, azione: AzioneAbbinamento.AVVIA, a: IN_ESSERE, permesso },
  { da: IN_ESSERE, azione: AzioneAbbinamento.VERIFICA, a: IN_ESSERE, permesso },
  { da: IN_ESSERE, azione: AzioneAbbinamento.PROROGA, a: IN_ESSERE, permesso },
  // Only of one that goes on with another family: see `prosegue`.
  { da: CONCLUSO, azione: AzioneAbbinamento.VERIFICA, a: CONCLUSO, permesso },
  { da: CONCLUSO, azione: AzioneAbbinamento.PROROGA, a: CONCLUSO, permesso },
  { da: IN_ESSERE, azione: AzioneAbbinamento.CONCLUDI, a: CONCLUSO, permesso },
]);
