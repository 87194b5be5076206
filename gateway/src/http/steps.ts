import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { RequestContext } from '../request-context.js';

type Listener = GraphQLRequestListener<RequestContext>;
type StepOf<Hook extends keyof Listener> = (context: Parameters<NonNullable<Listener[Hook]>>[0]) => void;

/** What has to be so of an operation; what it throws is the answer. */
export type BeforePlanning = StepOf<'didResolveOperation'>;
/** What becomes of an answer before it is written. */
export type BeforeAnswering = StepOf<'willSendResponse'>;

export interface Steps {
  readonly beforePlanning: readonly BeforePlanning[];
  readonly beforeAnswering: readonly BeforeAnswering[];
}

/** One plugin for all of them, in this order: each plugin of its own costs every request a turn of the loop at each hook. */
export function steps({ beforePlanning, beforeAnswering }: Steps): ApolloServerPlugin<RequestContext> {
  const listener: Listener = {
    didResolveOperation: async (context) => beforePlanning.forEach((step) => step(context)),
    willSendResponse: async (context) => beforeAnswering.forEach((step) => step(context)),
  };
  return { requestDidStart: async () => listener };
}
