import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Said by the database, at the commit, whenever the mark is another. */
const CHANNEL = 'trama_marca';

/** It is read this often also when nothing was said: a notice may be lost, and a broken line says nothing. */
const TICK_MS = 1_000;
const RETRY_MS = 500;
const READ = { name: 'marca.corrente', text: '/* marca.corrente */ SELECT valore FROM pubblicazione.marca' };
/** Of a database that does not answer: below the time in which who asks for the mark gives up. */
const PATIENCE_MS = 2_000;

export interface MarcaSettings {
  /** Of the login for published figures. */
  readonly url: string;
  /** Shown by PostgreSQL in pg_stat_activity. */
  readonly application: string;
  /** What the answers depend on besides the data: the same in all processes of one release, and in no other. */
  readonly rilascio: string;
}

interface Waiting {
  /** The mark that who waits knows. */
  readonly nota: string | null;
  readonly since: number;
  readonly tell: (marca: string | undefined) => void;
}

/**
 * Knows the mark of what a database has published, and tells it to who waits for the next one. A mark is never newer than the
 * data that a statement sees which begins after it is given.
 */
export class Marca {
  private valore: string | undefined;
  private waiting: Waiting[] = [];
  private readonly pause = new Pause();
  private readonly stopped = new AbortController();
  private client: pg.Client | undefined;
  private readonly listening: Promise<void>;

  constructor(private readonly settings: MarcaSettings) {
    this.listening = this.listen();
  }

  /** Undefined while the database does not say it. */
  get corrente(): string | undefined {
    return this.valore;
  }

  /**
   * The mark as the database says it after this was called: at once when it is not the known one, otherwise when it changes or
   * at the next tick, whichever comes first.
   */
  prossima(nota: string | null): Promise<string | undefined> {
    if (this.valore === undefined || this.stopped.signal.aborted) {
      return Promise.resolve(undefined);
    }
    return new Promise((tell) => {
      this.waiting.push({ nota, since: performance.now(), tell });
      if (nota !== this.valore) {
        this.pause.cut();
      }
    });
  }

  /** The mark as the database says it after this was called: whoever asks meanwhile shares the next reading. */
  adesso(): Promise<string | undefined> {
    return this.prossima(null);
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.pause.cut();
    await this.client?.end().catch(() => undefined);
    await this.listening;
  }

  private async listen(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      await this.listenOnce().catch(() => undefined);
      this.valore = undefined;
      tell(undefined, this.take());
      await sleep(RETRY_MS, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  /** Until the connection breaks. */
  private async listenOnce(): Promise<void> {
    const client = newClient(this.settings);
    this.client = client;
    client.on('notification', () => this.pause.cut());
    client.on('error', () => this.pause.cut());
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      while (!this.stopped.signal.aborted) {
        await this.readOnce(client);
        await this.pause.for(this.patience());
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Those who began to wait while it was read wait for the next time: theirs must have begun after they asked. */
  private async readOnce(client: pg.Client): Promise<void> {
    const waiting = this.take();
    try {
      const { rows } = await client.query<{ valore: string }>(READ);
      this.valore = `${this.settings.rilascio}.${rows[0]!.valore}`;
    } catch (error) {
      this.valore = undefined;
      tell(undefined, waiting);
      throw error;
    }
    const due = performance.now() - TICK_MS;
    const isTold = ({ nota, since }: Waiting) => nota !== this.valore || since <= due;
    tell(this.valore, waiting.filter(isTold));
    this.waiting.push(...waiting.filter((one) => !isTold(one)));
    if (this.stopped.signal.aborted || this.waiting.some(({ nota }) => nota !== this.valore)) {
      this.pause.cut();
    }
  }

  /** Until the one who has waited longest is told that nothing changed. */
  private patience(): number {
    const longest = Math.min(...this.waiting.map(({ since }) => since), performance.now());
    return longest + TICK_MS - performance.now();
  }

  private take(): Waiting[] {
    const { waiting } = this;
    this.waiting = [];
    return waiting;
  }
}

function tell(marca: string | undefined, waiting: readonly Waiting[]): void {
  waiting.forEach((one) => one.tell(marca));
}

/** A pause that can be cut short: also before it begins, and then there is none. */
class Pause {
  private isCut = false;
  private end: (() => void) | undefined;

  cut(): void {
    this.isCut = true;
    this.end?.();
  }

  async for(milliseconds: number): Promise<void> {
    if (!this.isCut) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.ceil(milliseconds));
        const end = () => (clearTimeout(timer), resolve());
        this.end = end;
      });
    }
    this.isCut = false;
  }
}

const newClient = ({ url, application }: MarcaSettings): pg.Client =>
  new pg.Client({
    connectionString: url,
    application_name: application,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    keepAlive: true,
  });
