import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { current } from '@trama/database/versione';
import { ServizioCaso } from '../cartella/caso.stati.js';
import type { ImpostaRecapitoInput } from './recapito.input.js';
import { RecapitoServizio } from './recapito.type.js';

const RECAPITI = '/* recapito.list */ SELECT id, servizio, recapito, versione FROM recapito_servizio';

/** How each service of the caller's ambito is reached. */
export async function listRecapiti(tx: Tx): Promise<RecapitoServizio[]> {
  const detti = new Map((await tx.query<RecapitoServizio>(RECAPITI)).map((riga) => [riga.servizio, riga]));
  return Object.values(ServizioCaso).map((servizio) =>
    Object.assign(new RecapitoServizio(), { servizio, recapito: null, versione: 0, ...detti.get(servizio) }),
  );
}

const SCRIVI = `
  /* recapito.scrivi */
  INSERT INTO recapito_servizio (servizio, recapito) SELECT $1, $2 WHERE $3 = 0
  ON CONFLICT DO NOTHING RETURNING versione`;

const CAMBIA = `
  /* recapito.cambia */
  UPDATE recapito_servizio SET recapito = $2, versione = versione + 1 WHERE servizio = $1 AND versione = $3 RETURNING versione`;

type Scritto = RecapitoServizio & { readonly id: string };

/** The linkage service learns it with the next round, and so do the colleagues who see it. */
export function impostaRecapito(tx: Tx, input: ImpostaRecapitoInput): Promise<RecapitoServizio> {
  const { servizio, recapito, versione } = input;
  const reread = () => trova(tx, servizio);
  return once(tx, { operazione: 'recapito.imposta', input, reread }, async () => {
    const scritte = await tx.query(versione === 0 ? SCRIVI : CAMBIA, [servizio, recapito.trim(), versione]);
    const ora = await trova(tx, servizio);
    return current(ora, scritte.length > 0 ? ora!.versione : versione);
  });
}

const trova = async (tx: Tx, servizio: ServizioCaso): Promise<Scritto | null> => {
  const detti = await tx.query<Scritto>(RECAPITI);
  return detti.find((recapito) => recapito.servizio === servizio) ?? null;
};
