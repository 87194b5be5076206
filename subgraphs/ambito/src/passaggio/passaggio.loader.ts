import type { Nomina } from '@trama/audit/ispezione';
import { groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { nominaDelCaso } from '../cartella/caso.loader.js';
import type { PassaggioServizio } from './passaggio.type.js';

const CAMPI = `p.caso_id AS "casoId", p.ambito_id AS "ambitoId", p.id, p.da, p.a, p.equipe, p.data::text AS data,
  p.soggetto AS operatore, p.origine`;

const PASSAGGI = `
  /* passaggio.passaggiByCaso */
  SELECT ${CAMPI}, p.caso_id NOT IN (SELECT trama.casi_seguiti()) AS "inEmergenza"
  FROM passaggio_servizio p WHERE p.caso_id = ANY ($1) ORDER BY p.data, p.id`;

type Riga = PassaggioServizio & { readonly ambitoId: number; readonly inEmergenza: boolean };

/** The services that each case passed through, the first passage first. */
export async function passaggiByCaso(tx: Tx, casi: readonly string[], nomina: Nomina): Promise<PassaggioServizio[][]> {
  const righe = await tx.query<Riga>(PASSAGGI, [casi]);
  nominaDelCaso(nomina, 'PassaggioServizio', righe);
  return groupByKey(casi, righe, ({ casoId }) => casoId);
}

const UNO = `
  /* passaggio.passaggioById */
  SELECT ${CAMPI} FROM passaggio_servizio p WHERE p.id = $1`;

/** One passage, for who sees the case and for who made it. */
export async function passaggioById(tx: Tx, id: string): Promise<PassaggioServizio | null> {
  const [passaggio] = await tx.query<PassaggioServizio>(UNO, [id]);
  return passaggio ?? null;
}
