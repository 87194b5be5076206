import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { applyRewrites, generateHydratedPaths } from './engine-inside.js';
import type { Cursor, Execution, Subgraph, SubgraphQuestion } from './execution.js';
import { type Data, merge, mergeCopy } from './merge.js';
import type { FetchPlan } from './plan.js';
import { compileRepresent, type Represent } from './representation-code.js';

/** The entities of a fetch, each told once; several places of the answer may be the same entity. */
interface Entities {
  /** Representations as JSON, without repetition. */
  readonly told: readonly string[];
  /** For each place that can be told: the object there, and which of `told` is its own. */
  readonly places: ReadonlyArray<{ readonly object: Data; readonly told: number }>;
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

  async run(execution: Execution, cursor: Cursor): Promise<void> {
    const { data } = cursor;
    const objects = Array.isArray(data)
      ? (data as unknown[]).filter((one) => one !== null && one !== undefined)
      : [data];
    if (objects.length === 0) {
      return;
    }
    try {
      await (this.represent
        ? this.runOnEntities(execution, cursor, objects as Data[], this.represent)
        : this.runOnRoot(execution, cursor, objects as Data[]));
    } catch (error) {
      execution.errors.push(error);
    }
  }

  private async runOnRoot(execution: Execution, cursor: Cursor, objects: readonly Data[]): Promise<void> {
    const { data, errors } = await this.subgraph.ask(
      this.question(execution, this.variablesOf(execution), undefined),
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

  private async runOnEntities(
    execution: Execution,
    cursor: Cursor,
    objects: readonly Data[],
    represent: Represent,
  ): Promise<void> {
    const entities = this.entitiesOf(objects, represent);
    const { told, places } = entities;
    if (told.length === 0) {
      return;
    }
    const others = this.variablesOf(execution);
    const representations = `"representations":[${told.join()}]`;
    const variables = others === '{}' ? `{${representations}}` : `${others.slice(0, -1)},${representations}}`;
    const { data, errors } = await this.subgraph.ask(
      this.question(execution, variables, told.length),
      execution.context,
    );
    if (errors) {
      this.addErrors(execution, cursor, entities, errors);
    }
    if (!data) {
      return;
    }
    const received = data._entities as Array<Data | null>;
    const seen = new Set<number>();
    for (const place of places) {
      this.receive(place.object, received[place.told], !seen.has(place.told));
      seen.add(place.told);
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
      if (received && !received.__typename) {
        received.__typename = object.__typename;
      }
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

  private variablesOf({ variables }: Execution): string {
    const used = this.plan.variableUsages ?? [];
    if (used.length === 0) {
      return '{}';
    }
    const own = used.filter((name) => Object.hasOwn(variables, name));
    return JSON.stringify(Object.fromEntries(own.map((name) => [name, variables[name]])));
  }
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
