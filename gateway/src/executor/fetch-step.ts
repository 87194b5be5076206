import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { applyRewrites, generateHydratedPaths } from './engine-inside.js';
import type { Cursor, Execution, Subgraph, SubgraphQuestion, SubgraphReply } from './execution.js';
import { type Data, merge, mergeCopy } from './merge.js';
import type { FetchPlan } from './plan.js';
import { compileRepresent, type Represent } from './representation-code.js';

/** The entities of a fetch, each told once; several places of the answer may be the same entity. */
export interface Entities {
  /** Representations as JSON, without repetition. */
  readonly told: readonly string[];
  /** For each place that can be told: the object there, and which of `told` is its own. */
  readonly places: ReadonlyArray<{ readonly object: Data; readonly told: number }>;
}

/** Whose entities they are. */
export interface Heard {
  readonly entities: Entities;
  readonly execution: Execution;
  readonly cursor: Cursor;
}

/** One request of a plan, with all that can be prepared before anybody asks. */
export class FetchStep {
  private readonly opening: string;
  private readonly closing: string;
  private readonly represent: Represent | undefined;
  /** What the engine writes into what is sent and received may differ between two places of one entity. */
  private readonly isRewritten: boolean;

  constructor(
    private readonly plan: FetchPlan,
    private readonly subgraph: Subgraph,
    private readonly schema: GraphQLSchema,
  ) {
    const { operation, operationName, requires } = plan;
    this.opening = `{"query":${JSON.stringify(operation)},"variables":`;
    this.closing = operationName === undefined ? '}' : `,"operationName":${JSON.stringify(operationName)}}`;
    this.isRewritten = [plan.inputRewrites, plan.outputRewrites].some((rewrites) => rewrites && rewrites.length > 0);
    this.represent = requires && compileRepresent(schema, requires);
  }

  /** Its document, and the names of the operation's variables in it. */
  get asks(): { readonly query: string; readonly variables: readonly string[] } {
    return { query: this.plan.operation, variables: this.plan.variableUsages ?? [] };
  }

  async run(execution: Execution, cursor: Cursor): Promise<void> {
    try {
      await (this.represent ? this.runOnEntities(execution, cursor) : this.runOnRoot(execution, cursor));
    } catch (error) {
      execution.errors.push(error);
    }
  }

  /** @returns undefined where there is nothing that could be asked for */
  entitiesAt({ data }: Cursor): Entities | undefined {
    const entities = this.represent && this.entitiesOf(objectsIn(data), this.represent);
    return entities?.told.length ? entities : undefined;
  }

  async askFor(entities: Entities, execution: Execution, cursor: Cursor): Promise<void> {
    const { told } = entities;
    const others = variablesOf(this.asks.variables, execution);
    const variables = withVariable(others, 'representations', told);
    this.hear(await this.subgraph.ask(this.question(execution, variables, told.length), execution.context), {
      entities,
      execution,
      cursor,
    });
  }

  /** Puts what the subgraph said of the entities where they are. */
  hear({ data, errors }: SubgraphReply, { entities, execution, cursor }: Heard): void {
    if (errors) {
      this.addErrors(execution, cursor, entities, errors);
    }
    if (!data) {
      return;
    }
    const received = data._entities as Array<Data | null>;
    const areNameless = received.map((entity) => Boolean(entity && !entity.__typename));
    const seen = new Set<number>();
    for (const { object, told } of entities.places) {
      const entity = received[told];
      if (entity && areNameless[told]) {
        // Each place lends the name that it has by now: another answer may have changed it at that place alone.
        entity.__typename = object.__typename;
      }
      this.receive(object, entity, !seen.has(told));
      seen.add(told);
    }
  }

  private async runOnRoot(execution: Execution, cursor: Cursor): Promise<void> {
    const objects = objectsIn(cursor.data);
    if (objects.length === 0) {
      return;
    }
    const { data, errors } = await this.subgraph.ask(
      this.question(execution, variablesOf(this.asks.variables, execution), undefined),
      execution.context,
    );
    errors?.forEach((error) =>
      execution.errors.push(this.located(error, error.path && [...cursor.path, ...error.path])),
    );
    if (data) {
      applyRewrites(this.schema, this.plan.outputRewrites, data);
    }
    objects.forEach((object) => merge(object, data));
  }

