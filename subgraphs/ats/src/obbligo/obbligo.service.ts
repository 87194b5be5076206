import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { current, updateVersioned } from '@trama/database/versione';
import { giornoItaliano } from '@trama/kernel/calendario';
import { randomUUID } from 'node:crypto';
import { rifiuto, UNO_ALLA_VOLTA } from '../rilevazione/campagna.service.js';
import { definizioni } from '../rilevazione/definizioni.service.js';
import { Obbligo } from './obbligo.entity.js';
import type { AssegnaObbligoInput, TerminaObbligoInput } from './obbligo.input.js';

const ASSEGNA = `
  /* obbligo.assegna */
  INSERT INTO obbligo (ambito_id, id, rilevazione, dal, al) VALUES ($1, $2, $3, $4, $5)`;

/** Makes a contributor owe a collection; of the campaigns that are not published yet it is asked for an answer at once. */
export function assegnaObbligo(tx: Tx, input: AssegnaObbligoInput): Promise<Obbligo> {
  return once(tx, { operazione: 'obbligo.assegna', input, reread: (id) => findObbligo(tx, id) }, async () => {
    const { rilevazione, dal, al = null } = input;
    requireRilevazione(rilevazione);
    requireGiorni(dal, al);
    const ambitoId = await requireDestinatario(tx, input.destinatario);
    await tx.query(UNO_ALLA_VOLTA, [rilevazione]);
    const id = randomUUID();
    await requireLibero(tx, { ambitoId, id, rilevazione, dal, al });
    await tx.query(ASSEGNA, [ambitoId, id, rilevazione, dal, al]);
    await tx.query(CHIEDI, [rilevazione, ambitoId]);
    return current(await findObbligo(tx, id), 1);
  });
}

/**
 * Says on which day an obligation ends, or another day than was said before. Answers stay as they are, and no longer count
 * where they are not owed.
 */
export function terminaObbligo(tx: Tx, input: TerminaObbligoInput): Promise<Obbligo> {
  return once(tx, { operazione: 'obbligo.termina', input, reread: (id) => findObbligo(tx, id) }, async () => {
    const { al, versione } = input;
    const obbligo = current(await findObbligo(tx, input.obbligo), versione);
    const { ambitoId, id, rilevazione, dal } = obbligo;
    requireGiorni(dal, al);
    await tx.query(UNO_ALLA_VOLTA, [rilevazione]);
    await requireLibero(tx, { ambitoId, id, rilevazione, dal, al });
    const seen = { where: { ambitoId, id }, versione, comment: 'obbligo.termina' };
    const terminato = await updateVersioned(tx, Obbligo, seen, { al });
    await tx.query(CHIEDI, [rilevazione, ambitoId]);
    return terminato;
  });
}

/** A closed campaign may be opened again, so its answers are there too; who owes a published one now was not asked then. */
const CHIEDI = `
  /* obbligo.chiedi */
  INSERT INTO compilazione (ambito_id, id, campagna_id)
  SELECT $2, gen_random_uuid(), k.id FROM campagna k
  WHERE k.rilevazione = $1 AND k.stato <> 'PUBBLICATA'
    AND EXISTS (SELECT FROM obbligo o WHERE o.rilevazione = k.rilevazione AND o.ambito_id = $2
                AND make_date(k.anno, 12, 31) BETWEEN o.dal AND coalesce(o.al, 'infinity'))
    AND NOT EXISTS (SELECT FROM compilazione c WHERE c.campagna_id = k.id AND c.ambito_id = $2)
  ON CONFLICT DO NOTHING`;

function requireRilevazione(rilevazione: string): void {
  if (!definizioni.rilevazioni.has(rilevazione)) {
    const codici = [...definizioni.rilevazioni.keys()].join(', ');
    throw rifiuto('rilevazione', `Questa rilevazione non esiste. Ci sono: ${codici}.`);
  }
}

function requireGiorni(dal: string, al: string | null): void {
  if (al !== null && al < dal) {
    throw rifiuto('al', `L’obbligo comincia il ${giornoItaliano(dal)}: non può finire prima.`);
  }
}

const DESTINATARIO = `
  /* obbligo.destinatario */
  SELECT ambito_id AS "ambitoId" FROM destinatario WHERE codice = $1`;

async function requireDestinatario(tx: Tx, codice: string): Promise<number> {
  const [trovato] = await tx.query<{ ambitoId: number }>(DESTINATARIO, [codice]);
  if (!trovato) {
    throw rifiuto('destinatario', 'Questo destinatario non esiste: usa il codice di uno di quelli delle campagne.');
  }
  return trovato.ambitoId;
}

const ALTRO = `
  /* obbligo.altro */
  SELECT dal::text AS dal, al::text AS al FROM obbligo
  WHERE ambito_id = $1 AND id <> $2 AND rilevazione = $3 AND daterange(dal, al, '[]') && daterange($4, $5, '[]')
  ORDER BY dal LIMIT 1`;

/** Names the day to change: the first one when it falls into another obligation, otherwise the last. */
async function requireLibero(
  tx: Tx,
  { ambitoId, id, rilevazione, dal, al }: Pick<Obbligo, 'ambitoId' | 'id' | 'rilevazione' | 'dal' | 'al'>,
): Promise<void> {
  const [altro] = await tx.query<Pick<Obbligo, 'dal' | 'al'>>(ALTRO, [ambitoId, id, rilevazione, dal, al]);
  if (altro) {
    const fine = altro.al === null ? 'senza una fine' : `al ${giornoItaliano(altro.al)}`;
    throw rifiuto(
      altro.dal <= dal ? 'dal' : 'al',
      `In quei giorni l’obbligo c’è già, dal ${giornoItaliano(altro.dal)} ${fine}: scegli giorni liberi, o cambia la fine di quello.`,
    );
  }
}

const findObbligo = (tx: Tx, id: string): Promise<Obbligo | null> =>
  tx.repo(Obbligo).findOne({ where: { id }, comment: 'obbligo.findObbligo' });
