import { Transizioni } from '@trama/kernel/transizioni';
import { StatoRichiestaAffido } from '@trama/schema/affido';
import { registerEnumType } from 'type-graphql';

export enum AzioneRichiestaAffido {
  AGGIORNA = 'AGGIORNA',
  CHIUDI = 'CHIUDI',
}

registerEnumType(AzioneRichiestaAffido, {
  name: 'AzioneRichiestaAffido',
  description: 'What can be done to a request for a foster family.',
  valuesConfig: {
    AGGIORNA: { description: 'Change what is looked for.' },
    CHIUDI: { description: 'No longer look for a family.' },
  },
});

const { IN_ATTESA, IN_ABBINAMENTO, CHIUSA } = StatoRichiestaAffido;

/** What the fostering service does by itself; the other states follow the proposals. */
export const transizioniRichiestaAffido = new Transizioni<StatoRichiestaAffido, AzioneRichiestaAffido>('La richiesta', [
  { da: IN_ATTESA, azione: AzioneRichiestaAffido.AGGIORNA, a: IN_ATTESA, permesso: 'affido:gestisci' },
  {
    da: [IN_ATTESA, IN_ABBINAMENTO],
    azione: AzioneRichiestaAffido.CHIUDI,
    a: CHIUSA,
    permesso: 'affido:gestisci',
  },
]);
