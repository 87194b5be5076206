import { Transizioni } from '@trama/kernel/transizioni';
import { registerEnumType } from 'type-graphql';

export enum StatoEmergenza {
  DA_RIVEDERE = 'DA_RIVEDERE',
  RIVISTA = 'RIVISTA',
}

registerEnumType(StatoEmergenza, {
  name: 'StatoEmergenza',
  description: 'Whether somebody else has looked at an emergency.',
  valuesConfig: {
    DA_RIVEDERE: { description: 'Nobody has yet.' },
    RIVISTA: { description: 'Somebody has, and said whether it was justified.' },
  },
});

export enum EsitoRevisione {
  GIUSTIFICATA = 'GIUSTIFICATA',
  NON_GIUSTIFICATA = 'NON_GIUSTIFICATA',
}

registerEnumType(EsitoRevisione, {
  name: 'EsitoRevisione',
  description: 'What the review of an emergency found.',
  valuesConfig: {
    GIUSTIFICATA: { description: 'There was a reason to look at the case.' },
    NON_GIUSTIFICATA: { description: 'There was none: it is to be followed up.' },
  },
});

export enum AzioneEmergenza {
  RIVEDI = 'RIVEDI',
}

/** What the table of states looks at. */
export interface EmergenzaVista {
  /** Whether whoever acts is who opened it. */
  readonly propria: boolean;
}

export const transizioniEmergenza = new Transizioni<StatoEmergenza, AzioneEmergenza, EmergenzaVista>('L’emergenza', [
  {
    da: StatoEmergenza.DA_RIVEDERE,
    azione: AzioneEmergenza.RIVEDI,
    a: StatoEmergenza.RIVISTA,
    permesso: 'emergenza:rivedi',
    guardia: ({ propria }) => (propria ? 'la rivede una persona diversa da chi l’ha aperta.' : null),
  },
]);

/** Most minutes that an emergency may last: the table has the same limit. */
export const MINUTI_MASSIMI = 60;

/** Days after which an emergency that nobody has reviewed is late. */
export const GIORNI_PER_RIVEDERE = 3;
