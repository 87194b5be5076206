import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { DataSource, EntityManager } from 'typeorm';
import { carica, type Carico, caricaIn, type Esito, quote } from './caricamento.js';

/** What the rows of a seed depend on. */
export interface Dipendenze {
  /** SHA-256 of the program that seeds, with all that it imports. */
  readonly codice: string;
  readonly demo: boolean;
  readonly migrazioni: readonly string[];
  /** Every file that the seed reads is in one of these, at whatever depth. */
  readonly cartelle: readonly string[];
}

type Parte = Pick<Carico, 'tabella' | 'origine'>;

interface Nota {
  readonly parti: readonly Parte[];
  readonly stato: string;
}

interface Ritrovate {
  readonly conti: readonly number[];
  readonly stato: string;
}

export function improntaDelSeme({ codice, demo, migrazioni, cartelle }: Dipendenze): string {
  const tutte = createHash('sha256');
  const { locale } = new Intl.NumberFormat().resolvedOptions();
  tutte.update(JSON.stringify([codice, demo, migrazioni, process.version, locale]));
  cartelle.forEach((cartella, n) =>
    fileIn(cartella).forEach((nome) => {
      const file = createHash('sha256').update(readFileSync(join(cartella, nome)));
      tutte.update(JSON.stringify([n, nome, file.digest('hex')]));
    }),
  );
  return tutte.digest('hex');
}

const fileIn = (cartella: string): string[] =>
  readdirSync(cartella, { recursive: true, withFileTypes: true })
    .filter((voce) => voce.isFile())
    .map((voce) => relative(cartella, join(voce.parentPath, voce.name)))
    .sort();

/** @returns what seeding would say, every row equal; null where something is not as the seed left it, or was never seeded */
export async function ritrova(source: DataSource, impronta: string): Promise<Esito[] | null> {
  const nota = await notaDi(source, impronta);
  if (!nota) {
    return null;
  }
  const { stato, conti } = await leggi(source, nota.parti);
  return stato === nota.stato
    ? nota.parti.map((parte, i) => ({ ...parte, nuove: 0, cambiate: 0, uguali: conti[i]!, tolte: 0 }))
    : null;
}

/** Asked before the migrations run: an empty database has no notes. */
async function notaDi(source: DataSource, impronta: string): Promise<Nota | undefined> {
  const [tabella] = await source.query<Array<{ manca: boolean }>>(
    `/* semina.tabella */ SELECT to_regclass('trama.semina') IS NULL AS manca`,
  );
  const note = tabella!.manca
    ? []
    : await source.query<Nota[]>('/* semina.nota */ SELECT parti, stato FROM trama.semina WHERE impronta = $1', [
        impronta,
      ]);
  return note[0];
}

/** Seeds, and notes what came of it in the same transaction, for the next time; without an `impronta` it notes nothing. */
export async function semina(
  source: DataSource,
  impronta: string | null,
  carichi: readonly Carico[],
): Promise<Esito[]> {
  if (impronta === null) {
    return carica(source, carichi);
  }
  const parti = partiDi(carichi);
  return source.transaction(async (manager) => {
    await ferma(manager, parti);
    const esiti = await caricaIn(manager, carichi);
    const { stato } = await leggi(manager, parti);
    await manager.query(
      `/* semina.scrivi */ INSERT INTO trama.semina (impronta, parti, stato) VALUES ($1, $2, $3)
       ON CONFLICT (unica) DO UPDATE SET impronta = EXCLUDED.impronta, parti = EXCLUDED.parti, stato = EXCLUDED.stato`,
      [impronta, JSON.stringify(parti), stato],
    );
    return esiti;
  });
}

function partiDi(carichi: readonly Carico[]): Parte[] {
  const parti = carichi.map(({ tabella, origine }): [string, Parte] => [`${tabella} ${origine}`, { tabella, origine }]);
  return [...new Map(parti).values()];
}

/** A change by somebody else between the seeding of a table and the note would be noted as seeded. */
async function ferma(manager: EntityManager, parti: readonly Parte[]): Promise<void> {
  const tabelle = [...new Set(parti.map(({ tabella }) => quote(tabella)))];
  await manager.query(`/* semina.ferma */ LOCK TABLE ${tabelle.join(', ')} IN SHARE ROW EXCLUSIVE MODE`);
}

/** Of the rows themselves, because the application writes some of these tables too: a mark would make its writers wait for each other. */
async function leggi(db: DataSource | EntityManager, parti: readonly Parte[]): Promise<Ritrovate> {
  const righe = await db.query<Array<{ quante: number; impronta: string }>>(
    `/* semina.stato */
     ${parti.map(statementDi).join(' UNION ALL ')}
     UNION ALL SELECT ${parti.length}, 0, ${SHA256('name')} FROM migrazione
     ORDER BY posto`,
    parti.map(({ origine }) => origine),
  );
  const stato = createHash('sha256').update(JSON.stringify(righe.map(({ impronta }) => impronta)));
  return { conti: righe.map(({ quante }) => quante), stato: stato.digest('hex') };
}

const statementDi = ({ tabella }: Parte, i: number): string =>
  `SELECT ${i} AS posto, count(*)::int AS quante, ${SHA256('(t.*)::text')} AS impronta FROM ${quote(tabella)} t WHERE origine = $${i + 1}`;

const SHA256 = (testo: string): string =>
  `encode(sha256(convert_to(coalesce(string_agg(${testo}, E'\\n' ORDER BY ${testo} COLLATE "C"), ''), 'UTF8')), 'hex')`;
