import type { GraphQLFormattedError } from 'graphql';
import type { BeforeAnswering } from '../http/steps.js';

const MAX_ERRORS = 5;

/** Nobody reads the hundredth error, and a hundred of them make an answer larger than the request that provoked it. */
export const fewErrors: BeforeAnswering = ({ response: { body } }) => {
  if (body.kind === 'single' && body.singleResult.errors) {
    body.singleResult.errors = firstErrors(body.singleResult.errors);
  }
};

export function firstErrors(errors: readonly GraphQLFormattedError[]): readonly GraphQLFormattedError[] {
  const last = errors[MAX_ERRORS - 1];
  const others = errors.length - MAX_ERRORS;
  if (!last || others <= 0) {
    return errors;
  }
  const more = others === 1 ? 'un altro errore non elencato' : `altri ${others} errori non elencati`;
  return [...errors.slice(0, MAX_ERRORS - 1), { ...last, message: `${last.message} (e ${more})` }];
}
