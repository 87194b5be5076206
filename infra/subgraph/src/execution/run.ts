import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
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

  constructor(
    readonly asked: Asked,
    readonly context: unknown,
    readonly variables: Record<string, unknown>,
  ) {}

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
