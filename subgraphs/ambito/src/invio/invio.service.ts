import type { Nomina } from '@trama/audit/ispezione';
import { registra } from '@trama/audit/registra';
import type { Scopo } from '@trama/audit/scopi';
import type { Cifrario } from '@trama/crypto/cifrario';
import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { pageOf } from '@trama/database/page';
import { isViolation } from '@trama/database/sql-state';
import { current, updateVersioned } from '@trama/database/versione';
import { giorniTra, oggiARoma, piuGiorni } from '@trama/kernel/calendario';
import { DomainError } from '@trama/kernel/errors';
import { ambitoOf, type Identity } from '@trama/kernel/identity';
import type { Page, PageArgs } from '@trama/schema/page';
import { randomUUID } from 'node:crypto';
import type { FindOptionsWhere, QueryDeepPartialEntity } from 'typeorm';
import type { Caso } from '../cartella/caso.entity.js';
import { casoByCodice } from '../cartella/caso.loader.js';
import { apriCasoCon, chiudi, scopoDi as scopoDelCaso } from '../cartella/caso.service.js';
import { EsitoCaso, ServizioCaso, StatoCaso } from '../cartella/caso.stati.js';
import { nuovoCodice } from '@trama/kernel/codice';
import { requireGiorno, rifiuto } from '../cartella/rifiuto.service.js';
import {
  apriContenuto,
  chiaveDelContenuto,
  cifraTesto,
  componi,
  sigilla,
  type TestoInvio,
} from './contenuto.service.js';
import type { ContenutoInvio, ProvvedimentoInviato } from './contenuto.type.js';
import { baseDi, CampoInvio, Destinazione } from './invio.basi.js';
import { Invio } from './invio.entity.js';
import type {
  ConcludiInvioInput,
  DestinatarioInvioInput,
  DichiaraConservazioneInput,
  FiltroInviiInput,
  InputSullInvio,
  InviaInput,
  MotivoInvioInput,
  PassoInvioInput,
  PrendiInCaricoInput,
} from './invio.input.js';
import { nominaInvii } from './invio.loader.js';
import {
  AzioneInvio,
  GIORNI_PER_RISPONDERE,
  type InvioVisto,
  LEGGIBILI,
  StatoInvio,
  TipoInvio,
  transizioniInvio,
} from './invio.stati.js';

/** Why this caller reads and writes what was sent. */
export function scopoDi(identity: Identity): Scopo {
  return identity.ruolo === 'OPERATORE_ASST' ? 'VALUTAZIONE_MULTIDIMENSIONALE' : scopoDelCaso(identity);
}

/** The caller's side, and what else decides what can be done. */
export function vistoDa(invio: Invio, identity: Identity): InvioVisto {
  return {
    tipo: invio.tipo,
    parte: invio.ambitoId === identity.ambito ? 'MITTENTE' : 'DESTINATARIO',
    consegnato: invio.consegnatoIl !== null,
    preso: invio.casoRicevente !== null,
    aUnAmbito: invio.versoAmbito !== null,
  };
}

/** Days by which an answer is late, in Europe/Rome; 0 when it is not, or was given. */
export const giorniDiRitardo = ({ stato, entro }: Invio, oggi = oggiARoma()): number =>
  stato === StatoInvio.INVIATO ? Math.max(0, giorniTra(entro, oggi)) : 0;

/** Those that the caller's team sent, or those for the caller's body; what waits for an answer comes first, by when it is due. */
export async function listInvii(
  tx: Tx,
  nomina: Nomina,
  parte: InvioVisto['parte'],
  { stato }: FiltroInviiInput,
  page: PageArgs,
): Promise<Page<Invio>> {
  const where = {
    ...(parte === 'MITTENTE' ? { ambitoId: ambitoOf(tx.identity) } : perMe(tx.identity)),
    ...(stato && { stato }),
  };
  const pagina = await pageOf(tx, Invio, { where, keys: ['turno', 'entro', 'codice'], comment: 'invio.list' }, page);
  nominaInvii(
    nomina,
    pagina.edges.map(({ node }) => node),
  );
  return pagina;
}

