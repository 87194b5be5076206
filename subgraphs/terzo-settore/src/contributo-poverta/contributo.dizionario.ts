import type { Dizionario } from '@trama/publication/dizionario';
import type { BisognoPoverta } from './contributo.entity.js';

const NOMI: Readonly<Record<BisognoPoverta, string>> = {
  REDDITO: 'reddito insufficiente',
  BENI_PRIMA_NECESSITA: 'beni di prima necessità',
  CASA: 'casa',
  LAVORO: 'lavoro',
  DEBITI: 'debiti e bollette',
  SALUTE: 'salute e disabilità',
  FAMIGLIA: 'famiglia e cura',
  ISTRUZIONE: 'scuola, lingua, competenze digitali',
  MIGRAZIONE: 'documenti e diritti delle persone straniere',
  DIPENDENZE: 'dipendenze e gioco d’azzardo',
  SOLITUDINE: 'solitudine',
  ALTRO: 'altro',
};

export const dizionarioContributi = (): Dizionario => ({
  titolo: 'Persone incontrate dagli enti del Terzo Settore nei centri di ascolto e nella distribuzione di beni',
  voci: Object.fromEntries(
    Object.entries(NOMI).map(([bisogno, nome]) => [
      bisogno,
      {
        etichetta: `Persone incontrate per: ${nome}`,
        unita: 'persone',
        descrizione:
          'Persone diverse che l’ente ha incontrato nell’anno per questo bisogno. Non si sommano tra bisogni, perché una persona ' +
          'può averne più d’uno, né tra enti, perché può rivolgersi a più d’uno; e non dicono quante ne incontrano gli enti che ' +
          'non contribuiscono.',
      },
    ]),
  ),
});
