import { MARCA_HEADER } from '@trama/kernel/marca';
import { type Dispatcher, Pool } from 'undici';
import type { Ending, NobodyWaits, Waiting } from '../ending.js';

export interface SubgraphAnswer {
  readonly status: number;
  readonly body: Buffer;
  /** What the subgraph says that all of the answer stands under, when it does. */
  readonly marca?: string | undefined;
}

/** One request to one subgraph. */
export interface SubgraphPost {
  readonly servizio: string;
  post(body: string, headers: Record<string, string>, ending: Ending | null): Promise<SubgraphAnswer>;
}

const READY_TIMEOUT_MS = 1_000;
const CONNECT_TIMEOUT_MS = 2_000;
const MAX_CONNECTIONS = 64;
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** The request never got an answer because of the connection; a keep-alive socket closed under us is the usual one. */
const CONNECTION_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The one way to a subgraph: kept-alive connections, all of them with an end in time, in number and in size. */
export class SubgraphClient implements SubgraphPost {
  private readonly pool: Pool;
  private readonly path: string;

  constructor(
    readonly servizio: string,
    address: string,
    timeoutMs: number,
  ) {
    const url = new URL(address);
    this.path = url.pathname;
    this.pool = new Pool(url.origin, {
      connections: MAX_CONNECTIONS,
      connect: { timeout: CONNECT_TIMEOUT_MS },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      maxResponseSize: MAX_ANSWER_BYTES,
    });
  }

  /** Not by `request()`: a stream for each answer costs as much again as all the rest. */
  post(body: string, headers: Record<string, string>, ending: Ending | null): Promise<SubgraphAnswer> {
    return new Promise((resolve, reject) => {
      const all = { 'content-type': 'application/json', accept: 'application/json', ...headers };
      const options = { method: 'POST' as const, path: this.path, headers: all, body };
      this.pool.dispatch(options, new Receiving(ending, resolve, reject));
    });
  }

  /** What the subgraph says of itself; throws when it says nothing. */
  async isReady(): Promise<boolean> {
    const signal = AbortSignal.timeout(READY_TIMEOUT_MS);
    const answer = await this.pool.request({ method: 'GET', path: '/health/ready', signal });
    await answer.body.dump();
    return answer.statusCode === 200;
  }

  destroy(): Promise<void> {
    return this.pool.destroy();
  }
}

/** Takes one answer as it comes, whole or not at all. */
class Receiving implements Dispatcher.DispatchHandler, Waiting {
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private marca: string | undefined;
  private readonly chunks: Buffer[] = [];

  constructor(
    private readonly ending: Ending | null,
    private readonly resolve: (answer: SubgraphAnswer) => void,
    private readonly reject: (error: unknown) => void,
  ) {
    ending?.add(this);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.ending?.reason) {
      this.end(this.ending.reason);
    }
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Record<string, string | string[]>): void {
    const { [MARCA_HEADER]: marca } = headers;
    this.status = status;
    this.marca = typeof marca === 'string' ? marca : undefined;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.ending?.remove(this);
    this.resolve({ status: this.status, body: wholeOf(this.chunks), marca: this.marca });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.ending?.remove(this);
    this.reject(error);
  }

  /** Also while it waits for a connection: whoever asked is answered now, and the request is dropped when its turn comes. */
  end(reason: NobodyWaits): void {
    this.controller?.abort(reason);
    this.reject(reason);
  }
}

/** Most answers come in one piece, which need not be copied. */
function wholeOf(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks;
  return only && chunks.length === 1 ? only : Buffer.concat(chunks);
}

export function isConnectionError(error: unknown): boolean {
  return CONNECTION_ERRORS.has(codeOf(error));
}

/** A word for the log: the error's message names hosts and ports, and may quote what was received. */
export function codeOf(error: unknown): string {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name);
}
