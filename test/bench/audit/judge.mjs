// What the audit asks of an answer, and what two executors may differ in.
import { isDeepStrictEqual } from 'node:util';

/** As the audit judges: the data has to be the expected one; whether there are errors counts where the case says so. */
export function isRight({ data = null, errors }, answer) {
  const isData = isDeepStrictEqual(answer.data ?? null, data);
  return isData && (typeof errors !== 'boolean' || errors === hasErrors(answer));
}

export const hasErrors = ({ errors = [] }) => errors.length > 0;

/** Also where neither is what the audit expects: fields in no order, and whether there are errors at all. */
export function isSame(one, other) {
  return isDeepStrictEqual(one.data ?? null, other.data ?? null) && hasErrors(one) === hasErrors(other);
}

/** @param answers by executor, of each case in the same order: `{ suite, index, query, answer, right }` */
export function comparison(answers, stock, ours) {
  const pairs = answers[stock].map((one, i) => ({ name: `${one.suite}_${one.index}`, one, other: answers[ours][i] }));
  const named = (which) => pairs.filter(which).map(({ name }) => name);
  return {
    lost: named(({ one, other }) => one.right && !other.right),
    won: named(({ one, other }) => !one.right && other.right),
    neither: named(({ one, other }) => !one.right && !other.right),
    // Some cases are written with another number each time they are asked for.
    differ: named(({ one, other }) => one.query === other.query && !isSame(one.answer, other.answer)),
  };
}
