import type { AnyVariables, OperationResult, OperationResultSource } from '@urql/core';

/** Long work that can be stopped, and says how far it is. */
export interface Lavoro {
  readonly signal: AbortSignal;
  readonly dice: (fase: Fase) => void;
}

export interface Fase {
  readonly cosa: string;
  readonly fatto: number;
  /** Absent while nobody knows how much there is. */
  readonly totale?: number;
}

/**
 * The answer of an operation, unless somebody stops it first. A question is then hung up on; a mutation that has left goes
 * on, and whoever stopped it asks afterwards what it did.
 *
 * @throws AbortError when it was stopped
 */
export function chiedi<Data, Variables extends AnyVariables>(
  asked: OperationResultSource<OperationResult<Data, Variables>>,
  signal: AbortSignal,
): Promise<OperationResult<Data, Variables>> {
  return new Promise((resolve, reject) => {
    // Not as a promise: only whoever listens to the stream can hang up.
    const { unsubscribe } = asked.subscribe((answer) => {
      if (!answer.stale) {
        resolve(answer);
      }
    });
    signal.addEventListener('abort', () => {
      unsubscribe();
      reject(new DOMException('stopped', 'AbortError'));
    });
  });
}
