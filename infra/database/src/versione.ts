import { DomainError } from '@trama/kernel/errors';
import type { EntityTarget, FindOptionsWhere, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import type { Tx } from './database.js';

/** A row that counts its writes. */
export interface Versioned extends ObjectLiteral {
  versione: number;
}

/** Which row, as the caller saw it. */
export interface Seen<E> {
  readonly where: FindOptionsWhere<E>;
  readonly versione: number;
  /** Names the statement in the database's own statistics. */
  readonly comment: string;
}

/**
 * The row, if it is still as the caller saw it.
 *
 * @throws DomainError NON_TROVATO, for one that is hidden as for one that is missing; CONFLITTO_VERSIONE
 */
export function current<E extends Versioned>(found: E | null, versione: number): E {
  if (found === null) {
    throw notFound();
  }
  if (found.versione !== versione) {
    throw conflict(found.versione);
  }
  return found;
}

/**
 * Changes one row, if it is still as the caller saw it, in one statement: whoever writes at the same moment waits, and
 * then finds another `versione`. Values are those that our code names, never an object that came from a caller.
 *
 * @returns the row as it now is
 * @throws DomainError as `current` does; NON_AUTORIZZATO for a row that the caller may see and not write
 */
export async function updateVersioned<E extends Versioned>(
  tx: Tx,
  entity: EntityTarget<E>,
  seen: Seen<E>,
  changes: QueryDeepPartialEntity<E>,
): Promise<E> {
  const { where, versione, comment } = seen;
  requireOrdinary(tx, entity, where, changes);
  const written = await tx
    .repo(entity)
    .createQueryBuilder()
    .update()
    .set({ ...changes, versione: () => 'versione + 1' })
    .where(where)
    .andWhere('versione = :versione', { versione })
    .returning('*')
    .comment(comment)
    .execute();
  const [row] = written.raw as Array<Record<string, unknown>>;
  return row ? hydrated(tx, entity, row) : refused(tx, entity, seen);
}

/** Zero rows do not say whether it is gone, has moved on or is only to be read; what the caller sees does. */
async function refused<E extends Versioned>(
  tx: Tx,
  entity: EntityTarget<E>,
  { where, versione }: Seen<E>,
): Promise<never> {
  const found = await tx.repo(entity).findOne({ where, comment: 'versione.attuale' });
  if (found?.versione === versione) {
    throw new DomainError('NON_AUTORIZZATO', 'Puoi vedere questo record, ma non modificarlo.');
  }
  throw found === null ? notFound() : conflict(found.versione);
}

/** Faults of our own: a condition that selects the whole table, or a change of what a row is found by. */
function requireOrdinary<E extends Versioned>(
  tx: Tx,
  entity: EntityTarget<E>,
  where: FindOptionsWhere<E>,
  changes: QueryDeepPartialEntity<E>,
): void {
  const { primaryColumns } = tx.repo(entity).metadata;
  const fixed = ['versione', ...primaryColumns.map(({ propertyName }) => propertyName)];
  const keys = Object.values(where).filter((value) => value !== undefined && value !== null);
  if (keys.length === 0 || fixed.some((name) => name in changes)) {
    throw new Error('a versioned update needs a row to change, and changes neither its key nor its versione');
  }
}

function hydrated<E extends Versioned>(tx: Tx, entity: EntityTarget<E>, row: Record<string, unknown>): E {
  const { metadata } = tx.repo(entity);
  const result = metadata.create() as E;
  const { driver } = tx.manager.connection;
  for (const column of metadata.columns) {
    column.setEntityValue(result, driver.prepareHydratedValue(row[column.databaseName], column));
  }
  return result;
}

const notFound = (): DomainError =>
  new DomainError('NON_TROVATO', 'Il record non esiste, o non è tra quelli che puoi vedere.');

const conflict = (versione: number): DomainError =>
  new DomainError(
    'CONFLITTO_VERSIONE',
    'Nel frattempo il record è cambiato: rileggilo e ripeti con la nuova versione.',
    {
      extensions: { versione },
    },
  );
