import type { Nomina } from '@trama/audit/ispezione';
import { registra } from '@trama/audit/registra';
import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { pageOf } from '@trama/database/page';
import { isViolation } from '@trama/database/sql-state';
import { current, updateVersioned } from '@trama/database/versione';
import { giorniTra, oggiARoma } from '@trama/kernel/calendario';
import { ambitoOf } from '@trama/kernel/identity';
import { NaturaAffido, VicinanzaAffido } from '@trama/schema/affido';
import type { Page, PageArgs } from '@trama/schema/page';
import { randomUUID } from 'node:crypto';
import type { FindOptionsWhere, QueryDeepPartialEntity } from 'typeorm';
import { nuovoCodice } from '@trama/kernel/codice';
import { requireGiorno, rifiuto } from '../cartella/rifiuto.service.js';
import { RichiestaAffido } from './richiesta-affido.entity.js';
import type {
  AggiornaRichiestaInput,
  ChiudiRichiestaInput,
  FiltroRichiesteAffido,
  RegistraRichiestaInput,
} from './richiesta-affido.input.js';
import { nominaRichieste } from './richiesta-affido.loader.js';
import { AzioneRichiestaAffido, transizioniRichiestaAffido } from './richiesta-affido.stati.js';

/** Days since the decision, in Europe/Rome: what the Tavolo wants to see fall. */
export const attesaGiorni = ({ decretoData }: RichiestaAffido, oggi = oggiARoma()): number =>
  giorniTra(decretoData, oggi);

/** The birthday is in the case file: here the age grows by a year for each whole year since it was written down. */
export function etaOggi({ etaRegistrata, registrataIl }: RichiestaAffido, oggi = oggiARoma()): number {
  return etaRegistrata + anniDa(registrataIl, oggi);
}

export const etaFratelliOggi = ({ etaFratelliRegistrate, registrataIl }: RichiestaAffido): number[] =>
  etaFratelliRegistrate.map((eta) => eta + anniDa(registrataIl, oggiARoma()));

function anniDa(giorno: string, oggi: string): number {
  const anni = Number(oggi.slice(0, 4)) - Number(giorno.slice(0, 4));
  return anni - (oggi.slice(5) < giorno.slice(5) ? 1 : 0);
}

/** Those that the caller may see, who waits longest first. */
export async function listRichieste(
  tx: Tx,
  nomina: Nomina,
  { stato, ambito }: FiltroRichiesteAffido,
  page: PageArgs,
): Promise<Page<RichiestaAffido>> {
  const where: FindOptionsWhere<RichiestaAffido> = { ...(stato && { stato }), ...(ambito && { ambitoId: ambito }) };
  const keys = ['decretoData', 'codice'] as const;
  const pagina = await pageOf(tx, RichiestaAffido, { where, keys, comment: 'richiestaAffido.list' }, page);
  nominaRichieste(
    nomina,
    pagina.edges.map(({ node }) => node),
  );
  return pagina;
}

const REGISTRA = `
  /* richiestaAffido.registra */
  INSERT INTO richiesta_affido (id, codice, caso_codice, comune_istat, eta, tipo, macrocategoria, natura, fratelli,
    bisogni_speciali, lingue, vicinanza, scuola_istat, parenti, decreto_autorita, decreto_data, eta_fratelli, culture,
    durata_mesi, proroga_mesi)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`;

/**
 * A new request of the caller's ambito. Case and comuni are answered for by the references from the row.
 *
 * @throws DomainError INPUT_NON_VALIDO that names what does not exist in this ambito
 */
export function registraRichiesta(tx: Tx, input: RegistraRichiestaInput): Promise<RichiestaAffido> {
  return once(tx, { operazione: 'richiesta-affido.registra', input, reread: rilettura(tx) }, async () => {
    const ambito = ambitoOf(tx.identity);
    const id = randomUUID();
    const { decreto } = input;
    requireEtaFratelli(input, input.fratelli, input.eta);
    requireGiorno(decreto.data <= oggiARoma(), 'decreto', 'La data del decreto è nel futuro: correggila.');
    registra(tx, { scopo: 'AFFIDO' }, 'RichiestaAffido', { id, ambito });
    const valori = [
      ...[id, nuovoCodice(ambito, 'R'), input.caso ?? null, input.comune, input.eta, input.tipo, input.macrocategoria],
      ...[input.natura ?? NaturaAffido.GIUDIZIALE, input.fratelli, input.bisogniSpeciali, unici(input.lingue)],
      ...[input.vicinanza ?? VicinanzaAffido.INDIFFERENTE, input.scuola ?? null, unici(input.parenti)],
      ...[decreto.autorita.trim(), decreto.data, input.etaFratelli ?? [], unici(input.culture)],
      ...[decreto.durataMesi ?? null, decreto.prorogaMesi],
    ];
    await tx.query(REGISTRA, valori).catch(riferimenti);
    return current(await trova(tx, { id }), 1);
  });
}

