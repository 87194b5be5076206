import type { Nomina } from '@trama/audit/ispezione';
import { registra } from '@trama/audit/registra';
import type { Campo } from '@trama/crypto/cifra';
import type { Cifrario } from '@trama/crypto/cifrario';
import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { pageOf } from '@trama/database/page';
import { current, updateVersioned } from '@trama/database/versione';
import { DomainError } from '@trama/kernel/errors';
import { rifiuto } from '@trama/kernel/rifiuto';
import type { Page, PageArgs } from '@trama/schema/page';
import { randomUUID } from 'node:crypto';
import { ServizioAffidi } from '../famiglia/famiglia.entity.js';
import { servizioDelChiamante } from '../famiglia/famiglia.service.js';
import { ContattoAffido } from './contatto.entity.js';
import type {
  ChiediContattoAffidoInput,
  ChiudiContattoInput,
  ImpostaRecapitiServizioAffidiInput,
  SulContattoInput,
} from './contatto.input.js';
import { AzioneContattoAffido, type StatoContattoAffido, transizioniContatto } from './contatto.stati.js';

const TIPO = 'ContattoAffido';

type Colonna = 'nome' | 'recapito' | 'messaggio';
type Quale = Pick<ContattoAffido, 'id' | 'servizioNumero'>;

/** Whose key what a citizen wrote is kept with. */
export const personaDi = (id: string): string => `contatto:${id}`;

const campoDi = ({ id, servizioNumero }: Quale, colonna: Colonna): Campo => ({
  ambito: servizioNumero,
  persona: personaDi(id),
  tabella: 'contatto_affido',
  colonna,
  riga: id,
});

/** As the access log has it: a service of the Terzo Settore is of no ambito. */
const oggetto = (id: string, ambito: number | null) => (ambito === null ? { id } : { id, ambito });

const SERVIZI = `
  /* contatto.serviziByComune */
  SELECT s.codice FROM servizio_affidi s JOIN comune c ON c.codice_istat = $1
  WHERE s.ambito = c.ambito_id OR s.ente IS NOT NULL ORDER BY s.ente IS NOT NULL, s.codice`;

/** That of the ambito of a comune, and then those of the Terzo Settore, which work in the whole province. */
export async function serviziDelComune(tx: Tx, comune: string): Promise<ServizioAffidi[]> {
  const codici = (await tx.query<{ codice: string }>(SERVIZI, [comune])).map(({ codice }) => codice);
  const servizi = await tx.repo(ServizioAffidi).find({ comment: 'contatto.servizi' });
  return codici.map((codice) => servizi.find((servizio) => servizio.codice === codice)!);
}

const RICEVI = `
  /* contatto.ricevi */
  INSERT INTO contatto_affido (id, servizio_numero, comune_istat, nome, recapito, messaggio) VALUES ($1, $2, $3, $4, $5, $6)`;

/**
 * Writes down, for somebody without an account, whom to call back. Whoever writes it can read nothing of it.
 *
 * @returns the service that has it
 * @throws DomainError INPUT_NON_VALIDO for a comune, or a service of it, that does not exist; LIMITE_SUPERATO when that
 * service was asked too often in a day
 */
export async function riceviContatto(
  tx: Tx,
  cifrario: Cifrario,
  input: ChiediContattoAffidoInput,
): Promise<ServizioAffidi> {
  const servizi = await serviziDelComune(tx, input.comune);
  const [primo] = servizi;
  if (!primo) {
    throw rifiuto('comune', 'Il comune non è tra quelli dei dodici ambiti: correggi il codice ISTAT.');
  }
  const servizio = input.servizio ? servizi.find(({ codice }) => codice === input.servizio) : primo;
  if (!servizio) {
    throw rifiuto('servizio', 'Il servizio non è tra quelli del comune: scegline uno di serviziAffidi.');
  }
  const operazione = 'contatto-affido.ricevi';
  await once(tx, { operazione, input, reread: async (id) => ({ id }) }, async () => {
    const quale = { id: randomUUID(), servizioNumero: servizio.numero };
    registra(tx, { scopo: 'AFFIDO' }, TIPO, oggetto(quale.id, servizio.ambitoId));
    const cifra = (colonna: Colonna, valore: string): Promise<Buffer> =>
      cifrario.campi.cifra(campoDi(quale, colonna), valore);
    const messaggio = input.messaggio?.trim();
    await tx
      .query(RICEVI, [
        ...[quale.id, servizio.numero, input.comune],
        ...[await cifra('nome', input.nome.trim()), await cifra('recapito', input.recapito.trim())],
        messaggio ? await cifra('messaggio', messaggio) : null,
      ])
      .catch(troppi);
    return { id: quale.id };
  });
  return servizio;
}

