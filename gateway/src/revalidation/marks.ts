import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ASSERTION_HEADER, type AssertionSigner } from '@trama/identity/assertion';
import { PUBBLICO } from '@trama/kernel/identity';
import { MARCA_PATH, MARCA_VALE_MS } from '@trama/kernel/marca';
import { Client } from 'undici';
import { z } from 'zod';
import { SingleFlight } from '../federation/single-flight.js';
import { SubgraphClient } from '../federation/subgraph-client.js';

const RETRY_MS = 500;
/** Longer than a subgraph keeps a question, and no longer than its answer would be believed. */
const PATIENCE_MS = MARCA_VALE_MS;
/** A caller waits for this one, and may have to be answered anew after it. */
const AT_ONCE_MS = 1_000;
const NOT_KNOWN = JSON.stringify({ nota: null });

const answer = z.object({ marca: z.string().min(1).max(200) });

export interface MarksSettings {
  /** By name, the address of each subgraph. */
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly signer: AssertionSigner;
  /** Told when a subgraph’s published data are others than before. */
  readonly onChange: () => void;
}

/** Knows which mark the published data of each subgraph stand under now, or that it does not know. */
export class Marks {
  private readonly watches: ReadonlyMap<string, Watch>;

  constructor({ subgraphs, signer, onChange }: MarksSettings) {
    this.watches = new Map(
      Object.entries(subgraphs).map(([name, address]) => [name, new Watch(name, address, signer, onChange)]),
    );
  }

  /** Undefined while it is not known, and nothing may be answered from memory. */
  of(servizio: string): string | undefined {
    return this.watches.get(servizio)?.mark;
  }

  /**
   * The mark as the subgraph's database says it after this was called: whoever asks meanwhile shares the next question.
   * Undefined when it does not say.
   */
  now(servizio: string): Promise<string | undefined> {
    return this.watches.get(servizio)?.now() ?? Promise.resolve(undefined);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.watches.values()].map((watch) => watch.stop()));
  }
}

/**
 * Asks one subgraph for the next mark, always: it answers when there is one, or that there is none after a moment. What it
 * says was true after it was asked, so it is believed for a time that begins there, and that no delay of the answer can
 * lengthen. A question that fails takes the mark away at once.
 */
class Watch {
  private known: { readonly mark: string; readonly asked: Instant } | undefined;
  /** The last mark ever heard. */
  private last: string | undefined;
  private readonly path: string;
  private readonly client: Client;
  /** For questions that are answered at once. */
  private readonly atOnce: SubgraphClient;
  /** One at a time: the fewer there are, the more share each. */
  private readonly flights = new SingleFlight<string | undefined>(1);
  private readonly stopped = new AbortController();
  private readonly watching: Promise<void>;

  constructor(
    private readonly servizio: string,
    address: string,
    private readonly signer: AssertionSigner,
    private readonly onChange: () => void,
  ) {
    const { origin, pathname } = new URL(address);
    this.path = pathname.replace(/\/graphql$/, MARCA_PATH);
    // A connection of its own: a question that waits must not stand in the way of those of callers.
    this.client = new Client(origin, { headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS });
    this.atOnce = new SubgraphClient(servizio, origin + this.path, AT_ONCE_MS);
    this.watching = this.watch();
  }

  get mark(): string | undefined {
    return this.known && this.known.asked.age() < MARCA_VALE_MS ? this.known.mark : undefined;
  }

  now(): Promise<string | undefined> {
    const ask = () => this.askAtOnce().catch(() => undefined);
    return this.flights.run('', ask, ask);
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await Promise.all([this.client.destroy(), this.atOnce.destroy()]);
    await this.watching;
  }

  private async watch(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      const asked = new Instant();
      const mark = await this.ask().catch(() => undefined);
      this.known = mark === undefined ? undefined : { mark, asked };
      if (mark === undefined) {
        await sleep(RETRY_MS, undefined, { signal: this.stopped.signal, ref: false }).catch(() => undefined);
      } else if (mark !== this.last) {
        this.last = mark;
        this.onChange();
      }
    }
  }

  private async ask(): Promise<string> {
    const body = JSON.stringify({ nota: this.last ?? null });
    const response = await this.client.request({
      method: 'POST',
      path: this.path,
      headers: { 'content-type': 'application/json', ...this.signatureOf(body) },
      body,
      signal: AbortSignal.any([this.stopped.signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    return markIn(response.statusCode, await response.body.text());
  }

  /** Who knows no mark is told the one there is. */
  private async askAtOnce(): Promise<string> {
    const { status, body } = await this.atOnce.post(NOT_KNOWN, this.signatureOf(NOT_KNOWN), null);
    return markIn(status, body.toString());
  }

  private signatureOf(body: string): Record<string, string> {
    const said = { chiamante: PUBBLICO, requestId: randomUUID() };
    return { [ASSERTION_HEADER]: this.signer.sign(said, this.servizio, body) };
  }
}

function markIn(status: number, text: string): string {
  if (status !== 200) {
    throw new Error(`no mark: ${status}`);
  }
  return answer.parse(JSON.parse(text)).marca;
}

/** By two clocks: one stands still while a machine sleeps, the other can be set back. */
class Instant {
  private readonly monotonic = performance.now();
  private readonly wall = Date.now();

  age(): number {
    return Math.max(performance.now() - this.monotonic, Date.now() - this.wall);
  }
}
