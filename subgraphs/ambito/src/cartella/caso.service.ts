import type { Nomina } from '@trama/audit/ispezione';
import { registra } from '@trama/audit/registra';
import type { Scopo } from '@trama/audit/scopi';
import type { Cifrario } from '@trama/crypto/cifrario';
import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { pageOf } from '@trama/database/page';
import { current, updateVersioned } from '@trama/database/versione';
import { oggiARoma } from '@trama/kernel/calendario';
import { DomainError } from '@trama/kernel/errors';
import { ambitoOf, type Identity } from '@trama/kernel/identity';
import type { Page, PageArgs } from '@trama/schema/page';
import { randomUUID } from 'node:crypto';
import { type FindOptionsWhere, In } from 'typeorm';
import { type NucleoDetto, nucleoPer } from '../nucleo/nucleo.service.js';
import type { InputSulCaso } from './caso-cambiato.type.js';
import { Caso } from './caso.entity.js';
import type { ApriCasoInput, AssegnaCasoInput, ChiudiCasoInput, FiltroCasiInput } from './caso.input.js';
import { casiConIndice, conEmergenza, nominaCasi } from './caso.loader.js';
import { AzioneCaso, type EsitoCaso, ServizioCaso, transizioniCaso } from './caso.stati.js';
import { nuovoCodice } from '@trama/kernel/codice';
import { cifraPersona, indiciDi, inserisciPersone, type PersonaInChiaro } from './persona.service.js';
import { requireGiorno, rifiuto } from './rifiuto.service.js';

/** Why this caller reads and writes cases: a role follows those of one service. */
export const scopoDi = ({ ruolo }: Identity): Scopo =>
  ruolo === 'SERVIZIO_TUTELA' ? 'TUTELA_MINORI' : 'PRESA_IN_CARICO';

/** The cases that the caller follows and those open to an emergency, from the oldest. */
export async function listCasi(
  tx: Tx,
  cifrario: Cifrario,
  nomina: Nomina,
  { stato, codiceFiscale }: FiltroCasiInput,
  page: PageArgs,
): Promise<Page<Caso>> {
  const ambito = ambitoOf(tx.identity);
  const cercati = codiceFiscale && (await casiConIndice(tx, ambito, indiciDi(cifrario, ambito, codiceFiscale)));
  const where: FindOptionsWhere<Caso> = { ...(stato && { stato }), ...(cercati && { id: In(cercati) }) };
  const pagina = await pageOf(tx, Caso, { where, keys: ['apertoIl', 'codice'], comment: 'cartella.listCasi' }, page);
  const casi = pagina.edges.map(({ node }) => node);
  nominaCasi(nomina, await conEmergenza(tx, casi));
  return pagina;
}

const APRI = `
  /* cartella.apriCaso */
  INSERT INTO caso (id, codice, servizio, aperto_il, equipe, nucleo_id) VALUES ($1, $2, $3, $4, $5, $6)`;

/** Opens a case of the caller's own service. The database makes the caller the first to follow it. */
export function apriCaso(tx: Tx, cifrario: Cifrario, input: ApriCasoInput): Promise<Caso> {
  const act = { operazione: 'caso.apri', input, reread: rilettura(tx) };
  return once(tx, act, () => apriCasoCon(tx, cifrario, input));
}

/** What a case is opened with. */
export interface CasoDaAprire extends NucleoDetto {
  readonly apertoIl?: string | null;
  readonly equipe?: string | null;
  readonly persone: readonly PersonaInChiaro[];
}