function troppi(error: unknown): never {
  throw (error as { constraint?: string }).constraint === 'contatto_affido_troppi'
    ? new DomainError(
        'LIMITE_SUPERATO',
        'Oggi questo servizio ha già ricevuto molte richieste: telefona, o riprova domani.',
      )
    : error;
}

/** Those of the caller's own service, who has waited longest first. */
export async function listContatti(
  tx: Tx,
  nomina: Nomina,
  stato: StatoContattoAffido | null,
  page: PageArgs,
): Promise<Page<ContattoAffido>> {
  const where = { ...(stato && { stato }) };
  const keys = ['ricevutoIl', 'id'] as const;
  const pagina = await pageOf(tx, ContattoAffido, { where, keys, comment: 'contatto.list' }, page);
  nomina(
    TIPO,
    pagina.edges.map(({ node }) => oggetto(node.id, tx.identity.ambito)),
  );
  return pagina;
}

/** What a citizen wrote; null when they wrote nothing there, and once the contact is closed. */
export async function leggiContatto(
  cifrario: Cifrario,
  contatto: ContattoAffido,
  colonna: Colonna,
): Promise<string | null> {
  const busta = contatto[colonna];
  const letto = busta && (await cifrario.campi.decifra(campoDi(contatto, colonna), busta));
  return letto?.esito === 'LETTO' ? letto.valore : null;
}

export const prendiInCarico = (tx: Tx, input: SulContattoInput): Promise<ContattoAffido> =>
  passo(tx, AzioneContattoAffido.PRENDI_IN_CARICO, input, { presoIl: new Date() });

/** Takes away all that the citizen wrote; the caller destroys the key once this is committed. */
export const chiudi = (tx: Tx, input: ChiudiContattoInput): Promise<ContattoAffido> =>
  passo(tx, AzioneContattoAffido.CHIUDI, input, {
    esito: input.esito,
    chiusoIl: new Date(),
    nome: null,
    recapito: null,
    messaggio: null,
  });

function passo(
  tx: Tx,
  azione: AzioneContattoAffido,
  input: SulContattoInput,
  nuovi: Partial<ContattoAffido>,
): Promise<ContattoAffido> {
  const operazione = `contatto-affido.${azione.toLowerCase().replaceAll('_', '-')}`;
  const trova = (id: string) => tx.repo(ContattoAffido).findOne({ where: { id }, comment: 'contatto.trova' });
  return once(tx, { operazione, input, reread: trova }, async () => {
    const { id, stato } = current(await trova(input.contatto), input.versione);
    registra(tx, { scopo: 'AFFIDO' }, TIPO, oggetto(id, tx.identity.ambito));
    const nuovo = transizioniContatto.next(stato, azione, tx.identity);
    const seen = { where: { id }, versione: input.versione, comment: operazione };
    return updateVersioned(tx, ContattoAffido, seen, { ...nuovi, stato: nuovo });
  });
}

/** How citizens reach the caller's own service: public, where its name is. */
export function impostaRecapiti(tx: Tx, input: ImpostaRecapitiServizioAffidiInput): Promise<ServizioAffidi> {
  const trova = (id: string) => tx.repo(ServizioAffidi).findOne({ where: { id }, comment: 'contatto.servizio' });
  return once(tx, { operazione: 'servizio-affidi.recapiti', input, reread: trova }, async () => {
    const { id, codice } = await servizioDelChiamante(tx);
    const seen = { where: { codice }, versione: input.versione, comment: 'contatto.recapiti' };
    current(await trova(id), input.versione);
    return updateVersioned(tx, ServizioAffidi, seen, {
      telefono: input.telefono?.trim() || null,
      email: input.email?.trim() || null,
    });
  });
}
