import { inspect, type Ispezione, type ModoIspezione, type Nomina } from '@trama/audit/ispezione';
import type { Scopo } from '@trama/audit/scopi';
import type { Cifrario } from '@trama/crypto/cifrario';
import type { Database, Tx } from '@trama/database/database';
import { requireOnce } from '@trama/database/once';
import { DomainError } from '@trama/kernel/errors';
import type { Identity } from '@trama/kernel/identity';
import DataLoader from 'dataloader';
import type { Cassaforte } from './cassaforte.js';
import type { ClienteInterno } from './cliente-interno.js';
import { type BancoPeriodico, lavoroDi } from './periodico.js';

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

/** What a subgraph has besides its database, where it needs it. */
export interface Mezzi {
  /** Where it keeps data of people. */
  readonly cassaforte?: Cassaforte | undefined;
  /** Through which the subgraph of the ambiti is asked. */
  readonly ambito?: ClienteInterno | undefined;
  /** The mark of what is published, as it was known when the request came. */
  readonly marca?: string | undefined;
}

/** What a resolver may touch. Built once per request, so that a loader's cache dies with it. */
export class SubgraphContext {
  private proprio: Cifrario | undefined;
  /** Shared with the copies that Apollo makes of a context: whichever of them opened a door, all know. */
  private readonly opened = { another: false };
  private readonly loaders: Loaders = new Map();
  /** Of their own: a batch that both doors know must not be read through the one that was opened first. */
  private readonly publishedLoaders: Loaders = new Map();

  constructor(
    readonly identity: Identity,
    private readonly live: Database,
    private readonly statistics: Database,
    private readonly mezzi: Mezzi = {},
  ) {}

  /**
   * The mark under which all that was read stands, so that who keeps it knows when it is no longer so. Undefined as soon as
   * anything was read, or done, that can change without the mark: whatever is not the published door counts as such.
   */
  get marca(): string | undefined {
    return this.opened.another ? undefined : this.mezzi.marca;
  }

  /** Says of what is read here that nobody asks for it again: to keep it would throw out what somebody does. */
  notWorthKeeping(): void {
    this.opened.another = true;
  }

  /** The way to every door but the published one, so that none is opened unnoticed. */
  private get database(): Database {
    this.opened.another = true;
    return this.live;
  }

  /** What this caller keeps and reads data of people with. */
  get cifrario(): Cifrario {
    this.opened.another = true;
    return (this.proprio ??= requireCassaforte(this.mezzi.cassaforte).per(this.identity));
  }

  /**
   * Work of the platform that a caller's request must not go without: it has a name and transactions of its own, and
   * nothing that the caller said.
   *
   * @throws DomainError SERVIZIO_NON_DISPONIBILE where the subgraph of the ambiti is not known
   */
  conAmbito<T>(lavoro: (banco: BancoPeriodico<'ambito'>) => Promise<T>): Promise<T> {
    const { ambito } = this.mezzi;
    if (!ambito) {
      throw nonRisponde('ambito');
    }
    return lavoro({ database: this.database, ambito });
  }

  /**
   * What the platform writes for a caller who has no account, and could do nothing themself. It has a name of its own
   * for the wall and in the access log, and nobody's permissions.
   */
  perConto<T>(lavoro: string, work: (tx: Tx, cifrario: Cifrario) => Promise<T>): Promise<T> {
    const identity = lavoroDi(lavoro, null);
    const { cassaforte } = this.mezzi;
    return this.database.write(identity, (tx) => work(tx, requireCassaforte(cassaforte).per(identity)));
  }

