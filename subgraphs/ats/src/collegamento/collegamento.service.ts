import type { ClienteCollegamento } from '@trama/collegamento/cliente/cliente';
import type { Tx } from '@trama/database/database';
import { oggiARoma } from '@trama/kernel/calendario';

const GIA_LETTA = `
  /* collegamento.giaLetta */
  UPDATE legame_lettura SET letta_il = now() WHERE generazione = $1 RETURNING unica`;

const AGGIORNA = `
  /* collegamento.aggiornaFamiglie */
  WITH letto AS (
    SELECT * FROM unnest($1::smallint[], $2::text[], $3::smallint[], $4::text[], $5::date[])
      AS t (ambito_a, famiglia_a, ambito_b, famiglia_b, dal)),
  finito AS (
    UPDATE legame_famiglie l SET al = greatest(l.dal, $6::date) WHERE l.al IS NULL AND NOT EXISTS (
      SELECT FROM letto t WHERE (t.famiglia_a, t.famiglia_b, t.dal) = (l.famiglia_a, l.famiglia_b, l.dal)))
  INSERT INTO legame_famiglie (ambito_a, famiglia_a, ambito_b, famiglia_b, dal) SELECT * FROM letto
  ON CONFLICT (famiglia_a, famiglia_b, dal) DO UPDATE SET al = NULL WHERE legame_famiglie.al IS NOT NULL`;

const LETTA = `
  /* collegamento.letta */
  INSERT INTO legame_lettura (generazione) VALUES ($1)
  ON CONFLICT (unica) DO UPDATE SET generazione = EXCLUDED.generazione, letta_il = now()`;

/** Brings the pairs of households to what the linkage service knows; one small statement when nothing changed there. */
export async function aggiornaFamiglie(tx: Tx, cliente: ClienteCollegamento): Promise<void> {
  // Before the pairs: what changes meanwhile is looked at again.
  const { generazione } = await cliente.chiedi('/v1/generazione', {});
  if ((await tx.query(GIA_LETTA, [generazione])).length > 0) {
    return;
  }
  const { famiglie: coppie } = await cliente.chiedi('/v1/famiglie', { attore: tx.identity.subject });
  await tx.query(AGGIORNA, [
    coppie.map(({ famiglie: [una] }) => una.ambito),
    coppie.map(({ famiglie: [una] }) => una.famiglia),
    coppie.map(({ famiglie: [, altra] }) => altra.ambito),
    coppie.map(({ famiglie: [, altra] }) => altra.famiglia),
    coppie.map(({ dal }) => dal),
    oggiARoma(),
  ]);
  await tx.query(LETTA, [generazione]);
}

/**
 * The day at which families are counted for whoever asks today: a figure that moves once a month cannot be watched to
 * see a single family come or go.
 *
 * @param oggi ISO 8601
 * @returns the last day of the month before, ISO 8601
 */
export function fineMesePrecedente(oggi: string): string {
  const [anno, mese] = oggi.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(anno, mese - 1, 0)).toISOString().slice(0, 10);
}
