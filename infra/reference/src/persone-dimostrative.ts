import { magazzinoChiaviSql } from '@trama/crypto/chiavi-sql';
import { caricaFileChiavi, Cifrario, type FileChiavi } from '@trama/crypto/cifrario';
import { type Result, rowsOf } from '@trama/database/rows';
import type { DataSource } from 'typeorm';
import type { Esito } from './caricamento.js';

/** Runs one statement as the owner of the tables. */
export type Proprietario = <Row extends object>(statement: string, values?: readonly unknown[]) => Promise<Row[]>;

/** Demonstration people: encrypted like real ones, and loaded where they are missing only, because people work on them. */
export interface PersoneDimostrative {
  /** @returns how many records were missing */
  readonly carica: (owner: Proprietario, cifrario: Cifrario) => Promise<number>;
  /** @returns how many records were there */
  readonly togli: (owner: Proprietario) => Promise<number>;
}

interface Quali {
  readonly name: string;
  readonly seme: { readonly persone?: PersoneDimostrative };
  readonly keysDir?: string | undefined;
}

/**
 * The keys of a subgraph that keeps data of people, if it was given any.
 *
 * @throws ChiaviError when they are not there or others can read them; Error when the database has data under a key that
 * is not among them: with another in its place, what is written from now on could be read, and what is there could not
 */
export async function chiaviDi(source: DataSource, { seme, keysDir }: Quali): Promise<FileChiavi | null> {
  if (!seme.persone || keysDir === undefined) {
    return null;
  }
  const chiavi = await caricaFileChiavi(keysDir);
  const usate = await source.query<Array<{ kek: string }>>(
    'SELECT DISTINCT kek FROM chiave_dati WHERE distrutta_il IS NULL',
  );
  const perse = usate.filter(({ kek }) => !chiavi.kek.conId(kek)).map(({ kek }) => kek);
  if (perse.length > 0) {
    throw new Error(`the data of people needs ${perse.join(', ')}, not in ${keysDir}: put that file of keys back`);
  }
  return chiavi;
}

/** Loads the demonstration people with `chiavi`, removes them without; in one transaction, but for the keys themselves. */
export async function preparaPersone(
  source: DataSource,
  { name, seme: { persone } }: Quali,
  chiavi: FileChiavi | null,
): Promise<Esito[]> {
  if (!persone) {
    return [];
  }
  const quante = await source.transaction(async (manager) => {
    const owner: Proprietario = async <Row extends object>(statement: string, values: readonly unknown[] = []) =>
      rowsOf(await manager.query<Result<Row>>(statement, [...values]));
    return chiavi ? persone.carica(owner, cifrarioDi(source, chiavi)) : persone.togli(owner);
  });
  const [nuove, tolte] = chiavi ? [quante, 0] : [0, quante];
  return [{ tabella: `casi di ${name}`, origine: 'DIMOSTRATIVO', nuove, cambiate: 0, uguali: 0, tolte }];
}

const cifrarioDi = (source: DataSource, chiavi: FileChiavi): Cifrario =>
  Cifrario.da(
    chiavi,
    magazzinoChiaviSql(async (_ambito, testo, valori) =>
      rowsOf(await source.query<Result<object>>(testo, [...valori])),
    ),
  );
