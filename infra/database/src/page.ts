import { DomainError } from '@trama/kernel/errors';
import type { Page, PageArgs } from '@trama/schema/page';
import type { FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { Tx } from './database.js';

interface Listing<E> {
  readonly where: FindOptionsWhere<E>;
  /** A condition on the row that `where` has no words for; what a caller said is in its parameters. */
  readonly condition?: { readonly sql: string; readonly parameters: ObjectLiteral } | undefined;
  /** Properties that order the list; together they must be unique, so that no row falls between two pages. */
  readonly keys: ReadonlyArray<keyof E & string>;
  /** Names the statement in the database's own statistics. */
  readonly comment: string;
}

/** One page by keyset: the cursor is where the last row stood, so rows written meanwhile move nothing. */
export async function pageOf<E extends ObjectLiteral>(
  tx: Tx,
  entity: new () => E,
  { where, condition, keys, comment }: Listing<E>,
  { first, after }: PageArgs,
): Promise<Page<E>> {
  const list = tx.repo(entity).createQueryBuilder('r').comment(comment);
  if (Object.keys(where).length > 0) {
    list.where(where);
  }
  if (condition) {
    list.andWhere(condition.sql, condition.parameters);
  }
  const all = list.clone();
  keys.forEach((key) => list.addOrderBy(`r.${key}`, 'ASC'));
  if (after) {
    const values = decodeCursor(after, keys.length);
    const marks = values.map((_, i) => `:after${i}`);
    list.andWhere(
      `(${keys.map((key) => `r.${key}`).join(', ')}) > (${marks.join(', ')})`,
      Object.fromEntries(values.map((value, i) => [`after${i}`, value])),
    );
  }
  list.limit(first + 1);
  const [totalCount, rows] = await tx.both(
    () => all.getCount(),
    () => list.getMany(),
  );
  return toPage(rows, totalCount, first, (row) => keys.map((key) => row[key]));
}

/** One page of a list that is already whole in memory, because its parent's batch loaded it. */
export function pageOfList<E>(list: readonly E[], keyOf: (row: E) => string, { first, after }: PageArgs): Page<E> {
  const from = after ? positionAfter(list, keyOf, after) : 0;
  return toPage(list.slice(from, from + first + 1), list.length, first, (row) => [keyOf(row)]);
}

function positionAfter<E>(list: readonly E[], keyOf: (row: E) => string, after: string): number {
  const [key] = decodeCursor(after, 1);
  const position = list.findIndex((row) => keyOf(row) === key);
  if (position < 0) {
    throw invalidCursor();
  }
  return position + 1;
}

/**
 * A page of rows that a statement of its own selected, one more than asked for.
 *
 * @param keysOf where a row stands: what its cursor holds, for `decodeCursor` to give back
 */
export function toPage<E>(
  rows: readonly E[],
  totalCount: number,
  first: number,
  keysOf: (row: E) => unknown[],
): Page<E> {
  const edges = rows.slice(0, first).map((node) => ({ node, cursor: encodeCursor(keysOf(node)) }));
  return { edges, totalCount, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null } };
}

const encodeCursor = (values: readonly unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** @throws DomainError INPUT_NON_VALIDO for a cursor that is not of a list with so many keys */
export function decodeCursor(cursor: string, length: number): Array<string | number> {
  const values = parseCursor(cursor);
  const scalars =
    Array.isArray(values) &&
    values.length === length &&
    values.every((v) => typeof v === 'string' || typeof v === 'number');
  if (!scalars) {
    throw invalidCursor();
  }
  return values;
}

function parseCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

export const invalidCursor = (): DomainError =>
  new DomainError(
    'INPUT_NON_VALIDO',
    'after non è un cursore di questo elenco: usa endCursor della pagina precedente.',
    {
      extensions: { campi: ['after'] },
    },
  );
