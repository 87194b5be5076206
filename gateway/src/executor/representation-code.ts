import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import { isObjectOfType } from './engine-inside.js';
import { type Data, merge } from './merge.js';
import type { PlanField, PlanSelection } from './plan.js';

/** What a subgraph is told of an entity, so that it knows which one; null when what it needs is not there. */
export type Represent = (entity: unknown) => Data | null;

/**
 * Makes the representations that a fetch requires. The usual form, keys and required fields of one type each, has code of
 * its own, by `__typename`; any other entity goes by the engine's rules, step by step.
 */
export function compileRepresent(schema: GraphQLSchema, requires: readonly PlanSelection[]): Represent {
  const represent: Represent = (entity) => representStepwise(schema, entity, requires);
  const cases = casesOf(schema, requires);
  if (!cases) {
    return represent;
  }
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the point of this folder: see adr/0034-compiled-executor.md
  const make = new Function('represent', 'hasOwn', `'use strict';${codeOf(cases)}`);
  return (make as (represent: Represent, hasOwn: typeof Object.hasOwn) => Represent)(represent, Object.hasOwn);
}

function casesOf(
  schema: GraphQLSchema,
  requires: readonly PlanSelection[],
): ReadonlyMap<string, readonly PlanField[]> | undefined {
  const cases = new Map<string, readonly PlanField[]>();
  for (const selection of requires) {
    if (selection.kind !== 'InlineFragment' || !selection.typeCondition || !areFlat(selection.selections)) {
      return undefined;
    }
    for (const name of typesWithin(schema, selection.typeCondition)) {
      if (cases.has(name)) {
        return undefined;
      }
      cases.set(name, selection.selections);
    }
  }
  return cases;
}

function areFlat(selections: readonly PlanSelection[]): selections is readonly PlanField[] {
  return selections.every(
    (selection) =>
      selection.kind === 'Field' && !selection.selections && !(responseNameOf(selection) in Object.prototype),
  );
}

function typesWithin(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  if (!isAbstractType(type)) {
    return [name];
  }
  const named = Object.values(schema.getTypeMap()).filter((other) => isObjectType(other) || isInterfaceType(other));
  return [name, ...named.filter((other) => schema.isSubType(type, other)).map((other) => other.name)];
}

function codeOf(cases: ReadonlyMap<string, readonly PlanField[]>): string {
  const clauses = [...cases].map(([type, fields]) => {
    const names = [...new Set(fields.map(responseNameOf))].map((name) => JSON.stringify(name));
    const reads = names.map((name, i) => `const v${i}=e[${name}];if(v${i}===undefined)return null;`);
    return `case ${JSON.stringify(type)}:{${reads.join('')}return {${names.map((name, i) => `${name}:v${i}`).join()}};}`;
  });
  return `return function(e){switch(e.__typename){${clauses.join('')}default:return represent(e);}};`;
}

function representStepwise(schema: GraphQLSchema, source: unknown, selections: readonly PlanSelection[]): Data | null {
  if (source === null) {
    return null;
  }
  const result = Object.create(null) as Data;
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const { typeCondition } = selection;
      if (typeCondition && source && isObjectOfType(schema, source as Data, typeCondition)) {
        merge(result, representStepwise(schema, source, selection.selections));
      }
    } else if (!addField(schema, source as Data, selection, result)) {
      return null;
    }
  }
  return result;
}

function addField(schema: GraphQLSchema, source: Data, field: PlanField, result: Data): boolean {
  const name = responseNameOf(field);
  const value = Object.hasOwn(source, name) ? source[name] : undefined;
  if (value === undefined) {
    return false;
  }
  const { selections } = field;
  const inside = (one: unknown) => (selections ? representStepwise(schema, one, selections) : one);
  result[name] = Array.isArray(value) ? value.map(inside) : inside(value);
  return true;
}

function responseNameOf({ alias, name }: PlanField): string {
  return alias ?? name;
}
