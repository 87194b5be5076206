import { Transizioni } from '@trama/kernel/transizioni';
import { registerEnumType } from 'type-graphql';

export enum ServizioCaso {
  PREVENZIONE_DISAGIO = 'PREVENZIONE_DISAGIO',
  TUTELA = 'TUTELA',
}

registerEnumType(ServizioCaso, {
  name: 'ServizioCaso',
  description: 'Which service follows a case.',
  valuesConfig: {
    PREVENZIONE_DISAGIO: { description: 'Prevention: families who come by themselves.' },
    TUTELA: { description: 'Child protection, also on the order of a court.' },
  },
});

export enum StatoCaso {
  APERTO = 'APERTO',
  CHIUSO = 'CHIUSO',
}

registerEnumType(StatoCaso, {
  name: 'StatoCaso',
  description: 'Where a case stands.',
  valuesConfig: {
    APERTO: { description: 'Somebody follows it.' },
    CHIUSO: { description: 'Closed: it can be read and no longer changed.' },
  },
});

export enum AzioneCaso {
  ASSEGNA = 'ASSEGNA',
  REVOCA = 'REVOCA',
  CHIUDI = 'CHIUDI',
}

registerEnumType(AzioneCaso, {
  name: 'AzioneCaso',
  description: 'What can be done to a case.',
  valuesConfig: {
    ASSEGNA: { description: 'Give it to one more operator.' },
    REVOCA: { description: 'Take it from an operator.' },
    CHIUDI: { description: 'Close it.' },
  },
});

/** What the table of states looks at. */
export interface CasoVisto {
  /** Seen for an emergency, and not followed. */
  readonly inEmergenza: boolean;
}

const soloSeSeguito = ({ inEmergenza }: CasoVisto): string | null =>
  inEmergenza ? 'lo vedi per un’emergenza, che permette di leggere e basta.' : null;

const { APERTO, CHIUSO } = StatoCaso;
const scrivendo = { permesso: 'caso:scrivi', guardia: soloSeSeguito } as const;

export const transizioniCaso = new Transizioni<StatoCaso, AzioneCaso, CasoVisto>('Il caso', [
  { da: APERTO, azione: AzioneCaso.ASSEGNA, a: APERTO, ...scrivendo },
  { da: APERTO, azione: AzioneCaso.REVOCA, a: APERTO, ...scrivendo },
  { da: APERTO, azione: AzioneCaso.CHIUDI, a: CHIUSO, ...scrivendo },
]);
