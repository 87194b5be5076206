import { asciiJsonOfText } from '@trama/kernel/json-text';
import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';

/** Said of a value that needs a second look: the type's own `serialize` decides, with its words. */
export const UNUSUAL: unique symbol = Symbol('unusual');

/** The JSON of a value, in ASCII. */
export type Leaf = (value: unknown) => string | typeof UNUSUAL;

const MAX_INT = 2_147_483_647;
const MIN_INT = -2_147_483_648;

const text: Leaf = (value) => (typeof value === 'string' ? asciiJsonOfText(value) : UNUSUAL);

const USUAL: Readonly<Record<string, Leaf>> = {
  String: text,
  ID: text,
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : UNUSUAL),
  Float: (value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : UNUSUAL),
  Int: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value <= MAX_INT && value >= MIN_INT
      ? String(value)
      : UNUSUAL,
};

/** What a value of the type usually becomes in the answer, without a doubt and without an exception. */
export function usualLeaf(type: GraphQLLeafType): Leaf {
  if (isEnumType(type)) {
    const names = new Map<unknown, string>(type.getValues().map(({ value, name }) => [value, `"${name}"`]));
    return (value) => names.get(value) ?? UNUSUAL;
  }
  return (isSpecifiedScalarType(type) && USUAL[type.name]) || (() => UNUSUAL);
}