/** Changes what is looked for, while nobody is proposed: a proposal stands on what was asked when it was made. */
export function aggiornaRichiesta(tx: Tx, input: AggiornaRichiestaInput): Promise<RichiestaAffido> {
  const { tipo, natura, bisogniSpeciali, lingue, culture, vicinanza, scuola, parenti, prorogaMesi } = input;
  const detti = { tipo, natura, bisogniSpeciali, vicinanza, scuolaIstat: scuola, prorogaMesi };
  const nuovi = {
    ...Object.fromEntries(Object.entries(detti).filter(([, valore]) => (valore ?? null) !== null)),
    ...(lingue && { lingue: unici(lingue) }),
    ...(culture && { culture: unici(culture) }),
    ...(parenti && { parenti: unici(parenti) }),
  } as QueryDeepPartialEntity<RichiestaAffido>;
  return passo(tx, AzioneRichiestaAffido.AGGIORNA, input, (r) => ({ ...nuovi, ...fratelliOggi(input, r) }));
}

/** Ages are said as they are today, and kept as on the day of registration. */
function fratelliOggi(input: AggiornaRichiestaInput, r: RichiestaAffido): QueryDeepPartialEntity<RichiestaAffido> {
  if (!input.etaFratelli) {
    return {};
  }
  requireEtaFratelli(input, r.fratelli, etaOggi(r));
  const cresciuti = etaOggi(r) - r.etaRegistrata;
  return { etaFratelliRegistrate: input.etaFratelli.map((eta) => eta - cresciuti) };
}

function requireEtaFratelli(
  { etaFratelli }: Pick<RegistraRichiestaInput, 'etaFratelli'>,
  fratelli: number,
  eta: number,
) {
  if (etaFratelli && etaFratelli.length !== fratelli) {
    throw rifiuto('etaFratelli', `Serve un’età per ogni fratello, qui ${fratelli}: correggi fratelli o etaFratelli.`);
  }
  if (etaFratelli?.some((sua) => sua < eta)) {
    throw rifiuto('etaFratelli', 'eta è quella del più piccolo: nessuna delle altre può essere minore.');
  }
}

export const chiudiRichiesta = (tx: Tx, input: ChiudiRichiestaInput): Promise<RichiestaAffido> =>
  passo(tx, AzioneRichiestaAffido.CHIUDI, input, () => ({ motivoChiusura: input.motivo.trim() }));

interface SullaRichiesta {
  readonly chiaveIdempotenza: string;
  readonly richiesta: string;
  readonly versione: number;
}

function passo(
  tx: Tx,
  azione: AzioneRichiestaAffido,
  input: SullaRichiesta,
  nuovi: (richiesta: RichiestaAffido) => QueryDeepPartialEntity<RichiestaAffido>,
): Promise<RichiestaAffido> {
  const operazione = `richiesta-affido.${azione.toLowerCase()}`;
  return once(tx, { operazione, input, reread: rilettura(tx) }, async () => {
    const { richiesta: codice, versione } = input;
    const richiesta = current(await trova(tx, { codice }), versione);
    const { id, ambitoId } = richiesta;
    registra(tx, { scopo: 'AFFIDO' }, 'RichiestaAffido', { id, ambito: ambitoId });
    const stato = transizioniRichiestaAffido.next(richiesta.stato, azione, tx.identity);
    const seen = { where: { ambitoId, id }, versione, comment: operazione };
    return updateVersioned(tx, RichiestaAffido, seen, { ...nuovi(richiesta), stato }).catch(riferimenti);
  });
}

const trova = (tx: Tx, where: FindOptionsWhere<RichiestaAffido>): Promise<RichiestaAffido | null> =>
  tx.repo(RichiestaAffido).findOne({ where, comment: 'richiestaAffido.trova' });

/** The answer of a repeated request: a read of its own, and in the log as such. */
const rilettura = (tx: Tx) => (id: string) => {
  registra(tx, { scopo: 'AFFIDO', operazione: 'LETTURA' }, 'RichiestaAffido', { id, ambito: ambitoOf(tx.identity) });
  return trova(tx, { id });
};

const unici = (testi: readonly string[] | null | undefined): string[] => [...new Set(testi ?? [])].sort();

/** Which reference of the row does not exist, by the name of its constraint. */
const MANCANTI: Readonly<Record<string, readonly [campo: string, frase: string]>> = {
  richiesta_affido_ambito_id_comune_istat_fkey: [
    'comune',
    'Il comune non è tra quelli del tuo ambito: correggi il codice ISTAT.',
  ],
  richiesta_affido_ambito_id_caso_codice_fkey: [
    'caso',
    'Nel tuo ambito non c’è un caso con questo codice: controllalo carattere per carattere.',
  ],
  richiesta_affido_scuola_istat_fkey: ['scuola', 'Il comune della scuola non esiste: correggi il codice ISTAT.'],
};

function riferimenti(error: unknown): never {
  const mancante = isViolation(error, 'FOREIGN_KEY') && MANCANTI[(error as { constraint?: string }).constraint ?? ''];
  throw mancante ? rifiuto(...mancante) : error;
}
