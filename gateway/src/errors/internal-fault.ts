import { randomUUID } from 'node:crypto';
import type { Logger } from '@trama/kernel/log';
import type { GraphQLFormattedError } from 'graphql';

export interface FaultContext {
  readonly requestId?: string;
  readonly code?: unknown;
  readonly servizio?: unknown;
  readonly path?: ReadonlyArray<string | number>;
}

/**
 * What the caller learns of a fault of ours: a reference to quote. The log gets the rest, except the error's own
 * sentence: a driver's or an assertion's message quotes the data it stumbled on, and data is not for the log.
 */
export function internalFault(log: Logger, error: unknown, context: FaultContext = {}): GraphQLFormattedError {
  const riferimento = randomUUID();
  const { name, stack } = Object(deepest(error)) as { name?: unknown; stack?: unknown };
  log.error({ riferimento, ...context, error: String(name), at: frames(stack) }, 'internal fault');
  return {
    message: `Errore interno: riprova; se continua comunica il riferimento ${riferimento}.`,
    extensions: { code: 'ERRORE_INTERNO', riferimento },
  };
}

function deepest(error: unknown): unknown {
  const { originalError } = Object(error) as { originalError?: unknown };
  return originalError instanceof Error ? originalError : error;
}

function frames(stack: unknown): string[] {
  const lines = typeof stack === 'string' ? stack.split('\n') : [];
  return lines.filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
}
