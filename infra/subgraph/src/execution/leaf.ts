import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';

/** Said of a value that needs a second look: the type's own `serialize` decides, with its words. */
export const UNUSUAL = Symbol('unusual');

export type Leaf = (value: unknown) => unknown;

const MAX_INT = 2_147_483_647;
const MIN_INT = -2_147_483_648;

const USUAL: Readonly<Record<string, Leaf>> = {
  String: (value) => (typeof value === 'string' ? value : UNUSUAL),
  ID: (value) => (typeof value === 'string' ? value : UNUSUAL),
  Boolean: (value) => (typeof value === 'boolean' ? value : UNUSUAL),
  Float: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : UNUSUAL),
  Int: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value <= MAX_INT && value >= MIN_INT ? value : UNUSUAL,
};

/** What a value of the type usually becomes in the answer, without a doubt and without an exception. */
export function usualLeaf(type: GraphQLLeafType): Leaf {
  if (isEnumType(type)) {
    const names = new Map<unknown, unknown>(type.getValues().map(({ value, name }) => [value, name]));
    return (value) => names.get(value) ?? UNUSUAL;
  }
  return (isSpecifiedScalarType(type) && USUAL[type.name]) || (() => UNUSUAL);
}
