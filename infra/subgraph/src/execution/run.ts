import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  type GraphQLError,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  isNonNullType,
  locatedError,
  type OperationDefinitionNode,
} from 'graphql';

/** Where a value stands in the answer; the same object for everything below it. */
export interface Place {
  readonly prev: Place | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
}

/** What an error is said of: where the document asks for it, and whether it may be null. */
export interface Answerable {
  readonly nodes: readonly FieldNode[];
  readonly type: GraphQLOutputType;
}

/** A field that has arguments. */
interface Called extends Answerable {
  readonly definition: GraphQLField<unknown, unknown>;
}

/** The plan of one operation: the same for all who ask it. */
export interface Asked {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

export const NULL = 'null';

/** One execution: who asks, with what, and what went wrong so far. */
export class Run {
  readonly errors: GraphQLError[] = [];
  private readonly nulled = new Set<Place | undefined>();
  private readonly args = new Map<Called, Record<string, unknown>>();

  constructor(
    readonly asked: Asked,
    readonly context: unknown,
    readonly variables: Record<string, unknown>,
  ) {}

  /** What a field is called with: the same wherever it stands in the answer. */
  argumentsOf(field: Called): Record<string, unknown> {
    const known = this.args.get(field);
    if (known) {
      return known;
    }
    const args = getArgumentValues(field.definition, field.nodes[0]!, this.variables);
    this.args.set(field, args);
    return args;
  }

  /** The error of a field becomes null where the type allows it, and its parent's error where it does not. */
  fail(raw: unknown, { nodes, type }: Answerable, place: Place): string {
    const error = locatedError(raw, nodes, keysOf(place));
    if (isNonNullType(type)) {
      throw error;
    }
    this.add(error, place);
    return NULL;
  }

  /** What is below a place that is already null is no longer in the answer, and neither is its error. */
  add(error: GraphQLError, place: Place | undefined): void {
    for (let at = place; at !== undefined; at = at.prev) {
      if (this.nulled.has(at)) {
        return;
      }
    }
    if (!this.nulled.has(undefined)) {
      this.nulled.add(place);
      this.errors.push(error);
    }
  }
}

export function keysOf(place: Place): Array<string | number> {
  const keys: Array<string | number> = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.prev) {
    keys.push(at.key);
  }
  return keys.reverse();
}

export const isPromise = <T = unknown>(value: T | Promise<T>): value is Promise<T> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
