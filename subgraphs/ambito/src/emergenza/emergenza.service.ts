import type { Nomina } from '@trama/audit/ispezione';
import { registra } from '@trama/audit/registra';
import type { Campo } from '@trama/crypto/cifra';
import type { Cifrario } from '@trama/crypto/cifrario';
import { normalizza } from '@trama/crypto/normalizza';
import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { pageOf } from '@trama/database/page';
import { isViolation } from '@trama/database/sql-state';
import { current, updateVersioned } from '@trama/database/versione';
import { DomainError } from '@trama/kernel/errors';
import { ambitoOf } from '@trama/kernel/identity';
import type { Page, PageArgs } from '@trama/schema/page';
import { randomUUID } from 'node:crypto';
import { type FindOptionsWhere, LessThan } from 'typeorm';
import { scopoDi } from '../cartella/caso.service.js';
import { Emergenza } from './emergenza.entity.js';
import type { ApriEmergenzaInput, ChiudiRevisioneInput, FiltroEmergenzeInput } from './emergenza.input.js';
import { AzioneEmergenza, transizioniEmergenza } from './emergenza.stati.js';

const GIORNO_MS = 86_400_000;

/** What is written about an emergency is the ambito's own, under the ambito's key. */
const campoDi = ({ ambitoId, id }: Pick<Emergenza, 'ambitoId' | 'id'>, colonna: 'motivo' | 'nota'): Campo => ({
  ambito: ambitoId,
  persona: null,
  tabella: 'emergenza',
  colonna,
  riga: id,
});

/** Reason or note in clear; null when there is none. */
export async function leggiTesto(
  cifrario: Cifrario,
  emergenza: Emergenza,
  colonna: 'motivo' | 'nota',
): Promise<string | null> {
  const busta = emergenza[colonna];
  const lettura = busta && (await cifrario.campi.decifra(campoDi(emergenza, colonna), busta));
  return lettura?.esito === 'LETTO' ? lettura.valore : null;
}

/** Those of the caller's ambito, the oldest first: what waits longest is what a reviewer sees first. */
export async function listEmergenze(
  tx: Tx,
  nomina: Nomina,
  { stato, oltreGiorni }: FiltroEmergenzeInput,
  page: PageArgs,
): Promise<Page<Emergenza>> {
  const prima = (oltreGiorni ?? null) === null ? null : new Date(Date.now() - oltreGiorni! * GIORNO_MS);
  const where: FindOptionsWhere<Emergenza> = { ...(stato && { stato }), ...(prima && { apertaIl: LessThan(prima) }) };
  const comment = 'emergenza.listEmergenze';
  const pagina = await pageOf(tx, Emergenza, { where, keys: ['apertaIl', 'id'], comment }, page);
  nomina(
    'Emergenza',
    pagina.edges.map(({ node }) => ({ id: node.id, ambito: node.ambitoId })),
  );
  return pagina;
}

const APRI = `
  /* emergenza.apri */
  INSERT INTO emergenza (id, caso_codice, motivo, scade_il) VALUES ($1, $2, $3, now() + make_interval(mins => $4))`;

/**
 * Lets the caller read one case of the own ambito for some minutes. A case that does not exist, in this ambito, is
 * refused by the reference from the row: its existence is asked of the table, never of the caller's own sight.
 *
 * @throws DomainError NON_TROVATO; INPUT_NON_VALIDO for a case that the caller sees already
 */
export function apriEmergenza(tx: Tx, cifrario: Cifrario, input: ApriEmergenzaInput): Promise<Emergenza> {
  return once(tx, { operazione: 'emergenza.apri', input, reread: (id) => findEmergenza(tx, id) }, async () => {
    const ambitoId = ambitoOf(tx.identity);
    const id = randomUUID();
    const atto = { scopo: scopoDi(tx.identity), classe: 'EMERGENZA' } as const;
    registra(tx, atto, 'Emergenza', { id, ambito: ambitoId });
    await requireNascosto(tx, input.caso);
    const motivo = await cifrario.campi.cifra(campoDi({ ambitoId, id }, 'motivo'), normalizza(input.motivo));
    await tx.query(APRI, [id, input.caso, motivo, input.minuti]).catch((error: unknown) => {
      throw isViolation(error, 'FOREIGN_KEY') ? nonTrovato() : error;
    });
    const caso = await casoVisto(tx, input.caso);
    registra(tx, { ...atto, operazione: 'LETTURA' }, 'Caso', { id: caso, ambito: ambitoId });
    return current(await findEmergenza(tx, id), 1);
  });
}

/** Closes the review of an emergency. The database writes down who did it and when, and refuses who opened it. */
export function chiudiRevisione(tx: Tx, cifrario: Cifrario, input: ChiudiRevisioneInput): Promise<Emergenza> {
  const { emergenza: id, versione, esito } = input;
  const reread = (riferimento: string) => findEmergenza(tx, riferimento);
  return once(tx, { operazione: 'emergenza.rivedi', input, reread }, async () => {
    const emergenza = current(await findEmergenza(tx, id), versione);
    const { ambitoId, operatore } = emergenza;
    registra(tx, { scopo: 'VIGILANZA', classe: 'EMERGENZA' }, 'Emergenza', { id, ambito: ambitoId });
    const propria = operatore === tx.identity.subject;
    const stato = transizioniEmergenza.next(emergenza.stato, AzioneEmergenza.RIVEDI, tx.identity, { propria });
    const testo = input.nota ? await cifrario.campi.cifra(campoDi(emergenza, 'nota'), normalizza(input.nota)) : null;
    const seen = { where: { ambitoId, id }, versione, comment: 'emergenza.rivedi' };
    return updateVersioned(tx, Emergenza, seen, { stato, esito, nota: testo });
  });
}

const findEmergenza = (tx: Tx, id: string): Promise<Emergenza | null> =>
  tx.repo(Emergenza).findOne({ where: { id }, comment: 'emergenza.findEmergenza' });

async function casoVisto(tx: Tx, codice: string): Promise<string | null> {
  const statement = '/* emergenza.casoVisto */ SELECT id FROM caso WHERE codice = $1';
  const [caso] = await tx.query<{ id: string }>(statement, [codice]);
  return caso?.id ?? null;
}

/** An emergency over a case that one follows would only turn ordinary readings into ones to be reviewed. */
async function requireNascosto(tx: Tx, codice: string): Promise<void> {
  if ((await casoVisto(tx, codice)) !== null) {
    throw new DomainError('INPUT_NON_VALIDO', 'Vedi già questo caso: non serve un’emergenza.', {
      extensions: { campi: ['caso'] },
    });
  }
}

const nonTrovato = (): DomainError =>
  new DomainError(
    'NON_TROVATO',
    'Nel tuo ambito non c’è un caso con questo codice: controllalo carattere per carattere.',
  );
