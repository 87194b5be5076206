import type { Dizionario } from '@trama/publication/dizionario';
import { definizioni } from './definizioni.service.js';

/**
 * The published voci of a collection in the words of its newest definition: what contributors were told they count is what
 * readers are told was counted.
 *
 * @throws Error for a voce that no definition has
 */
export function dizionarioDi(rilevazione: string, titolo: string, voci: readonly string[]): Dizionario {
  const definite = [...(definizioni.rilevazioni.get(rilevazione)?.versioni ?? [])]
    .sort((a, b) => a.file.dal - b.file.dal)
    .flatMap(({ voci: sue }) => [...sue.values()]);
  // The newest that was said of a code holds.
  const perCodice = new Map(definite.map((voce) => [voce.codice, voce]));
  const dette = voci.map((codice) => {
    const voce = perCodice.get(codice);
    if (!voce) {
      throw new Error(`${rilevazione}: no definition has ${codice}`);
    }
    const { etichetta, unita, descrizione } = voce;
    return [codice, { etichetta, unita: unita ?? 'persone', descrizione: descrizione ?? etichetta }] as const;
  });
  return { titolo, voci: Object.fromEntries(dette) };
}
