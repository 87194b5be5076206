import type { Dizionario } from '@trama/publication/dizionario';

export const dizionarioDatiAnnuali = (): Dizionario => ({
  titolo: 'Dati annuali degli ambiti: tutela dei minori, affido, povertà, popolazione',
  voci: {
    TUTELA_MINORI_IN_CARICO: {
      etichetta: 'Minori in carico ai servizi di tutela e prevenzione',
      unita: 'persone',
      descrizione: 'Minori in carico l’ultimo giorno dell’anno. Un minore seguito da due ambiti è contato in ciascuno.',
    },
    TUTELA_NUCLEI_IN_CARICO: {
      etichetta: 'Nuclei familiari in carico ai servizi di tutela e prevenzione',
      unita: 'nuclei',
      descrizione: 'Nuclei dei minori in carico l’ultimo giorno dell’anno.',
    },
    AFFIDO_MINORI_IN_ATTESA: {
      etichetta: 'Minori in attesa di una famiglia affidataria',
      unita: 'persone',
      descrizione: 'Minori con un decreto, per cui si cercava una famiglia. Non dice da quanto aspettano.',
    },
    AFFIDI_IN_ESSERE: {
      etichetta: 'Affidi in essere',
      unita: 'affidi',
      descrizione: 'Progetti di affido attivi fuori dalla famiglia d’origine.',
    },
    POVERTA_BENEFICIARI: {
      etichetta: 'Beneficiari del sostegno al reddito',
      unita: 'beneficiari',
      descrizione:
        'Beneficiari della misura nazionale in vigore (Reddito di Cittadinanza). Da una misura all’altra non si confrontano.',
    },
    RESIDENTI: {
      etichetta: 'Residenti',
      unita: 'persone',
      descrizione: 'Residenti al 1° gennaio. Sono pubblici e quindi esatti.',
    },
    MINORI_RESIDENTI: {
      etichetta: 'Residenti minorenni',
      unita: 'persone',
      descrizione: 'Residenti da 0 a 17 anni al 1° gennaio. Sono pubblici e quindi esatti.',
    },
  },
});
