import { registra } from '@trama/audit/registra';
import type { Cifrario } from '@trama/crypto/cifrario';
import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { pageOf } from '@trama/database/page';
import { isViolation } from '@trama/database/sql-state';
import { oggiARoma } from '@trama/kernel/calendario';
import { DomainError } from '@trama/kernel/errors';
import { ambitoOf } from '@trama/kernel/identity';
import type { Page, PageArgs } from '@trama/schema/page';
import { createHash, randomUUID } from 'node:crypto';
import { scopoDi, servizioDi } from '../cartella/caso.service.js';
import { nuovoCodice } from '@trama/kernel/codice';
import { cifraPersona, inserisciPersoneDi } from '../cartella/persona.service.js';
import { COLONNE } from './colonne.js';
import { type CasoImportato, controlla } from './controllo.js';
import { ImportazioneCasi } from './importazione.entity.js';
import type {
  FileCasiInput,
  ModelloImportazione,
  ProvaCasiInput,
  ResocontoImportazione,
} from './importazione.input.js';
import { leggiRighe, type Riga } from './lettura.js';
import { GravitaProblema, type Problema } from './problema.js';

/** How a file is made: the headings, and one person who does not exist. */
export function modello(): ModelloImportazione {
  const righe = [COLONNE.map(({ nome }) => nome), COLONNE.map(({ esempio }) => esempio)];
  const testo = `\uFEFF${righe.map((celle) => celle.join(';')).join('\r\n')}\r\n`;
  return {
    contenuto: Buffer.from(testo).toString('base64'),
    colonne: COLONNE.map(({ nome, descrizione, obbligatoria, delCaso, ammessi }) => {
      return { nome, descrizione, obbligatoria, delCaso, ammessi: ammessi ? [...ammessi] : null };
    }),
  };
}

const LUOGHI = `
  /* importazione.luoghi */
  SELECT (SELECT coalesce(array_agg(codice), '{}') FROM equipe) AS equipe,
         (SELECT coalesce(array_agg(codice_istat), '{}') FROM comune WHERE ambito_id = $1) AS comuni`;

const IMPORTATI = '/* importazione.importati */ SELECT codice FROM trama.codici_importati($1, $2) AS c (codice)';

interface Letto {
  readonly righe: readonly Riga[];
  readonly casi: readonly CasoImportato[];
  readonly problemi: readonly Problema[];
}

async function leggi(tx: Tx, { fonte, contenuto }: ProvaCasiInput): Promise<Letto> {
  const { righe, problemi } = leggiRighe(Buffer.from(contenuto, 'base64'));
  if (problemi.length > 0) {
    return { righe, casi: [], problemi };
  }
  const [luoghi] = await tx.query<{ equipe: string[]; comuni: string[] }>(LUOGHI, [ambitoOf(tx.identity)]);
  const codici = [...new Set(righe.map(({ codice_esterno: codice }) => codice))];
  const importati = await tx.query<{ codice: string }>(IMPORTATI, [fonte, codici]);
  const esito = controlla(righe, {
    oggi: oggiARoma(),
    servizio: servizioDi(tx.identity),
    equipe: new Set(luoghi!.equipe),
    comuni: new Set(luoghi!.comuni),
    importati: new Set(importati.map(({ codice }) => codice)),
  });
  return { righe, ...esito };
}

const isErrore = ({ gravita }: Problema) => gravita === GravitaProblema.ERRORE;
const conComune = (casi: readonly CasoImportato[]) => casi.filter(({ comune }) => comune !== null).length;

/** What a file would do, and every problem in it; nothing is written. */
export async function prova(tx: Tx, input: ProvaCasiInput): Promise<ResocontoImportazione> {
  const { righe, casi, problemi } = await leggi(tx, input);
  return {
    righe: righe.length,
    casi: casi.length,
    chiusi: casi.filter(({ chiusoIl }) => chiusoIl !== null).length,
    persone: casi.reduce((somma, { persone }) => somma + persone.length, 0),
    nuclei: conComune(casi),
    importabile: !problemi.some(isErrore),
    problemi: [...problemi],
  };
}

/**
 * Opens all cases of a file, or none. The caller is the first to follow each. A fixed number of statements, however many
 * the rows.
 *
 * @throws DomainError INPUT_NON_VALIDO when something in the file is wrong, or is to be confirmed: the dry run says what
 */
export function importa(tx: Tx, cifrario: Cifrario, input: FileCasiInput): Promise<ImportazioneCasi> {
  const reread = (id: string) => trova(tx, id);
  return once(tx, { operazione: 'importazione.importa', input, reread }, async () => {
    const { casi, problemi } = await leggi(tx, input);
    requireImportabile(problemi, input.confermaAvvisi);
    const id = await scriviImportazione(tx, input, casi, problemi.length);
    await scriviCasi(tx, cifrario, { id, fonte: input.fonte }, casi).catch((error: unknown) => {
      throw isViolation(error, 'UNIQUE') ? giaImportati() : error;
    });
    return (await trova(tx, id))!;
  });
}

function requireImportabile(problemi: readonly Problema[], conferma: boolean): void {
  const errori = problemi.filter(isErrore);
  if (errori.length > 0) {
    const righe = [...new Set(errori.map(({ riga }) => riga))].slice(0, 10).join(', ');
    throw nonImportato(`Il file ha ${errori.length} errori, alle righe ${righe}: provaImportazioneCasi dice quali.`);
  }
  if (problemi.length > 0 && !conferma) {
    throw nonImportato(
      `Il file ha ${problemi.length} avvisi: leggili con provaImportazioneCasi, e conferma.`,
      'confermaAvvisi',
    );
  }
}