function perMe({ ruolo, ambito, asst, ente }: Identity): FindOptionsWhere<Invio> {
  if (ruolo === 'OPERATORE_ASST') {
    return { versoAsst: asst! };
  }
  return ruolo === 'OPERATORE_ETS' ? { versoEnte: ente! } : { versoAmbito: ambito! };
}

/** Exactly what would be sent, before it is; null for a case that the caller could not send anything of. */
export async function anteprima(
  tx: Tx,
  cifrario: Cifrario,
  nomina: Nomina,
  codice: string,
  campi: readonly CampoInvio[],
): Promise<ContenutoInvio | null> {
  const [caso] = await casoByCodice(tx, [codice], nomina);
  const aperto = caso && !caso.inEmergenza && caso.stato === StatoCaso.APERTO;
  return aperto ? componi(tx, cifrario, nomina, caso, { campi }) : null;
}

/** What is in it, for whom the state lets read; the others get null. */
export async function leggiContenuto(
  cifrario: Cifrario,
  invio: Invio,
  identity: Identity,
): Promise<ContenutoInvio | null> {
  const mio =
    vistoDa(invio, identity).parte === 'MITTENTE' && !invio.ritiratoIl && invio.stato !== StatoInvio.RIFIUTATO;
  return mio || LEGGIBILI.has(invio.stato) ? apriContenuto(cifrario, invio) : null;
}

const INVIA = `
  /* invio.invia */
  INSERT INTO invio (id, codice, caso_id, servizio, tipo, verso_ambito, verso_servizio, verso_asst, verso_ente, base, campi,
    urgente, entro, motivo, contenuto)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`;

/**
 * Seals the agreed fields of a case, as they are now, for another body.
 *
 * @throws DomainError INPUT_NON_VALIDO that names what the legal basis does not allow
 */
export function invia(tx: Tx, cifrario: Cifrario, input: InviaInput): Promise<Invio> {
  return once(tx, { operazione: 'invio.invia', input, reread: rilettura(tx) }, async () => {
    const ambitoId = ambitoOf(tx.identity);
    const campi = [...new Set(input.campi)].sort();
    const verso = requireDestinatario(input.destinatario, ambitoId);
    requireBase(input.base, verso, campi);
    requireRelazione(campi, input.relazione ?? null);
    const entro = input.entro ?? fraGiorni(GIORNI_PER_RISPONDERE[input.urgente ? 'urgente' : 'ordinario']);
    requireGiorno(entro >= oggiARoma(), 'entro', 'Il giorno entro cui rispondere è passato: correggilo.');
    const id = randomUUID();
    const nomina = annota(tx);
    const [trovato] = await casoByCodice(tx, [input.caso], nomina);
    const caso = requireSeguito(trovato ?? null);
    await requireProvvedimento(tx, input.base, caso);
    registra(tx, { scopo: scopoDi(tx.identity) }, 'Invio', { id, ambito: ambitoId });
    const contenuto = await componi(tx, cifrario, nomina, caso, { campi, relazione: input.relazione ?? null });
    const { ambito = null, servizio = null, asst = null, ente = null } = input.destinatario;
    const valori = [
      ...[id, nuovoCodice(ambitoId, 'I'), caso.id, caso.servizio, input.tipo, ambito, servizio, asst, ente, input.base],
      ...[campi, input.urgente, entro, await cifraTesto(cifrario, { ambitoId, id }, 'motivo', input.motivo)],
      await sigilla(cifrario, { ambitoId, id }, contenuto),
    ];
    await tx.query(INVIA, valori).catch((error: unknown) => {
      throw isViolation(error, 'FOREIGN_KEY')
        ? rifiuto('destinatario', 'L’ambito indicato non esiste: correggilo.')
        : error;
    });
    return current(await trova(tx, { id }), 1);
  });
}

