import type { Violazione } from '@trama/disclosure/audit/auditor';
import { rilieviDi, type Rilievi } from './audit-edizioni.js';
import { nomeDi, type Posto } from './posto.js';
import type { Proposta } from './pubblica.js';
import { rendiSicuro } from './rendi-sicuro.js';

/**
 * An edition from which somebody could work out a cell that it hides. The message says which cells and who, never
 * what they come to: it ends in a log.
 */
export class EdizioneRifiutata extends Error {
  override readonly name = 'EdizioneRifiutata';

  constructor(
    readonly cubo: string,
    readonly rilievi: Rilievi,
    /** Cells that would do if suppressed as well; null when none were found. */
    readonly rimedio: readonly Posto[] | null,
  ) {
    super([`Edizione rifiutata del cubo ${cubo}: non è stato scritto nulla.`, ...detto(rilievi, rimedio)].join('\n'));
  }
}

/** Audits the new edition together with all that came before. @throws EdizioneRifiutata */
export async function controllaEdizione({ cubi, precedenti, nuova }: Proposta): Promise<void> {
  const rilievi = await rilieviDi(cubi, precedenti, nuova);
  if (rilievi.violazioni.length > 0 || rilievi.contraddizioni.length > 0) {
    throw new EdizioneRifiutata(nuova.cubo, rilievi, await rendiSicuro(cubi, precedenti, nuova, rilievi));
  }
}

/** One line on a cell that can be told, without what it comes to. */
export function descrivi({ cubo, cella, chi, valori }: Violazione): string {
  const da = chi === null ? 'chiunque' : `${typeof chi === 'string' ? "l'ente" : "l'ambito"} ${chi}, con i suoi dati,`;
  return `${cubo}: ${cella}: ${da} ${valori === 1 ? 'la ricava' : 'la restringe a due valori'}`;
}

function detto({ violazioni, contraddizioni, posti }: Rilievi, rimedio: readonly Posto[] | null): string[] {
  return [
    ...violazioni.map((violazione) => `  - ${descrivi(violazione)}`),
    ...contraddizioni.map(
      (ids) => `  - dati che si contraddicono, o somma dichiarata che non torna: ${nomiDi(ids, posti)}`,
    ),
    ...(violazioni.length > 0
      ? ['Che cosa fare: alzare le soglie del cubo, togliere il totale, o unire le categorie.', oppure(rimedio)]
      : ['Che cosa fare: correggere i dati, o la somma dichiarata nel cubo.']),
  ];
}

const oppure = (rimedio: readonly Posto[] | null): string =>
  rimedio
    ? `Oppure aggiungere alle soppressioni del cubo: ${rimedio.map(nomeDi).join('; ')}.`
    : 'Sopprimere altre celle non basta, o non si è trovato quali.';

/** The cells, as people call them, that some counts were told in. */
export const nomiDi = (ids: readonly string[], posti: Rilievi['posti']): string =>
  ids
    .flatMap((id) => posti.get(id)?.[0] ?? [])
    .map((posto) => `${posto.cubo}, ${nomeDi(posto)}`)
    .join('; ');
