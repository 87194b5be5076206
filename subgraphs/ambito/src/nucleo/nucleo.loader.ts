import type { Nomina } from '@trama/audit/ispezione';
import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { In } from 'typeorm';
import { Caso } from '../cartella/caso.entity.js';
import { conEmergenza, nominaCasi, nominaDelCaso } from '../cartella/caso.loader.js';
import { Nucleo } from './nucleo.type.js';

const NUCLEI = `
  /* nucleo.nucleoByCaso */
  SELECT c.id AS "casoId", n.ambito_id AS "ambitoId", n.id, n.codice, n.comune_istat AS "comuneIstat",
         c.id NOT IN (SELECT trama.casi_seguiti()) AS "inEmergenza"
  FROM caso c JOIN nucleo n ON n.ambito_id = c.ambito_id AND n.id = c.nucleo_id
  WHERE c.id = ANY ($1)`;

/** The household of each case; null for a case that has none, or that the caller does not see. */
export async function nucleoByCaso(tx: Tx, casi: readonly string[], nomina: Nomina): Promise<Array<Nucleo | null>> {
  const righe = await tx.query<Nucleo & { inEmergenza: boolean }>(NUCLEI, [casi]);
  nominaDelCaso(nomina, 'Nucleo', righe);
  const nuclei = righe.map(({ inEmergenza: _, ...campi }) => Object.assign(new Nucleo(), campi));
  return alignByKey(casi, nuclei, ({ casoId }) => casoId);
}

const ALTRI = `
  /* nucleo.altriCasi */
  SELECT questo.id AS "casoId", altro.id
  FROM caso questo JOIN caso altro
    ON altro.ambito_id = questo.ambito_id AND altro.nucleo_id = questo.nucleo_id AND altro.id <> questo.id
  WHERE questo.id = ANY ($1) AND altro.id IN (SELECT trama.casi_seguiti())
  ORDER BY altro.aperto_il, altro.codice`;

/** The other cases of the same household, among those that the caller follows: an emergency is about one case alone. */
export async function altriCasiByCaso(tx: Tx, casi: readonly string[], nomina: Nomina): Promise<Caso[][]> {
  const coppie = await tx.query<{ casoId: string; id: string }>(ALTRI, [casi]);
  const ids = [...new Set(coppie.map(({ id }) => id))];
  const trovati = ids.length > 0 ? await tx.repo(Caso).find({ where: { id: In(ids) }, comment: 'nucleo.casi' }) : [];
  const perId = new Map((await conEmergenza(tx, trovati)).map((caso) => [caso.id, caso]));
  nominaCasi(nomina, [...perId.values()]);
  return groupByKey(casi, coppie, ({ casoId }) => casoId).map((coppieDi) =>
    coppieDi.flatMap(({ id }) => perId.get(id) ?? []),
  );
}