export const accettaInvio = (tx: Tx, input: PassoInvioInput): Promise<Invio> => passo(tx, AzioneInvio.ACCETTA, input);

export const rifiutaInvio = (tx: Tx, cifrario: Cifrario, input: MotivoInvioInput): Promise<Invio> =>
  passo(tx, AzioneInvio.RIFIUTA, input, (invio) => testo(cifrario, invio, 'risposta', input.motivo));

/**
 * Lets the receiver read what is in it. A transfer ends the case here, in the same transaction: from this moment somebody
 * else follows the family.
 */
export const consegnaInvio = (tx: Tx, input: PassoInvioInput): Promise<Invio> =>
  passo(tx, AzioneInvio.CONSEGNA, input, async (invio) => {
    if (invio.tipo === TipoInvio.TRASFERIMENTO) {
      await chiudi(tx, await requireCaso(tx, invio.casoId), EsitoCaso.TRASFERIMENTO);
    }
    return {};
  });

export const concludiInvio = (tx: Tx, cifrario: Cifrario, input: ConcludiInvioInput): Promise<Invio> =>
  passo(tx, AzioneInvio.CONCLUDI, input, async (invio) => {
    return { esito: input.esito, ...(await testo(cifrario, invio, 'relazioneFinale', input.relazione)) };
  });

/** Takes it back: with the step the key of the envelope is destroyed, so that the receiver's copy is unreadable, here and in any backup. */
export const ritiraInvio = (tx: Tx, cifrario: Cifrario, input: MotivoInvioInput): Promise<Invio> =>
  passo(
    tx,
    AzioneInvio.RITIRA,
    input,
    (invio) => testo(cifrario, invio, 'motivoRitiro', input.motivo),
    // The database has destroyed it with the step; this process may still have it open.
    async (invio) => cifrario.chiavi.dimentica({ ambito: invio.ambitoId, persona: chiaveDelContenuto(invio) }),
  );

export const confermaCancellazione = (tx: Tx, input: PassoInvioInput): Promise<Invio> =>
  passo(tx, AzioneInvio.CONFERMA_CANCELLAZIONE, input);

export const dichiaraConservazione = (tx: Tx, cifrario: Cifrario, input: DichiaraConservazioneInput): Promise<Invio> =>
  passo(tx, AzioneInvio.DICHIARA_CONSERVAZIONE, input, async (invio) => {
    if (!baseDi(input.base)) {
      throw rifiuto('base', 'La base giuridica non è tra quelle previste: scegline una di basiGiuridiche.');
    }
    return { baseConservazione: input.base, ...(await testo(cifrario, invio, 'dichiarazione', input.motivo)) };
  });

export interface PresaInCarico {
  /** Of the case, for whoever repeats the request. */
  readonly id: string;
  readonly caso: Caso;
  readonly invio: Invio;
}

/** Opens a case of the receiver's own from a transfer: people are encrypted anew, under keys of their own. */
export function prendiInCarico(tx: Tx, cifrario: Cifrario, input: PrendiInCaricoInput): Promise<PresaInCarico> {
  const { invio: codice, versione } = input;
  const reread = async (id: string): Promise<PresaInCarico | null> => {
    const invio = await rilettura(tx)(null, codice);
    const [caso] = invio?.casoRicevente ? await casoByCodice(tx, [invio.casoRicevente], annota(tx)) : [];
    return invio && caso ? { id, caso, invio } : null;
  };
  return once(tx, { operazione: 'invio.prendi-in-carico', input, reread }, async () => {
    const prima = current(await trova(tx, { codice }), versione);
    annotaInvio(tx, prima);
    transizioniInvio.next(prima.stato, AzioneInvio.PRENDI_IN_CARICO, tx.identity, vistoDa(prima, tx.identity));
    const contenuto = await apriContenuto(cifrario, prima);
    const persone = [...(contenuto?.minori ?? []), ...(contenuto?.adulti ?? [])].filter(haUnNome);
    if (persone.length === 0) {
      throw new DomainError('TRANSIZIONE_NON_AMMESSA', 'Nell’invio non ci sono nomi: apri il caso con i dati che hai.');
    }
    const { equipe = null, comune = null } = input;
    const caso = await apriCasoCon(tx, cifrario, { apertoIl: null, equipe, comune, nucleo: null, persone });
    await copiaProvvedimenti(tx, caso, contenuto?.provvedimenti ?? []);
    const seen = { where: { ambitoId: prima.ambitoId, id: prima.id }, versione, comment: 'invio.prendiInCarico' };
    const invio = await updateVersioned(tx, Invio, seen, { casoRicevente: caso.codice });
    return { id: caso.id, caso, invio };
  });
}

