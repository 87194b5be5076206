import type { Dizionario } from '@trama/publication/dizionario';

export const dizionarioValutazioni = (): Dizionario => ({
  titolo: 'Valutazioni multidimensionali delle ASST, per ambito',
  voci: {
    VALUTATI: {
      etichetta: 'Persone con una valutazione multidimensionale',
      unita: 'persone',
      descrizione: 'Persone dell’ambito valutate nell’anno da un’équipe della ASST.',
    },
    GIORNI_MEDIANI: {
      etichetta: 'Giorni di attesa della valutazione, mediana',
      unita: 'giorni',
      descrizione: 'Metà delle persone valutate ha atteso meno. Si tace dove si tace il loro numero.',
    },
  },
});
