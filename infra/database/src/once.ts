import { DomainError } from '@trama/kernel/errors';
import { createHash, createHmac } from 'node:crypto';
import { canonicalJson } from './canonical.js';
import type { Tx } from './database.js';

/** What every mutation carries: the same key twice is the same request twice. */
export interface Idempotent {
  readonly chiaveIdempotenza: string;
}

export interface Act<T> {
  /** What is done, as `caso.apri`. */
  readonly operazione: string;
  /** All that the caller said; fields in any order. */
  readonly input: Idempotent;
  /** The answer of a request that is repeated, read through the wall as it is now; null when the caller may not see it. */
  readonly reread: (id: string) => Promise<T | null>;
}

interface First {
  readonly operazione: string;
  readonly impronta: Buffer;
  readonly risposta: string | null;
}

const done = new WeakSet<Tx>();

/** Taken first: a twin that runs beside us waits here until we commit, and then finds our answer. */
const TAKE = `
  /* scritture.prendi */
  INSERT INTO trama.chiave_idempotenza (chiave, operazione, impronta) VALUES ($1, $2, $3)
  ON CONFLICT DO NOTHING RETURNING true AS presa`;

const FIRST = `
  /* scritture.prima */
  SELECT operazione, impronta, risposta FROM trama.chiave_idempotenza WHERE chiave = $1`;

const ANSWER = `
  /* scritture.risposta */
  UPDATE trama.chiave_idempotenza SET risposta = $2 WHERE chiave = $1`;

/**
 * Does `work` once for each caller and key. Repeating the request gives the first answer, as the record is now and as
 * far as the caller may see it; nothing of it is stored but its id.
 *
 * Keys are kept for `DAYS` days at least (see `forgetKeys`): after that the same key is a new request.
 *
 * @throws DomainError CHIAVE_IDEMPOTENZA_RIUSATA when the key served another operation or another input; NON_TROVATO
 * when the record of the first answer is not there any more for this caller; whatever `work` throws, and then the key
 * is free again
 */
export async function once<T extends { readonly id: string }>(
  tx: Tx,
  { operazione, input, reread }: Act<T>,
  work: () => Promise<T>,
): Promise<T> {
  const { chiaveIdempotenza, ...said } = input;
  const chiave = createHash('sha256').update('trama.idempotenza.v1\0').update(chiaveIdempotenza).digest();
  const impronta = createHmac('sha256', chiaveIdempotenza)
    .update(canonicalJson([operazione, said]))
    .digest();
  const taken = await tx.query(TAKE, [chiave, operazione, impronta]);
  done.add(tx);
  if (taken.length === 0) {
    return repeated(await tx.query<First>(FIRST, [chiave]), impronta, reread);
  }
  const answer = await work();
  await tx.query(ANSWER, [chiave, answer.id]);
  return answer;
}

/** For the door of mutations: a transaction that writes without a key would happen twice when its request does. */
export function requireOnce(tx: Tx): void {
  if (!done.has(tx)) {
    throw new Error('a mutation wrote without once()');
  }
}

async function repeated<T>([first]: First[], impronta: Buffer, reread: Act<T>['reread']): Promise<T> {
  if (!first?.risposta) {
    throw new Error('a key is taken and has no answer');
  }
  if (!first.impronta.equals(impronta)) {
    throw new DomainError(
      'CHIAVE_IDEMPOTENZA_RIUSATA',
      'Questa chiave è già servita per un’altra richiesta: ripeti con una chiave nuova.',
      { extensions: { campi: ['chiaveIdempotenza'] } },
    );
  }
  const answer = await reread(first.risposta);
  if (answer === null) {
    throw new DomainError(
      'NON_TROVATO',
      'La richiesta era già stata eseguita, ma il suo record non si può più vedere.',
    );
  }
  return answer;
}