/** The same, as a part of other work. */
export async function apriCasoCon(tx: Tx, cifrario: Cifrario, detto: CasoDaAprire): Promise<Caso> {
  const ambito = ambitoOf(tx.identity);
  const [id, oggi] = [randomUUID(), oggiARoma()];
  const apertoIl = detto.apertoIl ?? oggi;
  requireGiorno(apertoIl <= oggi, 'apertoIl', 'La data di apertura è nel futuro: correggila.');
  const servizio = servizioDi(tx.identity);
  await requireEquipe(tx, servizio, detto.equipe ?? null);
  registra(tx, { scopo: scopoDi(tx.identity) }, 'Caso', { id, ambito });
  const nucleo = await nucleoPer(tx, detto);
  if (nucleo) {
    registra(tx, { scopo: scopoDi(tx.identity) }, 'Nucleo', { id: nucleo, ambito });
  }
  const persone = await Promise.all(detto.persone.map((persona) => cifraPersona(cifrario, ambito, persona)));
  await tx.query(APRI, [id, nuovoCodice(ambito, 'C'), servizio, apertoIl, detto.equipe ?? null, nucleo]);
  const oggetti = persone.map((persona) => ({ id: persona.id, ambito }));
  registra(tx, { scopo: scopoDi(tx.identity) }, 'Persona', oggetti);
  await inserisciPersone(tx, id, persone);
  return current(await findCaso(tx, { id }), 1);
}

const IN_CORSO = `
  /* cartella.interventiInCorso */
  SELECT count(*)::int AS quanti FROM intervento WHERE caso_id = $1 AND al IS NULL`;

/** Closes a case that the caller follows: from now on it can be read and no longer changed. */
export function chiudiCaso(tx: Tx, input: ChiudiCasoInput): Promise<Caso> {
  return transizione(tx, AzioneCaso.CHIUDI, input, {
    cambia: ({ apertoIl }) => {
      const oggi = oggiARoma();
      const chiusoIl = input.chiusoIl ?? oggi;
      const ammesso = chiusoIl >= apertoIl && chiusoIl <= oggi;
      requireGiorno(ammesso, 'chiusoIl', 'La data di chiusura deve stare tra quella di apertura e oggi: correggila.');
      return { chiusoIl, esito: input.esito ?? null };
    },
    poi: (caso) => requireNienteInCorso(tx, caso),
  });
}

/** The same, today and as a part of other work, which has the case as it is. */
export async function chiudi(tx: Tx, { codice, versione }: Caso, esito: EsitoCaso): Promise<void> {
  await faiPasso(
    tx,
    AzioneCaso.CHIUDI,
    { caso: codice, versione },
    {
      cambia: () => ({ chiusoIl: oggiARoma(), esito }),
      poi: (caso) => requireNienteInCorso(tx, caso),
    },
  );
}

/** Nobody could end them afterwards, and whether they reached what they wanted would stay unsaid. */
async function requireNienteInCorso(tx: Tx, { id }: Caso): Promise<void> {
  const [inCorso] = await tx.query<{ quanti: number }>(IN_CORSO, [id]);
  if (inCorso!.quanti > 0) {
    const frase = 'Il caso ha interventi in corso: concludili prima, e di’ com’è andata.';
    throw new DomainError('TRANSIZIONE_NON_AMMESSA', frase);
  }
}

const ASSEGNA = `
  /* cartella.assegnaCaso */
  INSERT INTO assegnazione (caso_id, servizio, soggetto) VALUES ($1, $2, $3)
  ON CONFLICT (ambito_id, caso_id, soggetto) WHERE al IS NULL DO NOTHING RETURNING true AS nuova`;

/** One more operator follows the case, from now on. One of another service or ambito would still see nothing of it. */
export function assegnaCaso(tx: Tx, input: AssegnaCasoInput): Promise<Caso> {
  return transizione(tx, AzioneCaso.ASSEGNA, input, {
    poi: async ({ id, servizio }) => {
      if ((await tx.query(ASSEGNA, [id, servizio, input.operatore])).length === 0) {
        throw rifiuto('operatore', 'Il caso è già di questo operatore: non c’è nulla da assegnare.');
      }
    },
  });
}

const SEGUONO = `
  /* cartella.seguono */
  SELECT soggetto FROM assegnazione WHERE caso_id = $1 AND al IS NULL`;

const REVOCA = `
  /* cartella.revocaAssegnazione */
  UPDATE assegnazione SET al = now() WHERE caso_id = $1 AND soggetto = $2 AND al IS NULL RETURNING id`;

