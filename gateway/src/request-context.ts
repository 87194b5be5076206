import type { IncomingHttpHeaders } from 'node:http';
import type { Chiamante } from '@trama/kernel/identity';
import type { Ending } from './ending.js';
import type { Heard } from './revalidation/heard.js';

/** What one request carries from the HTTP door to every subgraph it touches. Nothing in it comes from the client's headers. */
export interface RequestContext {
  readonly chiamante: Chiamante;
  /** Adds to what the request costs its caller. */
  readonly spend: (points: number) => void;
  readonly requestId: string;
  /** Comes when the client goes away and at the deadline: no work is done for nobody. */
  readonly ending: Ending;
  /** Told by the subgraphs how long the answer holds. */
  readonly heard?: Heard | undefined;
}

/**
 * Who sent a request, from its method and headers alone.
 *
 * @throws DomainError NON_AUTENTICATO when it claims to be somebody and does not prove it; SERVIZIO_NON_DISPONIBILE when
 *   nobody could be asked
 */
export type Identify = (headers: IncomingHttpHeaders, method: string) => Promise<Chiamante>;
