import type { GraphQLField, GraphQLFieldResolver, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { Leaf } from './leaf.js';
import type { Answerable, Place, Run } from './run.js';

/** A part of the answer: its JSON, in ASCII. */
export type Said = string | Promise<string>;

/** Turns what a resolver gave into what the answer says; throws what is wrong with it. */
export type Complete = (run: Run, value: unknown, place: Place) => Said;

/** One field of one type, with all that does not depend on who asks worked out beforehand. */
export interface FieldPlan extends Answerable {
  /** Name in the answer. */
  readonly key: string;
  /** What is written before its value. */
  readonly opening: string;
  readonly name: string;
  readonly parent: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** Absent where the field is a property of its parent. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  /** Whether its resolver can do without what `infoOf` makes. */
  readonly asksNoInfo: boolean;
  /** For a property that is a leaf: its usual values need nothing else. */
  readonly leaf: Leaf | undefined;
  readonly isNullable: boolean;
  complete: Complete;
}

export interface ObjectPlan {
  readonly type: GraphQLObjectType;
  readonly fields: readonly FieldPlan[];
}

export function infoOf(run: Run, field: FieldPlan, place: Place): GraphQLResolveInfo {
  const { schema, operation, fragments } = run.asked;
  return {
    fieldName: field.name,
    fieldNodes: field.nodes,
    returnType: field.type,
    parentType: field.parent,
    path: place,
    schema,
    fragments,
    rootValue: undefined,
    operation,
    variableValues: run.variables,
  };
}