/** An operator no longer follows the case, from the next statement on. Somebody must be left who does. */
export function revocaAssegnazione(tx: Tx, input: AssegnaCasoInput): Promise<Caso> {
  return transizione(tx, AzioneCaso.REVOCA, input, {
    poi: async ({ id, equipe }) => {
      const seguono = (await tx.query<{ soggetto: string }>(SEGUONO, [id])).map(({ soggetto }) => soggetto);
      if (!seguono.includes(input.operatore)) {
        throw rifiuto('operatore', 'Il caso non è di questo operatore: non c’è nulla da revocare.');
      }
      if (seguono.length === 1 && equipe === null) {
        throw rifiuto('operatore', 'Il caso resterebbe senza nessuno: assegnalo prima a un’altra persona.');
      }
      await tx.query(REVOCA, [id, input.operatore]);
    },
  });
}

export interface Passo {
  /** What else changes in the row, by what it was. */
  readonly cambia?: (caso: Caso) => Partial<Pick<Caso, 'chiusoIl' | 'esito'>>;
  /** What is written beside it, once the row is ours: whoever acts on the same case waits, and is told that it moved on. */
  readonly poi?: (caso: Caso) => Promise<void>;
}

/** One step of a case, from the versione that the caller saw; once for each key. */
export function transizione(tx: Tx, azione: AzioneCaso, input: InputSulCaso, passo: Passo): Promise<Caso> {
  const operazione = `caso.${nomeDi(azione)}`;
  return once(tx, { operazione, input, reread: rilettura(tx) }, () => faiPasso(tx, azione, input, passo));
}

const nomeDi = (azione: AzioneCaso): string => azione.toLowerCase().replaceAll('_', '-');

/** The step itself, for work that answers with something else than the case. */
export async function faiPasso(
  tx: Tx,
  azione: AzioneCaso,
  { caso: codice, versione }: Pick<InputSulCaso, 'caso' | 'versione'>,
  { cambia, poi }: Passo,
): Promise<Caso> {
  const caso = current(await findCaso(tx, { codice }), versione);
  registra(tx, { scopo: scopoDi(tx.identity) }, 'Caso', { id: caso.id, ambito: caso.ambitoId });
  const stato = transizioniCaso.next(caso.stato, azione, tx.identity, caso);
  const where = { ambitoId: caso.ambitoId, id: caso.id };
  const seen = { where, versione, comment: `cartella.${nomeDi(azione)}` };
  const scritto = await updateVersioned(tx, Caso, seen, { stato, ...cambia?.(caso) });
  await poi?.(scritto);
  return Object.assign(scritto, { inEmergenza: false });
}

async function findCaso(tx: Tx, where: FindOptionsWhere<Caso>): Promise<Caso | null> {
  const caso = await tx.repo(Caso).findOne({ where, comment: 'cartella.findCaso' });
  const [visto] = await conEmergenza(tx, caso ? [caso] : []);
  return visto ?? null;
}

/** The answer of a repeated request: a read of its own, and in the log as such. */
const rilettura = (tx: Tx) => (id: string) => {
  const oggetto = { id, ambito: ambitoOf(tx.identity) };
  registra(tx, { scopo: scopoDi(tx.identity), operazione: 'LETTURA' }, 'Caso', oggetto);
  return findCaso(tx, { id });
};

/** The same table as `trama.servizio_mio()`, which has the last word. */
export function servizioDi({ ruolo }: Identity): ServizioCaso {
  return ruolo === 'SERVIZIO_TUTELA' ? ServizioCaso.TUTELA : ServizioCaso.PREVENZIONE_DISAGIO;
}

/** @throws DomainError INPUT_NON_VALIDO for a team that is not of child protection in the caller's ambito */
export async function requireEquipe(tx: Tx, servizio: ServizioCaso, equipe: string | null): Promise<void> {
  if (equipe === null) {
    return;
  }
  const trovata = await tx.query('/* cartella.equipe */ SELECT FROM equipe WHERE codice = $1', [equipe]);
  if (servizio !== ServizioCaso.TUTELA || trovata.length === 0) {
    throw rifiuto('equipe', 'L’équipe non è tra quelle della tutela del tuo ambito: correggila, o lasciala vuota.');
  }
}
