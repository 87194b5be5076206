import { inspect, type Ispezione, type ModoIspezione, type Nomina } from '@trama/audit/ispezione';
import type { Scopo } from '@trama/audit/scopi';
import type { Database, Tx } from '@trama/database/database';
import type { Identity } from '@trama/kernel/identity';
import DataLoader from 'dataloader';

/** A batch function: as many answers as keys, in the order of the keys. */
export type Batch<K, V> = (tx: Tx, keys: readonly K[]) => Promise<readonly V[]>;

/** A batch function that needs an argument of the field besides the key. */
export type BatchWith<K, V, A extends string | number> = (
  tx: Tx,
  keys: readonly K[],
  argument: A,
) => Promise<readonly V[]>;

/** A batch function that reads people: it also names the records it found, and those it did not. */
export type BatchIspezione<K, V> = (tx: Tx, keys: readonly K[], nomina: Nomina) => Promise<readonly V[]>;

/** What a resolver may touch. Built once per request, so that a loader's cache dies with it. */
export class SubgraphContext {
  private readonly loaders = new Map<unknown, Map<unknown, DataLoader<never, unknown>>>();

  constructor(
    readonly identity: Identity,
    private readonly database: Database,
    private readonly statistics: Database,
  ) {}

  readonly db = {
    read: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => this.database.read(this.identity, work),
    write: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
      this.loaders.clear();
      return this.database.write(this.identity, work);
    },
    /** Reads records of people, for a purpose: who did is in the access log before the value is here. */
    inspect: <T>(scopo: Scopo, work: Ispezione<T>, modo?: ModoIspezione): Promise<T> =>
      inspect(this.database, this.identity, scopo, work, modo),
  };

  /** Published figures only: the login behind this door has no other table to read. */
  readonly published = {
    read: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => this.statistics.read(this.identity, work),
    loadWith: <K, V, A extends string | number>(batch: BatchWith<K, V, A>, argument: A, key: K): Promise<V> =>
      this.loader<K, V>(this.published, batch, argument, (tx, keys) => batch(tx, keys, argument)).load(key),
  };

  /** The value of one key; all keys asked in one turn make one statement. */
  load<K, V>(batch: Batch<K, V>, key: K): Promise<V> {
    return this.loader<K, V>(this.db, batch, null, (tx, keys) => batch(tx, keys)).load(key);
  }

  /** The same for a field with an argument: one statement for each different argument. */
  loadWith<K, V, A extends string | number>(batch: BatchWith<K, V, A>, argument: A, key: K): Promise<V> {
    return this.loader<K, V>(this.db, batch, argument, (tx, keys) => batch(tx, keys, argument)).load(key);
  }

  /** The same for records of people: all keys asked in one turn are read, and written in the log, together. */
  loadInspected<K, V>(batch: BatchIspezione<K, V>, scopo: Scopo, key: K): Promise<V> {
    const make = () => new DataLoader<K, V>((keys) => this.db.inspect(scopo, (tx, nomina) => batch(tx, keys, nomina)));
    return this.loaderOf(batch, scopo, make).load(key);
  }

  private loader<K, V>(door: Door, batch: unknown, argument: unknown, run: Batch<K, V>): DataLoader<K, V> {
    return this.loaderOf(batch, argument, () => new DataLoader<K, V>((keys) => door.read((tx) => run(tx, keys))));
  }

  private loaderOf<K, V>(batch: unknown, argument: unknown, make: () => DataLoader<K, V>): DataLoader<K, V> {
    const byArgument = this.loaders.get(batch) ?? new Map<unknown, DataLoader<never, unknown>>();
    this.loaders.set(batch, byArgument);
    const known = byArgument.get(argument) as DataLoader<K, V> | undefined;
    if (known) {
      return known;
    }
    const loader = make();
    byArgument.set(argument, loader);
    return loader;
  }
}

interface Door {
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
