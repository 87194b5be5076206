import type { Nomina } from '@trama/audit/ispezione';
import { alignByKey, groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { In } from 'typeorm';
import { type Assegnazione, Caso } from './caso.entity.js';
import { Persona, PersonaDelCaso, type RuoloNelCaso } from './persona.type.js';

const SOLO_IN_EMERGENZA = `
  /* cartella.soloInEmergenza */
  SELECT id FROM caso
  WHERE id = ANY ($1) AND codice IN (SELECT trama.emergenze_mie()) AND id NOT IN (SELECT trama.casi_seguiti())`;

/** Says of each case whether this caller sees it for an emergency alone, as the wall itself would. */
export async function conEmergenza(tx: Tx, casi: readonly Caso[]): Promise<Caso[]> {
  if (casi.length === 0) {
    return [];
  }
  const visti = await tx.query<{ id: string }>(SOLO_IN_EMERGENZA, [casi.map(({ id }) => id)]);
  const soli = new Set(visti.map(({ id }) => id));
  return casi.map((caso) => Object.assign(caso, { inEmergenza: soli.has(caso.id) }));
}

/** Names cases for the access log, each in its class. */
export function nominaCasi(nomina: Nomina, casi: ReadonlyArray<Caso | null>): void {
  nomina(
    'Caso',
    casi.map((caso) =>
      caso === null
        ? { id: null, esito: 'NESSUNO' }
        : { id: caso.id, ambito: caso.ambitoId, classe: caso.inEmergenza ? 'EMERGENZA' : 'ORDINARIO' },
    ),
  );
}

/** Names what belongs to cases in the class of its case. */
export function nominaDelCaso(
  nomina: Nomina,
  tipo: string,
  righe: ReadonlyArray<{ readonly id: string; readonly ambitoId: number; readonly inEmergenza: boolean }>,
): void {
  nomina(
    tipo,
    righe.map(({ id, ambitoId, inEmergenza }) => ({
      id,
      ambito: ambitoId,
      classe: inEmergenza ? 'EMERGENZA' : 'ORDINARIO',
    })),
  );
}

/** Row-level security hides what the caller does not follow, so a hidden case answers null like a missing one. */
export async function casoByCodice(tx: Tx, codici: readonly string[], nomina: Nomina): Promise<Array<Caso | null>> {
  const casi = await tx.repo(Caso).find({ where: { codice: In([...codici]) }, comment: 'cartella.casoByCodice' });
  const trovati = alignByKey(codici, await conEmergenza(tx, casi), ({ codice }) => codice);
  nominaCasi(nomina, trovati);
  return trovati;
}

/** The same by the id that other tables know it by. */
export async function casoById(tx: Tx, ids: readonly string[], nomina: Nomina): Promise<Array<Caso | null>> {
  const casi = await tx.repo(Caso).find({ where: { id: In([...ids]) }, comment: 'cartella.casoById' });
  const trovati = alignByKey(ids, await conEmergenza(tx, casi), ({ id }) => id);
  nominaCasi(nomina, trovati);
  return trovati;
}

interface RigaPersona extends Persona {
  readonly casoId: string;
  readonly ruolo: RuoloNelCaso;
  readonly inEmergenza: boolean;
}

const PERSONE = `
  /* cartella.personeByCaso */
  SELECT cp.caso_id AS "casoId", cp.ruolo, p.ambito_id AS "ambitoId", p.id, p.nome, p.cognome,
         p.codice_fiscale AS "codiceFiscale", p.data_nascita AS "dataNascita",
         cp.caso_id NOT IN (SELECT trama.casi_seguiti()) AS "inEmergenza"
  FROM caso_persona cp JOIN persona p ON p.ambito_id = cp.ambito_id AND p.id = cp.persona_id
  WHERE cp.caso_id = ANY ($1)
  ORDER BY array_position(ARRAY['MINORE', 'GENITORE', 'ALTRO'], cp.ruolo), p.creata_il, p.id`;

/** The people of each case, the minors first. */
export async function personeByCaso(tx: Tx, casi: readonly string[], nomina: Nomina): Promise<PersonaDelCaso[][]> {
  const righe = await tx.query<RigaPersona>(PERSONE, [casi]);
  nominaDelCaso(nomina, 'Persona', righe);
  const persone = righe.map(({ casoId, ruolo, inEmergenza: _, ...campi }) => {
    const persona = Object.assign(new Persona(), campi);
    return Object.assign(new PersonaDelCaso(), { casoId, ruolo, persona });
  });
  return groupByKey(casi, persone, ({ casoId }) => casoId);
}

const ASSEGNAZIONI = `
  /* cartella.assegnazioniByCaso */
  SELECT caso_id AS "casoId", soggetto AS operatore, dal, al FROM assegnazione
  WHERE caso_id = ANY ($1) ORDER BY dal, soggetto`;

/** Who follows each case and who did, from the first on. */
export async function assegnazioniByCaso(tx: Tx, casi: readonly string[]): Promise<Assegnazione[][]> {
  const righe = await tx.query<Assegnazione>(ASSEGNAZIONI, [casi]);
  return groupByKey(casi, righe, ({ casoId }) => casoId);
}

const CON_INDICE = `
  /* cartella.casiConIndice */
  SELECT cp.caso_id AS id FROM caso_persona cp JOIN persona p ON p.ambito_id = cp.ambito_id AND p.id = cp.persona_id
  WHERE p.ambito_id = $1 AND p.codice_fiscale_indice = ANY ($2)`;

/** Ids of the cases that a person with one of these indexes is in. */
export async function casiConIndice(tx: Tx, ambito: number, indici: readonly string[]): Promise<string[]> {
  const righe = await tx.query<{ id: string }>(CON_INDICE, [ambito, indici]);
  return righe.map(({ id }) => id);
}
