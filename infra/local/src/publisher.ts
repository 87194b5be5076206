import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Said by the database whenever published figures, or what is known about them, may have changed. */
const CHANNEL = 'trama_pubblicazione';

export interface PublisherOptions {
  /** Of the owner: the login of the running application cannot write editions. */
  readonly ownerUrl: string;
  /** Makes new editions of what changed; one at a time. */
  readonly publish: () => Promise<void>;
  readonly say: (line: string) => void;
  /** What is said in so short a time is one change. */
  readonly quietMilliseconds?: number;
  /** Before it listens again to a database that went away. */
  readonly retryMilliseconds?: number;
}

/**
 * Runs the publication when the database says that there is something to publish, so that a campaign that was published is
 * read without anybody running a job. It begins with nothing to do, because the preparation of a database publishes; what
 * was said while a connection was broken is made up for.
 */
export class Publisher {
  private readonly stopped = new AbortController();
  private client: pg.Client | undefined;
  private waiting = false;
  private work: Promise<void> = Promise.resolve();
  private listening: Promise<void> = Promise.resolve();
  private failed = false;

  constructor(private readonly options: PublisherOptions) {}

  start(): void {
    this.listening = this.listen();
  }

  /** Resolves once the publication under way is over. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.client?.end().catch(() => undefined);
    await this.listening;
    await this.work;
  }

  private async listen(): Promise<void> {
    for (let again = false; !this.stopped.signal.aborted; again = true) {
      await this.listenOnce(again).catch(() => undefined);
      await this.pause(this.options.retryMilliseconds ?? 5_000);
    }
  }

  /** Until the connection ends. */
  private async listenOnce(again: boolean): Promise<void> {
    const ssl = new URL(this.options.ownerUrl).hostname === '127.0.0.1' ? false : undefined;
    const client = new pg.Client({ connectionString: this.options.ownerUrl, application_name: 'trama-local', ssl });
    this.client = client;
    const ended = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
    });
    client.on('notification', () => this.ask());
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    if (again) {
      this.ask();
    }
    await ended;
  }

  private ask(): void {
    if (this.waiting) {
      return;
    }
    this.waiting = true;
    this.work = this.work.then(async () => {
      await this.pause(this.options.quietMilliseconds ?? 1_000);
      this.waiting = false;
      await this.publishNow();
    });
  }

  private async publishNow(): Promise<void> {
    if (this.stopped.signal.aborted) {
      return;
    }
    try {
      await this.options.publish();
      this.failed = false;
    } catch (error) {
      // Once, until it works again: what keeps it back, such as an edition that would tell too much, keeps it back each time.
      if (!this.failed) {
        this.options.say(error instanceof Error ? error.message : String(error));
      }
      this.failed = true;
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.stopped.signal }).catch(() => undefined);
  }
}
