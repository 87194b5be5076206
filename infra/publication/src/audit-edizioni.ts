import { audita, type EsitoAudit, type Violazione } from '@trama/disclosure/audit/auditor';
import type { Cubo } from './cubo.js';
import { mancanoVeri, modelloDi, type PostoInEdizione } from './modello-pubblicato.js';
import type { Edizione } from './registro.js';

export interface AuditDiEdizioni extends EsitoAudit {
  readonly posti: ReadonlyMap<string, readonly PostoInEdizione[]>;
  /** Whether every ambito was put in its place, with its own counts; false where some may not be known here. */
  readonly daDentro: boolean;
}

/**
 * Audits everything that was ever published, all cubes and editions together.
 *
 * Where exact counts are not known, a cell that two editions tell alike is held to be the same count, which is what
 * somebody would try; if the totals do not allow that, each edition stands for itself.
 */
export async function auditaEdizioni(cubi: readonly Cubo[], edizioni: readonly Edizione[]): Promise<AuditDiEdizioni> {
  const daDentro = !mancanoVeri(cubi, edizioni);
  const provata = await prova(cubi, edizioni, true);
  const esito = provata.contraddizioni.length === 0 || daDentro ? provata : await prova(cubi, edizioni, false);
  return { ...esito, daDentro };
}

async function prova(cubi: readonly Cubo[], edizioni: readonly Edizione[], presumiInvariate: boolean) {
  const { modello, posti } = modelloDi(cubi, edizioni, { presumiInvariate });
  return { ...(await audita(modello)), posti };
}

/** What the new edition lets somebody tell that the earlier ones did not. */
export interface Rilievi {
  readonly violazioni: readonly Violazione[];
  readonly contraddizioni: ReadonlyArray<readonly string[]>;
  readonly posti: ReadonlyMap<string, readonly PostoInEdizione[]>;
}

/**
 * What came out before cannot be called back, and must not keep every later edition from coming out: only what gets
 * worse counts.
 */
export async function rilieviDi(
  cubi: readonly Cubo[],
  precedenti: readonly Edizione[],
  nuova: Edizione,
): Promise<Rilievi> {
  const dopo = await auditaEdizioni(cubi, [...precedenti, nuova]);
  if (dopo.violazioni.length === 0 && dopo.contraddizioni.length === 0) {
    return dopo;
  }
  const prima = await auditaEdizioni(cubi, precedenti);
  const contraddette = new Set(prima.contraddizioni.map((ids) => ids.join()));
  return {
    violazioni: dopo.violazioni.filter((violazione) => !prima.violazioni.some((nota) => comprende(nota, violazione))),
    contraddizioni: dopo.contraddizioni.filter((ids) => !contraddette.has(ids.join())),
    posti: dopo.posti,
  };
}

/** Whether the one was already known as well, to as many. */
const comprende = (nota: Violazione, nuova: Violazione): boolean =>
  nota.id === nuova.id && (nota.chi === null || nota.chi === nuova.chi) && nota.valori <= nuova.valori;