const COPIA = `
  /* invio.copiaProvvedimenti */
  INSERT INTO provvedimento (id, caso_id, autorita, tipo, data)
  SELECT gen_random_uuid(), $1, * FROM unnest($2::text[], $3::text[], $4::date[])`;

/** What a court ordered and holds goes on holding for who takes charge; only child protection keeps it. */
async function copiaProvvedimenti(tx: Tx, caso: Caso, ricevuti: readonly ProvvedimentoInviato[]): Promise<void> {
  const inVigore = ricevuti.filter(({ revocatoIl }) => revocatoIl === null);
  if (caso.servizio !== ServizioCaso.TUTELA || inVigore.length === 0) {
    return;
  }
  const colonna = <K extends keyof ProvvedimentoInviato>(nome: K) => inVigore.map((uno) => uno[nome]);
  await tx.query(COPIA, [caso.id, colonna('autorita'), colonna('tipo'), colonna('data')]);
}

const haUnNome = <P extends { nome: string | null; cognome: string | null }>(
  persona: P,
): persona is P & { nome: string; cognome: string } => persona.nome !== null && persona.cognome !== null;

type Cambio = QueryDeepPartialEntity<Invio>;

/** One step of either side, from the versione that was seen; once for each key. */
function passo(
  tx: Tx,
  azione: AzioneInvio,
  input: InputSullInvio,
  cambia: (invio: Invio) => Promise<Cambio> = async () => ({}),
  poi: (invio: Invio) => Promise<void> = async () => undefined,
): Promise<Invio> {
  const operazione = `invio.${azione.toLowerCase().replaceAll('_', '-')}`;
  return once(tx, { operazione, input, reread: rilettura(tx) }, async () => {
    const { invio: codice, versione } = input;
    const prima = current(await trova(tx, { codice }), versione);
    annotaInvio(tx, prima);
    const stato = transizioniInvio.next(prima.stato, azione, tx.identity, vistoDa(prima, tx.identity));
    const where = { ambitoId: prima.ambitoId, id: prima.id };
    const cambio = await cambia(prima);
    const dopo = await updateVersioned(tx, Invio, { where, versione, comment: operazione }, { ...cambio, stato });
    await poi(dopo);
    return dopo;
  });
}

const testo = async (cifrario: Cifrario, invio: Invio, quale: TestoInvio, scritto: string): Promise<Cambio> => ({
  [quale]: await cifraTesto(cifrario, invio, quale, scritto),
});

const trova = (tx: Tx, where: FindOptionsWhere<Invio>): Promise<Invio | null> =>
  tx.repo(Invio).findOne({ where, comment: 'invio.trova' });

const annotaInvio = (tx: Tx, { id, ambitoId: ambito }: Invio): void =>
  registra(tx, { scopo: scopoDi(tx.identity) }, 'Invio', { id, ambito });

/** What is read on the way to a write is in the log as a reading. */
const annota =
  (tx: Tx): Nomina =>
  (tipo, oggetti) =>
    registra(tx, { scopo: scopoDi(tx.identity), operazione: 'LETTURA' }, tipo, oggetti);