const nonImportato = (frase: string, campo = 'contenuto') =>
  new DomainError('INPUT_NON_VALIDO', frase, { extensions: { campi: [campo] } });
const giaImportati = () =>
  nonImportato('Qualcun altro ha appena importato alcuni di questi casi: ripeti la prova, che dice quali.');

const IMPORTAZIONE = `
  /* importazione.scrivi */
  INSERT INTO importazione_casi (id, servizio, fonte, impronta, casi, persone, nuclei, avvisi) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

async function scriviImportazione(
  tx: Tx,
  { fonte, contenuto }: FileCasiInput,
  casi: readonly CasoImportato[],
  avvisi: number,
): Promise<string> {
  const id = randomUUID();
  const impronta = createHash('sha256').update(Buffer.from(contenuto, 'base64')).digest('hex');
  const persone = casi.reduce((somma, caso) => somma + caso.persone.length, 0);
  const valori = [id, servizioDi(tx.identity), fonte, impronta, casi.length, persone, conComune(casi), avvisi];
  await tx.query(IMPORTAZIONE, valori);
  return id;
}

const NUCLEI = `
  /* importazione.nuclei */
  INSERT INTO nucleo (id, codice, comune_istat, importazione_id)
  SELECT id, codice, comune, $1 FROM unnest($2::uuid[], $3::text[], $4::text[]) AS n (id, codice, comune)`;

const CASI = `
  /* importazione.casi */
  INSERT INTO caso (id, codice, servizio, aperto_il, equipe, nucleo_id, importazione_id, fonte_esterna, codice_esterno)
  SELECT id, codice, $2, aperto, equipe, nucleo, $1, $3, esterno
  FROM unnest($4::uuid[], $5::text[], $6::date[], $7::text[], $8::uuid[], $9::text[])
    AS c (id, codice, aperto, equipe, nucleo, esterno)`;

const CHIUSI = `
  /* importazione.chiusi */
  UPDATE caso SET stato = 'CHIUSO', chiuso_il = c.chiuso, esito = c.esito, versione = versione + 1
  FROM unnest($1::uuid[], $2::date[], $3::text[]) AS c (id, chiuso, esito) WHERE caso.id = c.id`;

interface DaScrivere extends CasoImportato {
  readonly id: string;
  readonly nucleo: string | null;
}

async function scriviCasi(
  tx: Tx,
  cifrario: Cifrario,
  { id: importazione, fonte }: { readonly id: string; readonly fonte: string },
  importati: readonly CasoImportato[],
): Promise<void> {
  const ambito = ambitoOf(tx.identity);
  const casi = importati.map((caso): DaScrivere => {
    return { ...caso, id: randomUUID(), nucleo: caso.comune === null ? null : randomUUID() };
  });
  const conNucleo = casi.filter(({ nucleo }) => nucleo !== null);
  const atto = { scopo: scopoDi(tx.identity) };
  registra(
    tx,
    atto,
    'Caso',
    casi.map(({ id }) => ({ id, ambito })),
  );
  registra(
    tx,
    atto,
    'Nucleo',
    conNucleo.map(({ nucleo }) => ({ id: nucleo, ambito })),
  );
  const persone = await cifra(cifrario, ambito, casi);
  registra(
    tx,
    atto,
    'Persona',
    persone.map(({ persona }) => ({ id: persona.id, ambito })),
  );
  const nuclei = conNucleo.map(({ nucleo, comune }) => ({ nucleo, comune, codice: nuovoCodice(ambito, 'N') }));
  await tx.query(NUCLEI, [
    importazione,
    nuclei.map(({ nucleo }) => nucleo),
    nuclei.map(({ codice }) => codice),
    nuclei.map(({ comune }) => comune),
  ]);
  const colonna = <K extends keyof DaScrivere>(nome: K) => casi.map((caso) => caso[nome]);
  await tx.query(CASI, [
    ...[importazione, servizioDi(tx.identity), fonte, colonna('id'), casi.map(() => nuovoCodice(ambito, 'C'))],
    ...[colonna('apertoIl'), colonna('equipe'), colonna('nucleo'), colonna('codiceEsterno')],
  ]);
  await inserisciPersoneDi(tx, persone);
  const chiusi = casi.filter(({ chiusoIl }) => chiusoIl !== null);
  // After the people: nobody is added to a closed case.
  await tx.query(CHIUSI, [
    chiusi.map(({ id }) => id),
    chiusi.map(({ chiusoIl }) => chiusoIl),
    chiusi.map(({ esito }) => esito),
  ]);
}

/** Each person under a key of the own, all keys made together. */
async function cifra(cifrario: Cifrario, ambito: number, casi: readonly DaScrivere[]) {
  const persone = casi.flatMap(({ id: caso, persone: sue }) =>
    sue.map((inChiaro) => ({ caso, inChiaro, id: randomUUID() })),
  );
  await cifrario.chiavi.preparaNuove(
    ambito,
    persone.map(({ id }) => id),
  );
  return Promise.all(
    persone.map(async ({ caso, inChiaro, id }) => ({
      caso,
      persona: await cifraPersona(cifrario, ambito, inChiaro, id),
    })),
  );
}

const trova = (tx: Tx, id: string): Promise<ImportazioneCasi | null> =>
  tx.repo(ImportazioneCasi).findOne({ where: { id }, comment: 'importazione.trova' });

/** The imports of the caller's own service, the oldest first. */
export const listImportazioni = (tx: Tx, page: PageArgs): Promise<Page<ImportazioneCasi>> =>
  pageOf(tx, ImportazioneCasi, { where: {}, keys: ['importataIl', 'id'], comment: 'importazione.list' }, page);
