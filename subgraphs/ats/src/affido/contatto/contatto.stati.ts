import { Transizioni } from '@trama/kernel/transizioni';
import { registerEnumType } from 'type-graphql';

export enum StatoContattoAffido {
  RICEVUTO = 'RICEVUTO',
  PRESO_IN_CARICO = 'PRESO_IN_CARICO',
  CHIUSO = 'CHIUSO',
}

registerEnumType(StatoContattoAffido, {
  name: 'StatoContattoAffido',
  description: 'Where the contact of a citizen stands.',
  valuesConfig: {
    RICEVUTO: { description: 'Nobody has answered yet.' },
    PRESO_IN_CARICO: { description: 'Somebody of the service is answering.' },
    CHIUSO: { description: 'Answered: what the citizen wrote is erased.' },
  },
});

export enum EsitoContattoAffido {
  IN_PERCORSO = 'IN_PERCORSO',
  INFORMATO = 'INFORMATO',
  NON_RAGGIUNTO = 'NON_RAGGIUNTO',
  RINUNCIA = 'RINUNCIA',
}

registerEnumType(EsitoContattoAffido, {
  name: 'EsitoContattoAffido',
  description: 'What came of the contact of a citizen.',
  valuesConfig: {
    IN_PERCORSO: { description: 'They begin to get to know fostering with the service.' },
    INFORMATO: { description: 'They have what they asked for.' },
    NON_RAGGIUNTO: { description: 'Nobody answered at the address they left.' },
    RINUNCIA: { description: 'They thought better of it.' },
  },
});

export enum AzioneContattoAffido {
  PRENDI_IN_CARICO = 'PRENDI_IN_CARICO',
  CHIUDI = 'CHIUDI',
}

registerEnumType(AzioneContattoAffido, {
  name: 'AzioneContattoAffido',
  description: 'What can be done about the contact of a citizen.',
  valuesConfig: {
    PRENDI_IN_CARICO: { description: 'Say that somebody answers.' },
    CHIUDI: { description: 'Say what came of it, and erase what they wrote.' },
  },
});

const { RICEVUTO, PRESO_IN_CARICO, CHIUSO } = StatoContattoAffido;
const permesso = 'famiglia:gestisci';

/** It is closed by who has answered it: nothing is erased unread. */
export const transizioniContatto = new Transizioni<StatoContattoAffido, AzioneContattoAffido>('Il contatto', [
  { da: RICEVUTO, azione: AzioneContattoAffido.PRENDI_IN_CARICO, a: PRESO_IN_CARICO, permesso },
  { da: PRESO_IN_CARICO, azione: AzioneContattoAffido.CHIUDI, a: CHIUSO, permesso },
]);
