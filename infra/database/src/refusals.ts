import { DomainError } from '@trama/kernel/errors';
import { setTimeout as sleep } from 'node:timers/promises';

const CARATTERE = 'Un testo contiene un carattere che non si può conservare: toglilo.';
const NUMERO = 'Un numero o un anno è fuori da quelli che si possono chiedere: correggilo.';

/** What a value that PostgreSQL cannot take is, in our words, by its code and by how its message begins. */
const RIFIUTI: ReadonlyArray<readonly [codice: string, comincia: string, frase: string]> = [
  ['22021', '', CARATTERE], // the zero character, which JSON and GraphQL can write
  ['22P05', '', CARATTERE], // the same, inside JSON
  ['22P02', 'invalid input syntax for type json', CARATTERE], // half of a character
  ['22003', '', NUMERO],
  ['22008', '', NUMERO],
];

/** Two callers who waited for each other, or who read what the other changed: the second time there is one of them less. */
const SFORTUNA = ['40P01', '40001'];
/** A statement that took too long, a lock that was not had. */
const OCCUPATA = [...SFORTUNA, '57014', '55P03'];
/** What the pool says when every connection of it is at work for too long, or a new one took too long to open. */
const SENZA_CONNESSIONE = [
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout',
];

/** PostgreSQL turns callers away or goes away: too many connections, stopping, starting, a connection that failed. */
const ASSENTE = /^(53300|57P0[1-3]|08...|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
/** What the driver says when a connection ended, or did not answer, while a statement was on its way. */
const INTERROTTA = ['Connection terminated', 'Connection terminated unexpectedly', 'Query read timeout'];
/** What TypeORM says of the next statement on a connection that ended between two. */
const LASCIATA = ['QueryRunnerAlreadyReleasedError', 'QueryRunnerProviderAlreadyReleasedError'];

const MOLTO_OCCUPATA = 'La piattaforma è molto occupata e non ha scritto nulla: riprova tra poco.';
const NON_RISPONDE =
  'Gli archivi della piattaforma non rispondono: riprova tra poco. Se stavi scrivendo, controlla prima che cosa è stato scritto.';

/**
 * A value that no row can hold is the caller's mistake, in whatever argument it came; a database that is too busy, or away,
 * is nobody's, and the same request may go through a moment later. Anything else is returned as it came.
 */
export function refusalOf(fault: unknown): unknown {
  const { code, message, name } = said(fault);
  if (OCCUPATA.includes(code) || SENZA_CONNESSIONE.includes(message)) {
    return unavailable(MOLTO_OCCUPATA, fault);
  }
  if (ASSENTE.test(code) || INTERROTTA.includes(message) || LASCIATA.includes(name)) {
    return unavailable(NON_RISPONDE, fault);
  }
  const rifiuto = RIFIUTI.find(([codice, comincia]) => code === codice && message.startsWith(comincia));
  return rifiuto ? new DomainError('INPUT_NON_VALIDO', rifiuto[2]) : fault;
}

const ATTEMPTS = 3;
/** Enough to let the other one finish; different for each, so that the same two do not meet again. */
const PAUSE_MS = 40;

/** Runs `transaction`, and runs it again while what ended it was another transaction. */
export async function repeatedWhenUnlucky<T>(transaction: () => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS - 1; ; left -= 1) {
    try {
      return await transaction();
    } catch (fault) {
      if (left === 0 || !SFORTUNA.includes(said(fault).code)) {
        throw fault;
      }
      await sleep(Math.random() * PAUSE_MS);
    }
  }
}

const unavailable = (frase: string, fault: unknown) =>
  new DomainError('SERVIZIO_NON_DISPONIBILE', frase, { originalError: fault as Error });

/** TypeORM wraps what the driver says of a statement, and not what it says of a connection. */
function said(fault: unknown): { readonly code: string; readonly message: string; readonly name: string } {
  const { driverError } = Object(fault) as { driverError?: unknown };
  const { code, message, name } = Object(driverError ?? fault) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { code: text(code), message: text(message), name: text(name) };
}
