import type { GraphQLFormattedError } from 'graphql';
import type { Cursor, Execution, Subgraph, SubgraphReply } from './execution.js';
import { type Entities, type FetchStep, variablesOf, withVariable } from './fetch-step.js';
import { answerOf, entitiesOf, joinedQuery } from './joint-query.js';
import { valuesAt } from './merge.js';

/** A fetch of entities at a place of the answer. */
export interface Part {
  readonly path: readonly string[];
  readonly fetch: FetchStep;
}

/** A part that has something to ask for. */
interface Asking extends Part {
  /** Which of the parts it is. */
  readonly place: number;
  readonly cursor: Cursor;
  readonly entities: Entities;
}

/**
 * Fetches of one plan that ask one subgraph for entities at the same moment: one request instead of several. What comes back
 * is taken apart again; where that cannot be done without a doubt, each is asked by itself, as the engine does.
 */
export class JointFetch {
  /** By which parts have something to ask for, the document that asks for all of it. */
  private readonly queries = new Map<string, string | undefined>();

  constructor(
    private readonly parts: readonly Part[],
    private readonly subgraph: Subgraph,
  ) {}

  async run(execution: Execution, { path, data }: Cursor): Promise<void> {
    const asking = this.parts.flatMap((part, place) => {
      const at = { path: [...path, ...part.path], data: valuesAt(data, part.path) };
      const entities = at.data ? entitiesAt(part, execution, at) : undefined;
      const { path: own, fetch } = part;
      return entities ? [{ path: own, fetch, place, cursor: at, entities }] : [];
    });
    const replies = asking.length > 1 ? await this.askTogether(asking, execution) : undefined;
    if (!replies) {
      await Promise.all(asking.map((part) => guarded(execution, () => askAlone(part, execution))));
      return;
    }
    for (const [i, { fetch, cursor, entities }] of asking.entries()) {
      await guarded(execution, () => fetch.hear(replies[i]!, { entities, execution, cursor }));
    }
  }

  /** @returns undefined when each has to be asked by itself */
  private async askTogether(
    asking: readonly Asking[],
    execution: Execution,
  ): Promise<readonly SubgraphReply[] | undefined> {
    const query = this.queryOf(asking);
    if (query === undefined) {
      return undefined;
    }
    const names = new Set(asking.flatMap(({ fetch }) => fetch.asks.variables));
    const variables = asking.reduce(
      (told, { entities }, i) => withVariable(told, entitiesOf(i), entities.told),
      variablesOf([...names], execution),
    );
    const { context, isOpen } = execution;
    const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
    const reply = await this.subgraph.ask({ query, isMutation: false, isOpen, body, entities: undefined }, context);
    return reply.isUnanswered
      ? asking.map(({ fetch }) => this.subgraph.unanswered(fetch.asks.query))
      : takenApart(reply, asking, (query) => this.subgraph.unanswered(query));
  }

  private queryOf(asking: readonly Asking[]): string | undefined {
    const key = asking.map(({ place }) => place).join();
    if (!this.queries.has(key)) {
      this.queries.set(key, joinedQuery(asking.map(({ fetch }) => fetch.asks.query)));
    }
    return this.queries.get(key);
  }
}

/** @returns undefined when something in it is nobody's, or everybody's */
function takenApart(
  { data, errors = [] }: SubgraphReply,
  asking: readonly Asking[],
  unanswered: (query: string) => SubgraphReply,
): readonly SubgraphReply[] | undefined {
  const names = new Map(asking.map((_, i) => [answerOf(i), i]));
  if (!data || !errors.every(({ path }) => names.has(String(path?.[0])))) {
    return undefined;
  }
  return asking.map(({ fetch, entities }, i) => {
    const name = answerOf(i);
    const own = errors.filter(({ path }) => path?.[0] === name).map(underItsOwnName);
    const list = Object.hasOwn(data, name) ? data[name] : undefined;
    return Array.isArray(list) && list.length === entities.told.length
      ? { data: { _entities: list }, ...(own.length > 0 ? { errors: own } : {}) }
      : unanswered(fetch.asks.query);
  });
}

function underItsOwnName(error: GraphQLFormattedError): GraphQLFormattedError {
  const [, ...rest] = error.path ?? [];
  return { ...error, path: ['_entities', ...rest] };
}

/** A part that fails is an error of the answer, and takes no other with it. */
async function guarded(execution: Execution, act: () => Promise<void> | void): Promise<void> {
  try {
    await act();
  } catch (error) {
    execution.errors.push(error);
  }
}

const askAlone = ({ fetch, entities, cursor }: Asking, execution: Execution) =>
  fetch.askFor(entities, execution, cursor);

function entitiesAt({ fetch }: Part, execution: Execution, cursor: Cursor): Entities | undefined {
  try {
    return fetch.entitiesAt(cursor);
  } catch (error) {
    execution.errors.push(error);
    return undefined;
  }
}
