import type { Tx } from '@trama/database/database';
import { contaProposte } from './proposta.service.js';
import type { Compilazione, Proposta } from './proposta.type.js';

/** What is counted for an answer depends on this alone, so that many figures of one are counted together. */
export const chiaveDi = ({ rilevazione, anno, luogo }: Compilazione): string => `${rilevazione} ${anno} ${luogo}`;

/** The proposals of each answer, by "collection year place". */
export async function proposteByChiave(tx: Tx, chiavi: readonly string[]): Promise<Proposta[][]> {
  const proposte: Proposta[][] = [];
  for (const chiave of chiavi) {
    const [rilevazione, anno, luogo] = chiave.split(' ') as [string, string, string];
    proposte.push(await contaProposte(tx, { rilevazione, anno: Number(anno), luogo: Number(luogo) }));
  }
  return proposte;
}