  readonly db = {
    read: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => this.database.read(this.identity, work),
    /** For mutations: what `work` writes, it writes in `once`. */
    write: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
      this.forget();
      return this.database.write(this.identity, async (tx) => {
        const answer = await work(tx);
        requireOnce(tx);
        return answer;
      });
    },
    /** Reads records of people, for a purpose: who did is in the access log before the value is here. */
    inspect: <T>(scopo: Scopo, work: Ispezione<T>, modo?: ModoIspezione): Promise<T> =>
      inspect(this.database, this.identity, scopo, work, modo),
  };

  /**
   * Published figures and public registers: the login behind this door has no other table to read, and each of those it has
   * changes the mark when it changes.
   */
  readonly published = {
    read: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => this.statistics.read(this.identity, work),
    /** What does not depend on who asks for it in the request, and so is read once for all that ask. */
    once: <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
      this.publishedLoader<string, T>(work, null, async (tx) => [await work(tx)]).load('once'),
    load: <K, V>(batch: Batch<K, V>, key: K): Promise<V> =>
      this.publishedLoader<K, V>(batch, null, (tx, keys) => batch(tx, keys)).load(key),
    loadWith: <K, V, A extends string | number>(batch: BatchWith<K, V, A>, argument: A, key: K): Promise<V> =>
      this.publishedLoader<K, V>(batch, argument, (tx, keys) => batch(tx, keys, argument)).load(key),
    /** Asks already, in the same turn as what it hangs on, for what `loadWith` will be asked next. */
    askAhead: <K, V, A extends string | number>(batch: BatchWith<K, V, A>, argument: A, key: K): void =>
      // Who asks in earnest hears of a failure.
      void this.published.loadWith(batch, argument, key).catch(() => undefined),
  };

  /** Lets go of all that was read: the request is answered. */
  forget(): void {
    this.loaders.clear();
    this.publishedLoaders.clear();
  }

  /** The value of one key; all keys asked in one turn make one statement. */
  load<K, V>(batch: Batch<K, V>, key: K): Promise<V> {
    return this.loader<K, V>(batch, null, (tx, keys) => batch(tx, keys)).load(key);
  }

  /** The same for a field with an argument: one statement for each different argument. */
  loadWith<K, V, A extends string | number>(batch: BatchWith<K, V, A>, argument: A, key: K): Promise<V> {
    return this.loader<K, V>(batch, argument, (tx, keys) => batch(tx, keys, argument)).load(key);
  }

  /** The same for records of people: all keys asked in one turn are read, and written in the log, together. */
  loadInspected<K, V>(batch: BatchIspezione<K, V>, scopo: Scopo, key: K): Promise<V> {
    const make = () => new DataLoader<K, V>((keys) => this.db.inspect(scopo, (tx, nomina) => batch(tx, keys, nomina)));
    return loaderOf(this.loaders, batch, scopo, make).load(key);
  }

  private loader<K, V>(batch: unknown, argument: unknown, run: Batch<K, V>): DataLoader<K, V> {
    return loaderOf(this.loaders, batch, argument, () => loaderBehind(this.db, run));
  }

  private publishedLoader<K, V>(batch: unknown, argument: unknown, run: Batch<K, V>): DataLoader<K, V> {
    return loaderOf(this.publishedLoaders, batch, argument, () => loaderBehind(this.published, run));
  }
}

const loaderBehind = <K, V>(door: Door, run: Batch<K, V>): DataLoader<K, V> =>
  new DataLoader<K, V>((keys) => door.read((tx) => run(tx, keys)));

type Loaders = Map<unknown, Map<unknown, DataLoader<never, unknown>>>;

function loaderOf<K, V>(
  loaders: Loaders,
  batch: unknown,
  argument: unknown,
  make: () => DataLoader<K, V>,
): DataLoader<K, V> {
  const byArgument = loaders.get(batch) ?? new Map<unknown, DataLoader<never, unknown>>();
  loaders.set(batch, byArgument);
  const known = byArgument.get(argument) as DataLoader<K, V> | undefined;
  if (known) {
    return known;
  }
  const loader = make();
  byArgument.set(argument, loader);
  return loader;
}

function requireCassaforte(cassaforte: Cassaforte | undefined): Cassaforte {
  if (!cassaforte) {
    throw new Error('a subgraph that keeps data of people says so in its table of contents');
  }
  return cassaforte;
}

/** What does not answer now, and may later. */
export const nonRisponde = (servizio: string): DomainError =>
  new DomainError('SERVIZIO_NON_DISPONIBILE', 'Una parte della piattaforma non risponde: riprova tra poco.', {
    extensions: { servizio },
  });

interface Door {
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
