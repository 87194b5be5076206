import type { Archivi, Archivio } from './archivi.js';
import { ArchivioError } from './archivio.js';
import { comuniDimostrativi } from './popolazione-dimostrativa.js';

type Variazione = Archivio<'variazioniComuni'>['comuni'][number];

/**
 * Comuni of an ambito that no other archive lists: those that were merged before the Piano, and those that were born since.
 *
 * @throws ArchivioError for one that flowed into a comune that nobody knows
 */
export function comuniDelleVariazioni(archivi: Archivi): Array<Variazione & { readonly ambito: number }> {
  const elencati = new Set(
    [...archivi.get('comuni'), ...comuniDimostrativi(archivi)].map(({ codiceIstat }) => codiceIstat),
  );
  const degliAmbiti = archivi.get('variazioniComuni').comuni.filter(deiDodici);
  const noti = new Set([...elencati, ...degliAmbiti.map(({ codiceIstat }) => codiceIstat)]);
  const perduto = degliAmbiti.find(({ confluitoIn }) => confluitoIn !== null && !noti.has(confluitoIn));
  if (perduto) {
    const { codiceIstat, nome } = perduto;
    throw new ArchivioError(FILE, `${codiceIstat} (${nome})`, 'confluitoIn', 'is no comune of an ambito');
  }
  return degliAmbiti.filter(({ codiceIstat }) => !elencati.has(codiceIstat));
}

const FILE = 'variazioni-comuni.json';

const deiDodici = (variazione: Variazione): variazione is Variazione & { readonly ambito: number } =>
  variazione.ambito !== null;
