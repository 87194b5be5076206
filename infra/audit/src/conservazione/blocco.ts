import type { Tx } from '@trama/database/database';
import { DomainError } from '@trama/kernel/errors';
import { registra } from '../registra.js';
import type { Scopo } from '../scopi.js';

export interface Blocco {
  readonly ambito: number;
  readonly tipo: string;
  /** Id of the record to keep. */
  readonly oggetto: string;
  /** The proceeding or request that needs it, by its number; never a name. 10 to 500 characters. */
  readonly motivo: string;
  /** Last day, ISO; null until somebody lifts it. */
  readonly finoAl: string | null;
}

/** Keeps a record past its time. PostgreSQL writes who did, and refuses another ambito's. @returns the id of the hold */
export async function blocca(tx: Tx, scopo: Scopo, blocco: Blocco): Promise<string> {
  const { ambito, tipo, oggetto, motivo, finoAl } = blocco;
  registra(tx, { scopo }, tipo, { id: oggetto, ambito });
  const [riga] = await tx.query<{ id: string }>(
    `/* conservazione.blocca */ INSERT INTO registro.blocco_legale (ambito_id, tipo, oggetto, motivo, fino_al)
     VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [ambito, tipo, oggetto, motivo, finoAl],
  );
  return riga!.id;
}

/** Ends a hold yesterday: the row stays, so that it can be seen that there was one. */
export async function sblocca(tx: Tx, scopo: Scopo, id: string): Promise<void> {
  const righe = await tx.query<{ tipo: string; oggetto: string; ambito: number }>(
    `/* conservazione.sblocca */ SELECT tipo, oggetto, ambito_id AS ambito FROM registro.blocco_legale WHERE id = $1`,
    [id],
  );
  const [trovato] = righe;
  if (!trovato) {
    throw new DomainError('NON_TROVATO', 'Il blocco legale non esiste: controlla l’identificativo.');
  }
  registra(tx, { scopo }, trovato.tipo, { id: trovato.oggetto, ambito: trovato.ambito });
  await tx.query(
    `UPDATE registro.blocco_legale SET fino_al = (now() AT TIME ZONE 'Europe/Rome')::date - 1 WHERE ambito_id = $1 AND id = $2`,
    [trovato.ambito, id],
  );
}
