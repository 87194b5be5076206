import { alignByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { StatoRichiestaAffido } from '@trama/schema/affido';
import { In, LessThanOrEqual } from 'typeorm';
import type { AffidoPrecedente } from '../abbinamento/abbinamento.type.js';
import { Scheda } from './scheda.entity.js';

/** Sheets that the caller may see: a request of another ambito answers null, as one that does not exist. */
export async function schedaByCodice(tx: Tx, codici: readonly string[]): Promise<Array<Scheda | null>> {
  const righe = await tx.select(Scheda, { where: { codice: codici }, comment: 'scheda.byCodice' });
  return alignByKey(codici, righe, ({ codice }) => codice);
}

/** Those that wait, who waits longest first. */
export function schedeInAttesa(tx: Tx): Promise<Scheda[]> {
  const where = { stato: StatoRichiestaAffido.IN_ATTESA };
  return tx.repo(Scheda).find({ where, order: { decretoData: 'ASC', codice: 'ASC' }, comment: 'scheda.inAttesa' });
}

/** Those without a family since that day or longer, who waits longest first. */
export function schedeDaSeguire(tx: Tx, dal: string, quante: number): Promise<Scheda[]> {
  const where = {
    stato: In([StatoRichiestaAffido.IN_ATTESA, StatoRichiestaAffido.IN_ABBINAMENTO]),
    decretoData: LessThanOrEqual(dal),
  };
  const order = { decretoData: 'ASC', codice: 'ASC' } as const;
  return tx.repo(Scheda).find({ where, order, take: quante, comment: 'scheda.daSeguire' });
}

const PRECEDENTI = `
  /* scheda.precedenti */
  SELECT DISTINCT ON (a.richiesta_codice) a.richiesta_codice AS codice, a.inizio::text, a.fine::text,
    (min(coalesce(a.continua_dal, a.inizio)) OVER tutti)::text AS dal, max(a.proroga_mesi) OVER tutti AS "prorogaMesi",
    (SELECT max(v.fatta_il)::text FROM verifica_affido v WHERE v.abbinamento_id = a.id) AS "ultimaRelazione"
  FROM abbinamento a WHERE a.richiesta_codice = ANY ($1) AND a.stato = 'CONCLUSO' AND a.esito = 'ALTRO_AFFIDO'
  WINDOW tutti AS (PARTITION BY a.richiesta_codice)
  ORDER BY a.richiesta_codice, a.fine DESC`;

/** What the fosterings that go on with another family leave to it: since when, and whether a report is missing. */
export async function affidiPrecedenti(tx: Tx, codici: readonly string[]): Promise<Map<string, AffidoPrecedente>> {
  const righe = await tx.query<AffidoPrecedente & { codice: string }>(PRECEDENTI, [codici]);
  return new Map(righe.map(({ codice, ...affido }) => [codice, affido]));
}
