import { alignByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { StatoRichiestaAffido } from '@trama/schema/affido';
import { In } from 'typeorm';
import type { AffidoPrecedente } from '../abbinamento/abbinamento.type.js';
import { Scheda } from './scheda.entity.js';

/** Sheets that the caller may see: a request of another ambito answers null, as one that does not exist. */
export async function schedaByCodice(tx: Tx, codici: readonly string[]): Promise<Array<Scheda | null>> {
  const righe = await tx.repo(Scheda).find({ where: { codice: In([...codici]) }, comment: 'scheda.byCodice' });
  return alignByKey(codici, righe, ({ codice }) => codice);
}

/** Those that wait, who waits longest first. */
export function schedeInAttesa(tx: Tx): Promise<Scheda[]> {
  const where = { stato: StatoRichiestaAffido.IN_ATTESA };
  return tx.repo(Scheda).find({ where, order: { decretoData: 'ASC', codice: 'ASC' }, comment: 'scheda.inAttesa' });
}

const PRECEDENTI = `
  /* scheda.precedenti */
  SELECT DISTINCT ON (a.richiesta_codice) a.richiesta_codice AS codice, a.inizio::text,
    (SELECT max(v.fatta_il)::text FROM verifica_affido v WHERE v.abbinamento_id = a.id) AS "ultimaRelazione"
  FROM abbinamento a WHERE a.richiesta_codice = ANY ($1) AND a.stato = 'CONCLUSO' AND a.esito = 'ALTRO_AFFIDO'
    AND a.fine > (now() AT TIME ZONE 'Europe/Rome')::date - 180
  ORDER BY a.richiesta_codice, a.fine DESC`;

/** The fostering that goes on with another family, of those that one goes on: its six-monthly reports are still due. */
export async function affidiPrecedenti(tx: Tx, codici: readonly string[]): Promise<Map<string, AffidoPrecedente>> {
  const righe = await tx.query<AffidoPrecedente & { codice: string }>(PRECEDENTI, [codici]);
  return new Map(righe.map(({ codice, ...affido }) => [codice, affido]));
}