/** The answer of a repeated request: a read of its own, and in the log as such. */
const rilettura = (tx: Tx) => async (id: string | null, codice?: string) => {
  const invio = await trova(tx, id === null ? { codice: codice! } : { id });
  nominaInvii(annota(tx), [invio]);
  return invio;
};

async function requireCaso(tx: Tx, id: string): Promise<Caso> {
  const [riga] = await tx.query<{ codice: string }>('/* invio.codiceDelCaso */ SELECT codice FROM caso WHERE id = $1', [
    id,
  ]);
  const [caso] = riga ? await casoByCodice(tx, [riga.codice], annota(tx)) : [];
  return requireSeguito(caso ?? null);
}

function requireSeguito(caso: Caso | null): Caso {
  if (caso === null || caso.inEmergenza) {
    throw new DomainError('NON_TROVATO', 'Il caso non esiste, o non lo segui.');
  }
  if (caso.stato === StatoCaso.CHIUSO) {
    throw new DomainError('TRANSIZIONE_NON_AMMESSA', 'Il caso è chiuso: non si può più inviare nulla.');
  }
  return caso;
}

function requireDestinatario({ ambito, servizio, asst, ente }: DestinatarioInvioInput, mio: number): Destinazione {
  const detti = [ambito, asst, ente].filter((detto) => (detto ?? null) !== null);
  if (detti.length !== 1 || ((ambito ?? null) === null) !== ((servizio ?? null) === null)) {
    throw rifiuto('destinatario', 'Indica un solo destinatario: un ambito con il suo servizio, una ASST o un ente.');
  }
  if (ambito === mio) {
    throw rifiuto('destinatario', 'Nel tuo ambito il caso si assegna o si passa, non si invia.');
  }
  const altro = asst ? Destinazione.ASST : Destinazione.ENTE;
  return ambito ? Destinazione.AMBITO : altro;
}

function requireBase(codice: string, verso: Destinazione, campi: readonly CampoInvio[]): void {
  const base = baseDi(codice);
  if (!base) {
    throw rifiuto('base', 'La base giuridica non è tra quelle previste: scegline una di basiGiuridiche.');
  }
  if (!base.verso.includes(verso)) {
    throw rifiuto('base', 'Questa base giuridica non vale per il destinatario: scegline un’altra.');
  }
  const troppi = campi.filter((campo) => !base.campi.includes(campo));
  if (troppi.length > 0) {
    throw rifiuto('campi', `La base giuridica non permette di inviare ${troppi.join(', ')}: togli questi campi.`);
  }
}

const IN_VIGORE = '/* invio.inVigore */ SELECT FROM provvedimento WHERE caso_id = $1 AND revocato_il IS NULL LIMIT 1';

/** Who sends on the order of a court has the order in the case. */
async function requireProvvedimento(tx: Tx, base: string, { id }: Caso): Promise<void> {
  if (base === 'PROVVEDIMENTO_GIUDIZIARIO' && (await tx.query(IN_VIGORE, [id])).length === 0) {
    throw rifiuto('base', 'Nel caso non c’è un provvedimento in vigore: registralo, o scegli un’altra base giuridica.');
  }
}

function requireRelazione(campi: readonly CampoInvio[], relazione: string | null): void {
  if (campi.includes(CampoInvio.RELAZIONE) !== (relazione !== null)) {
    throw rifiuto('relazione', 'La relazione va scritta se è tra i campi, e solo allora.');
  }
  const senzaNomi = !campi.includes(CampoInvio.ANAGRAFICA_MINORI) && !campi.includes(CampoInvio.ANAGRAFICA_ADULTI);
  if (campi.includes(CampoInvio.CODICI_FISCALI) && senzaNomi) {
    throw rifiuto('campi', 'I codici fiscali si inviano con i nomi a cui appartengono: aggiungi le anagrafiche.');
  }
}

/** @returns the day so many days from today, ISO 8601, in Europe/Rome */
const fraGiorni = (giorni: number): string => piuGiorni(oggiARoma(), giorni);
