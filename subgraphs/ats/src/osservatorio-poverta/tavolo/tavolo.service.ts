import { groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { current, updateVersioned } from '@trama/database/versione';
import { oggiARoma } from '@trama/kernel/calendario';
import { rifiuto } from '@trama/kernel/rifiuto';
import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import { requireEdizione } from '../edizione/edizione.service.js';
import { INDICATORI } from '../indicatore/indicatori.js';
import { IncontroOsservatorio } from './incontro.entity.js';
import { QuesitoOsservatorio } from './quesito.entity.js';
import type {
  PoniQuesitoInput,
  PrevediIncontroInput,
  RispondiQuesitoInput,
  TieniIncontroInput,
} from './tavolo.input.js';

/** The newest first. */
export const listIncontri = (tx: Tx): Promise<IncontroOsservatorio[]> =>
  tx.repo(IncontroOsservatorio).find({ order: { previstoIl: 'DESC' }, comment: 'osservatorio.listIncontri' });

export async function quesitiByEdizione(tx: Tx, ids: readonly string[]): Promise<QuesitoOsservatorio[][]> {
  const quesiti = await tx.repo(QuesitoOsservatorio).find({
    where: { edizioneId: In([...ids]) },
    order: { postoIl: 'ASC', id: 'ASC' },
    comment: 'osservatorio.quesitiByEdizione',
  });
  return groupByKey(ids, quesiti, ({ edizioneId }) => edizioneId);
}

const PREVEDI = `
  /* osservatorio.prevediIncontro */
  INSERT INTO incontro_osservatorio (id, previsto_il) VALUES ($1, $2) ON CONFLICT (previsto_il) DO NOTHING RETURNING id`;

export function prevediIncontro(tx: Tx, input: PrevediIncontroInput): Promise<IncontroOsservatorio> {
  const reread = (id: string) => findIncontro(tx, id);
  return once(tx, { operazione: 'osservatorio.prevediIncontro', input, reread }, async () => {
    const [nuovo] = await tx.query<{ id: string }>(PREVEDI, [randomUUID(), input.il]);
    if (!nuovo) {
      throw rifiuto('il', 'In quel giorno un incontro è già previsto: scegli un altro giorno.');
    }
    return current(await findIncontro(tx, nuovo.id), 1);
  });
}

/** A meeting that was held stays so. */
export function tieniIncontro(tx: Tx, input: TieniIncontroInput): Promise<IncontroOsservatorio> {
  const reread = (id: string) => findIncontro(tx, id);
  return once(tx, { operazione: 'osservatorio.tieniIncontro', input, reread }, async () => {
    const { il, versione } = input;
    const { id, tenutoIl } = current(await findIncontro(tx, input.incontro), versione);
    if (tenutoIl !== null) {
      throw rifiuto('incontro', 'Questo incontro risulta già tenuto: prevedine un altro.');
    }
    if (il > oggiARoma()) {
      throw rifiuto('il', 'Un incontro si tiene oggi o si è tenuto prima: scegli un giorno che non sia dopo oggi.');
    }
    const seen = { where: { id }, versione, comment: 'osservatorio.tieniIncontro' };
    return updateVersioned(tx, IncontroOsservatorio, seen, { tenutoIl: il });
  });
}

const findIncontro = (tx: Tx, id: string): Promise<IncontroOsservatorio | null> =>
  tx.repo(IncontroOsservatorio).findOne({ where: { id }, comment: 'osservatorio.findIncontro' });

const PONI = `
  /* osservatorio.poniQuesito */
  INSERT INTO quesito_osservatorio (id, edizione_id, indicatore, ambito, anno, testo) VALUES ($1, $2, $3, $4, $5, $6)`;

export function poniQuesito(tx: Tx, input: PoniQuesitoInput): Promise<QuesitoOsservatorio> {
  const reread = (id: string) => findQuesito(tx, id);
  return once(tx, { operazione: 'osservatorio.poniQuesito', input, reread }, async () => {
    const { indicatore, numeroAmbito = null, anno, testo } = input;
    if (!INDICATORI.some(({ codice }) => codice === indicatore)) {
      throw rifiuto('indicatore', 'Questo indicatore non esiste: usa il codice di uno di quelli dell’Osservatorio.');
    }
    const edizione = await requireEdizione(tx, input.edizione);
    const id = randomUUID();
    await tx.query(PONI, [id, edizione.id, indicatore, numeroAmbito, anno, testo]);
    return current(await findQuesito(tx, id), 1);
  });
}

/** The first answer stays. */
export function rispondiQuesito(tx: Tx, input: RispondiQuesitoInput): Promise<QuesitoOsservatorio> {
  const reread = (id: string) => findQuesito(tx, id);
  return once(tx, { operazione: 'osservatorio.rispondiQuesito', input, reread }, async () => {
    const { testo, versione } = input;
    const { id, risposta } = current(await findQuesito(tx, input.quesito), versione);
    if (risposta !== null) {
      throw rifiuto('quesito', 'Questo quesito ha già la sua risposta: se serve, ponine un altro.');
    }
    const seen = { where: { id }, versione, comment: 'osservatorio.rispondiQuesito' };
    return updateVersioned(tx, QuesitoOsservatorio, seen, { risposta: testo });
  });
}

const findQuesito = (tx: Tx, id: string): Promise<QuesitoOsservatorio | null> =>
  tx.repo(QuesitoOsservatorio).findOne({ where: { id }, comment: 'osservatorio.findQuesito' });
