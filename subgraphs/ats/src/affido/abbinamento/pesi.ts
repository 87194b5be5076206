import { createRequire } from 'node:module';
import type { Pesi } from './abbinamento.type.js';

/** Versions are files that never change, so that an old proposal still says with which weights it was made. */
export const VERSIONI_PESI = [1] as const;
export const VERSIONE_CORRENTE = 1;

export function pesi(versione: (typeof VERSIONI_PESI)[number] = VERSIONE_CORRENTE): Pesi {
  return createRequire(import.meta.url)(`@trama/ats/data/pesi-abbinamento/versione-${versione}.json`) as Pesi;
}