  private async runOnEntities(execution: Execution, cursor: Cursor): Promise<void> {
    const entities = this.entitiesAt(cursor);
    if (entities) {
      await this.askFor(entities, execution, cursor);
    }
  }

  private entitiesOf(objects: readonly Data[], represent: Represent): Entities {
    const told: string[] = [];
    const places: Array<{ object: Data; told: number }> = [];
    const known = new Map<string, number>();
    for (const object of objects) {
      const representation = represent(object);
      if (!representation?.__typename) {
        continue;
      }
      applyRewrites(this.schema, this.plan.inputRewrites, representation);
      const text = JSON.stringify(representation);
      const index = (this.isRewritten ? undefined : known.get(text)) ?? told.length;
      if (index === told.length) {
        known.set(text, index);
        told.push(text);
      }
      places.push({ object, told: index });
    }
    return { told, places };
  }

  private receive(object: Data, received: Data | null | undefined, isFirst: boolean): void {
    if (isFirst) {
      applyRewrites(this.schema, this.plan.outputRewrites, received as Data);
      merge(object, received);
    } else {
      mergeCopy(object, received);
    }
  }

  /** An error of an entity is an error at each place where that entity is. */
  private addErrors(
    execution: Execution,
    cursor: Cursor,
    { places }: Entities,
    errors: readonly GraphQLFormattedError[],
  ): void {
    let paths: Array<Array<string | number>> | undefined;
    for (const error of errors) {
      const [, index, ...rest] = error.path ?? [];
      if (typeof index !== 'number') {
        execution.errors.push(this.located(error, error.path && [...cursor.path, ...error.path]));
        continue;
      }
      paths ??= pathsOf(cursor, execution);
      for (const place of placesOf(index, places)) {
        execution.errors.push(this.located(error, [...(paths[place] ?? []), ...rest]));
      }
    }
  }

  private located(error: GraphQLFormattedError, path: ReadonlyArray<string | number> | undefined): GraphQLError {
    const { serviceName } = this.plan;
    return new GraphQLError(error.message || `Error while fetching subquery from service "${serviceName}"`, {
      originalError: error as unknown as Error,
      path,
      extensions: { ...error.extensions, serviceName },
    });
  }

  private question({ isOpen }: Execution, variables: string, entities: number | undefined): SubgraphQuestion {
    const { operation, operationKind } = this.plan;
    const body = `${this.opening}${variables}${this.closing}`;
    return { query: operation, isMutation: (operationKind as string) === 'mutation', isOpen, body, entities };
  }
}

/** Values of these variables of the operation, as JSON; one that nobody gave is left out. */
export function variablesOf(names: readonly string[], { variables }: Execution): string {
  if (names.length === 0) {
    return '{}';
  }
  const own = names.filter((name) => Object.hasOwn(variables, name));
  return JSON.stringify(Object.fromEntries(own.map((name) => [name, variables[name]])));
}

/** Adds a list, of values that are JSON already, to variables that are. */
export function withVariable(variables: string, name: string, values: readonly string[]): string {
  const added = `${JSON.stringify(name)}:[${values.join()}]`;
  return variables === '{}' ? `{${added}}` : `${variables.slice(0, -1)},${added}}`;
}

function objectsIn(data: unknown): Data[] {
  return Array.isArray(data) ? (data as Data[]).filter((one) => one !== null && one !== undefined) : [data as Data];
}

/** As the engine numbers them: of all entities that are there, also of those that could not be told. */
function pathsOf({ path }: Cursor, { data }: Execution): Array<Array<string | number>> {
  const paths: Array<Array<string | number>> = [];
  generateHydratedPaths([], [...path], data, paths);
  return paths;
}

function placesOf(told: number, places: Entities['places']): number[] {
  const found = places.flatMap((place, i) => (place.told === told ? [i] : []));
  return found.length > 0 ? found : [told];
}
