import type { GraphQLFormattedError } from 'graphql';
import type { BeforeAnswering } from '../http/steps.js';

const CODICE_VOCE = /^[a-z][a-z0-9_]{0,59}$/;

/**
 * A value that its type refuses never reaches a subgraph, and the protocol names its place alone: the fortieth of a form
 * is nobody's to count. Where the value stands beside the code of a voce, the error names the voce too, as the
 * subgraph's own refusals do.
 */
export const namedVoce: BeforeAnswering = ({ request: { variables }, response: { body } }) => {
  if (body.kind === 'single' && body.singleResult.errors) {
    body.singleResult.errors = body.singleResult.errors.map((error) => withVoce(error, variables));
  }
};

function withVoce(error: GraphQLFormattedError, variables: unknown): GraphQLFormattedError {
  const { code, percorso } = error.extensions ?? {};
  const voce = code === 'BAD_USER_INPUT' && typeof percorso === 'string' ? voceAt(variables, percorso) : null;
  return voce === null
    ? error
    : {
        ...error,
        message: `${error.message} È il valore della voce ${voce}.`,
        extensions: { ...error.extensions, voci: [voce] },
      };
}

/** The code that stands beside the place, if one does. */
function voceAt(variables: unknown, percorso: string): string | null {
  const steps = percorso.split(/[.[\]]+/).filter(Boolean);
  const parent = steps.slice(0, -1).reduce<unknown>((value, step) => {
    return Object.hasOwn(Object(value) as object, step) ? (value as Record<string, unknown>)[step] : undefined;
  }, variables);
  const { voce } = Object(parent) as { voce?: unknown };
  return typeof voce === 'string' && CODICE_VOCE.test(voce) ? voce : null;
}
