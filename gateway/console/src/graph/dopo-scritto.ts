import { type Exchange, makeOperation, type Operation } from '@urql/core';
import { makeSubject, merge, pipe, tap } from 'wonka';

/**
 * Questions that are on the way when something was written are asked again: their answers may be from before, and would
 * come over what the writing itself brought back. Whoever asks again meanwhile is given the same answer as they, so nobody
 * is left with an old one.
 */
export const dopoScrittoExchange: Exchange = ({ forward }) => {
  const waiting = new Map<number, Operation>();
  const again = makeSubject<Operation>();
  const note = (operation: Operation): void => {
    if (operation.kind === 'query') {
      waiting.set(operation.key, operation);
    } else if (operation.kind === 'teardown') {
      waiting.delete(operation.key);
    }
  };
  const askAgain = (): void =>
    [...waiting.values()].forEach((operation) => {
      again.next(makeOperation('teardown', operation));
      again.next(operation);
    });
  return (operations) =>
    pipe(
      merge([pipe(operations, tap(note)), again.source]),
      forward,
      tap(({ operation }) => {
        waiting.delete(operation.key);
        if (operation.kind === 'mutation') {
          askAgain();
        }
      }),
    );
};
