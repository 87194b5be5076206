import { Transizioni } from '@trama/kernel/transizioni';
import { registerEnumType } from 'type-graphql';

export enum StatoFamigliaAffidataria {
  IN_VALUTAZIONE = 'IN_VALUTAZIONE',
  DISPONIBILE = 'DISPONIBILE',
  IMPEGNATA = 'IMPEGNATA',
  SOSPESA = 'SOSPESA',
  CESSATA = 'CESSATA',
}

registerEnumType(StatoFamigliaAffidataria, {
  name: 'StatoFamigliaAffidataria',
  description: 'Where a foster family stands.',
  valuesConfig: {
    IN_VALUTAZIONE: { description: 'Its service is still getting to know it.' },
    DISPONIBILE: { description: 'It may be proposed.' },
    IMPEGNATA: { description: 'All its places are taken.' },
    SOSPESA: { description: 'Not now, and perhaps later.' },
    CESSATA: { description: 'It is in the bank no longer.' },
  },
});

export enum AzioneFamiglia {
  AGGIORNA = 'AGGIORNA',
  RICONFERMA = 'RICONFERMA',
  ABILITA = 'ABILITA',
  SOSPENDI = 'SOSPENDI',
  RIATTIVA = 'RIATTIVA',
  CESSA = 'CESSA',
}

registerEnumType(AzioneFamiglia, {
  name: 'AzioneFamiglia',
  description: 'What can be done to a foster family.',
  valuesConfig: {
    AGGIORNA: { description: 'Change what it is and what it offers.' },
    RICONFERMA: { description: 'Say that what it offers is still true.' },
    ABILITA: { description: 'End its evaluation: it may be proposed.' },
    SOSPENDI: { description: 'No proposals for some time.' },
    RIATTIVA: { description: 'Proposals again.' },
    CESSA: { description: 'Take it out of the bank.' },
  },
});

const { IN_VALUTAZIONE, DISPONIBILE, IMPEGNATA, SOSPESA, CESSATA } = StatoFamigliaAffidataria;
const permesso = 'famiglia:gestisci';
const vive = [IN_VALUTAZIONE, DISPONIBILE, IMPEGNATA, SOSPESA];

/** What the service of a family does to it; taken and free again follow the placements. */
export const transizioniFamiglia = new Transizioni<StatoFamigliaAffidataria, AzioneFamiglia>('La famiglia', [
  ...vive.map((stato) => ({ da: stato, azione: AzioneFamiglia.AGGIORNA, a: stato, permesso }) as const),
  ...[DISPONIBILE, IMPEGNATA].map(
    (stato) => ({ da: stato, azione: AzioneFamiglia.RICONFERMA, a: stato, permesso }) as const,
  ),
  { da: IN_VALUTAZIONE, azione: AzioneFamiglia.ABILITA, a: DISPONIBILE, permesso },
  { da: [DISPONIBILE, IMPEGNATA], azione: AzioneFamiglia.SOSPENDI, a: SOSPESA, permesso },
  { da: SOSPESA, azione: AzioneFamiglia.RIATTIVA, a: DISPONIBILE, permesso },
  { da: [...vive], azione: AzioneFamiglia.CESSA, a: CESSATA, permesso },
]);
