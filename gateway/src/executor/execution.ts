import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../request-context.js';
import type { Data } from './merge.js';

/** One request of a plan to a subgraph, ready to send. */
export interface SubgraphQuestion {
  readonly query: string;
  readonly isMutation: boolean;
  /** Whether it may be asked once for several requests of the same caller: nothing in it needs a permission that not everybody has. */
  readonly isOpen: boolean;
  /** The whole body, as JSON. */
  readonly body: string;
  /** How many entities it asks for; undefined when it asks for none. */
  readonly entities: number | undefined;
}

export interface SubgraphReply {
  readonly data?: Data | null;
  readonly errors?: readonly GraphQLFormattedError[];
  /** The subgraph gave no answer that could be read; `errors` says so to the caller. */
  readonly isUnanswered?: boolean;
}

/** The way to one subgraph. Says in errors what went wrong, and throws nothing. */
export interface Subgraph {
  ask(question: SubgraphQuestion, context: RequestContext): Promise<SubgraphReply>;
  /** What a caller is told of a question that found no answer. */
  unanswered(query: string): SubgraphReply;
}

/** One run of an operation. */
export interface Execution {
  readonly context: RequestContext;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly conditions: ReadonlyMap<string, boolean>;
  /** Nothing that it asks needs a permission that not everybody has. */
  readonly isOpen: boolean;
  /** What the subgraphs have said so far. */
  readonly data: Data;
  readonly errors: unknown[];
}

/** A place of the answer where a part of the plan works. */
export interface Cursor {
  readonly path: readonly string[];
  readonly data: unknown;
}
