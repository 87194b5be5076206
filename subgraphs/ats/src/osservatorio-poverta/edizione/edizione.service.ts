import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { DomainError } from '@trama/kernel/errors';
import { rifiuto } from '@trama/kernel/rifiuto';
import { randomUUID } from 'node:crypto';
import { IncontroOsservatorio } from '../tavolo/incontro.entity.js';
import { type Cella, differenzeTra, senzaMotivo } from './differenze.js';
import { EdizioneOsservatorio, LetturaEdizione } from './edizione.entity.js';
import type { FissaEdizioneInput, ScriviLetturaInput } from './edizione.input.js';
import { edizioneByCodice, edizioneByIncontro, listEdizioni } from './edizione.loader.js';

/** The published cells of an edition of the cube. */
export type LeggiCelle = (numero: number) => Promise<readonly Cella[]>;

/** What is published now, through the door of published figures: the application reads them nowhere else. */
export interface Pubblicato {
  readonly numero: number | null;
  readonly celle: LeggiCelle;
}

const FISSA = `
  /* osservatorio.fissaEdizione */
  INSERT INTO edizione_osservatorio (id, incontro_id) VALUES ($1, $2)`;
const MOTIVI = `
  /* osservatorio.scriviMotivi */
  INSERT INTO motivo_edizione (edizione_id, ambito, anno, testo)
  SELECT $1, m.ambito, m.anno, m.testo FROM jsonb_to_recordset($2) AS m (ambito smallint, anno smallint, testo text)`;

/**
 * Gives what is published now a name, for a meeting. The database picks the edition, counts the code and computes the hash;
 * what was told before and is not as it was has a reason, or there is no edition.
 */
export function fissaEdizione(
  tx: Tx,
  input: FissaEdizioneInput,
  pubblicato: Pubblicato,
): Promise<EdizioneOsservatorio> {
  const reread = (id: string) => findEdizione(tx, id);
  return once(tx, { operazione: 'osservatorio.fissaEdizione', input, reread }, async () => {
    const { incontro, motivi } = input;
    await requireIncontroLibero(tx, incontro);
    if (pubblicato.numero === null) {
      throw rifiuto(
        'incontro',
        'Non è ancora stato pubblicato nessun dato sulla povertà: prima pubblica una campagna.',
      );
    }
    await requireMotivi(tx, pubblicato.numero, input, pubblicato.celle);
    const id = randomUUID();
    await tx.query(FISSA, [id, incontro]);
    await tx.query(MOTIVI, [id, JSON.stringify(motivi)]);
    const edizione = (await findEdizione(tx, id))!;
    if (edizione.numero !== pubblicato.numero) {
      throw new DomainError(
        'CONFLITTO_VERSIONE',
        'Mentre fissavi l’edizione i dati sono stati pubblicati di nuovo: riprova.',
      );
    }
    return edizione;
  });
}

async function requireIncontroLibero(tx: Tx, id: string): Promise<void> {
  const incontro = await tx.repo(IncontroOsservatorio).findOne({ where: { id }, comment: 'osservatorio.findIncontro' });
  if (!incontro) {
    throw new DomainError('NON_TROVATO', 'Questo incontro non esiste: usa l’id di uno di quelli dell’Osservatorio.');
  }
  const [edizione] = await edizioneByIncontro(tx, [id]);
  if (edizione) {
    throw rifiuto('incontro', `Questo incontro ha già la sua edizione, ${edizione.codice}: un’edizione non si rifà.`);
  }
}

async function requireMotivi(tx: Tx, numero: number, { motivi }: FissaEdizioneInput, celle: LeggiCelle): Promise<void> {
  const posti = motivi.map(({ ambito, anno }) => `${ambito} ${anno}`);
  if (new Set(posti).size < posti.length) {
    throw rifiuto('motivi', 'Di ogni ambito e anno scrivi un motivo solo.');
  }
  const [precedente] = await listEdizioni(tx);
  if (!precedente) {
    return;
  }
  const mancano = senzaMotivo(differenzeTra(await celle(precedente.numero), await celle(numero)), motivi);
  if (mancano.length > 0) {
    throw rifiuto(
      'motivi',
      `Alcune cifre non sono più come nell’edizione ${precedente.codice}: scrivi perché, per ${mancano.join('; ')}.`,
    );
  }
}

const findEdizione = (tx: Tx, id: string): Promise<EdizioneOsservatorio | null> =>
  tx.repo(EdizioneOsservatorio).findOne({ where: { id }, comment: 'osservatorio.findEdizione' });

const LEGGI = `
  /* osservatorio.scriviLettura */
  INSERT INTO lettura_edizione (id, edizione_id, tema, testo) VALUES ($1, $2, $3, $4)`;

/** Adds a reading; the database signs it with the role of whoever writes and counts its revision. */
export function scriviLettura(tx: Tx, input: ScriviLetturaInput): Promise<LetturaEdizione> {
  const find = (id: string): Promise<LetturaEdizione | null> =>
    tx.repo(LetturaEdizione).findOne({ where: { id }, comment: 'osservatorio.findLettura' });
  return once(tx, { operazione: 'osservatorio.scriviLettura', input, reread: find }, async () => {
    const edizione = await requireEdizione(tx, input.edizione);
    const id = randomUUID();
    await tx.query(LEGGI, [id, edizione.id, input.tema, input.testo]);
    return (await find(id))!;
  });
}

export async function requireEdizione(tx: Tx, codice: string): Promise<EdizioneOsservatorio> {
  const edizione = await edizioneByCodice(tx, codice);
  if (!edizione) {
    throw new DomainError(
      'NON_TROVATO',
      'Questa edizione non esiste: usa il codice di una di quelle dell’Osservatorio.',
    );
  }
  return edizione;
}
