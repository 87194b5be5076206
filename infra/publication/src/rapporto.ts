import { SOGLIE } from '@trama/disclosure/conteggio';
import { auditaEdizioni, type AuditDiEdizioni } from './audit-edizioni.js';
import { descrivi, nomiDi } from './controlla.js';
import type { Cubo } from './cubo.js';
import type { Edizione } from './registro.js';

export interface Rapporto {
  /** For a person, in Italian: one line a cube, its violations under it, and what was looked at. Never a hidden value. */
  readonly righe: readonly string[];
  readonly sicuro: boolean;
}

/** Audits everything published, over all the databases that were read, and says what it found. */
export async function rapportoDi(cubi: readonly Cubo[], edizioni: readonly Edizione[]): Promise<Rapporto> {
  const inizio = performance.now();
  const audit = await auditaEdizioni(cubi, edizioni);
  const nomi = [...new Set([...cubi.map(({ nome }) => nome), ...edizioni.map(({ cubo }) => cubo)])].sort();
  return {
    righe: [
      ...nomi.flatMap((nome) => righeDi(nome, edizioni, audit)),
      ...audit.contraddizioni.map(
        (ids) => `dati che si contraddicono, o somma che non torna: ${nomiDi(ids, audit.posti)}`,
      ),
      audit.daDentro
        ? 'Guardato da fuori e da ogni ambito o ente con i suoi dati.'
        : 'Guardato solo da fuori, dove mancano i conteggi esatti: li legge il proprietario del database.',
      `${Math.round(performance.now() - inizio)} ms. Soglie minime: sotto ${SOGLIE.minimo} si tace, il resto si arrotonda a ${SOGLIE.base}.`,
    ],
    sicuro: audit.violazioni.length === 0 && audit.contraddizioni.length === 0,
  };
}

function righeDi(nome: string, edizioni: readonly Edizione[], { violazioni, programmi }: AuditDiEdizioni): string[] {
  const sue = edizioni.filter(({ cubo }) => cubo === nome);
  const tutte = sue.flatMap(({ celle: cellule }) => cellule);
  const trovate = violazioni.filter(({ cubo }) => cubo === nome);
  const numeri = [
    `${sue.length} edizioni`,
    `${tutte.length} celle`,
    `${tutte.filter(({ soppresso }) => soppresso).length} soppresse`,
    `${programmi.get(nome) ?? 0} programmi risolti`,
    `${trovate.length} violazioni`,
  ];
  return [`${nome}: ${numeri.join(', ')}`, ...trovate.map((violazione) => `  - ${descrivi(violazione)}`)];
}
