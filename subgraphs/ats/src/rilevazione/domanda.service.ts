import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { current, updateVersioned } from '@trama/database/versione';
import { DomainError } from '@trama/kernel/errors';
import { randomUUID } from 'node:crypto';
import { Compilazione, Domanda } from './compilazione.entity.js';
import { rifiuto } from './campagna.service.js';
import type { ApriDomandaInput, RispondiDomandaInput } from './rilevazione.input.js';
import { StatoCompilazione, StatoDomanda } from './rilevazione.stati.js';

const APRI = `
  /* rilevazione.apriDomanda */
  INSERT INTO domanda (ambito_id, id, compilazione_id, voce)
  SELECT c.ambito_id, $1, c.id, v.codice FROM compilazione c JOIN voce v ON v.campagna_id = c.campagna_id
  WHERE c.id = $2 AND v.codice = $3 AND NOT v.calcolata
  ON CONFLICT DO NOTHING RETURNING true AS nuova`;

const SCRIVI = `
  /* rilevazione.scriviMessaggio */
  INSERT INTO messaggio (ambito_id, domanda_id, testo) VALUES ($1, $2, $3)`;

/** Opens a question on a figure that was sent; until it is closed the figure travels as "in verifica". */
export function apriDomanda(tx: Tx, input: ApriDomandaInput): Promise<Domanda> {
  return once(tx, { operazione: 'domanda.apri', input, reread: (id) => findDomanda(tx, id) }, async () => {
    const { compilazione: compilazioneId, voce, testo } = input;
    const compilazione = await tx
      .repo(Compilazione)
      .findOne({ where: { id: compilazioneId }, comment: 'rilevazione.compilazioneDellaDomanda' });
    if (!compilazione) {
      throw new DomainError('NON_TROVATO', 'La compilazione non esiste, o non è tra quelle che puoi vedere.');
    }
    if (compilazione.stato === StatoCompilazione.BOZZA) {
      throw new DomainError('TRANSIZIONE_NON_AMMESSA', 'La compilazione è ancora in bozza: aspetta che sia inviata.');
    }
    const id = randomUUID();
    if ((await tx.query(APRI, [id, compilazioneId, voce])).length === 0) {
      throw rifiuto('voce', 'La voce non è tra quelle che si scrivono, o ha già una domanda aperta: continua quella.');
    }
    await tx.query(SCRIVI, [compilazione.ambitoId, id, testo]);
    return current(await findDomanda(tx, id), 1);
  });
}

/** Says something in an open question. */
export const rispondiDomanda = (tx: Tx, input: RispondiDomandaInput): Promise<Domanda> =>
  battuta(tx, 'domanda.rispondi', input, async (domanda) => domanda);

/** Says the last word: the figure is no longer in verifica. */
export const chiudiDomanda = (tx: Tx, input: RispondiDomandaInput): Promise<Domanda> =>
  battuta(tx, 'domanda.chiudi', input, ({ ambitoId, id, versione }) => {
    const seen = { where: { ambitoId, id }, versione, comment: 'rilevazione.chiudiDomanda' };
    return updateVersioned(tx, Domanda, seen, { stato: StatoDomanda.CHIUSA });
  });

function battuta(
  tx: Tx,
  operazione: string,
  input: RispondiDomandaInput,
  poi: (domanda: Domanda) => Promise<Domanda>,
): Promise<Domanda> {
  return once(tx, { operazione, input, reread: (id) => findDomanda(tx, id) }, async () => {
    const domanda = current(await findDomanda(tx, input.domanda), input.versione);
    if (domanda.stato === StatoDomanda.CHIUSA) {
      throw new DomainError('TRANSIZIONE_NON_AMMESSA', 'La domanda è chiusa: per chiedere altro aprine una nuova.', {
        extensions: { stato: domanda.stato, azioni: [] },
      });
    }
    await tx.query(SCRIVI, [domanda.ambitoId, domanda.id, input.testo]);
    return poi(domanda);
  });
}

const findDomanda = (tx: Tx, id: string): Promise<Domanda | null> =>
  tx.repo(Domanda).findOne({ where: { id }, comment: 'rilevazione.findDomanda' });
