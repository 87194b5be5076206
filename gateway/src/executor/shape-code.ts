import {
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLEnumType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { type Collected, collectFields, type DocumentParts, NotCovered, type Selected } from './collected-fields.js';
import type { Data } from './merge.js';

/** The data is such that only the engine says what becomes of it. */
export const ANOMALY = new Error('anomaly');

/** Whether a promise of the schema was broken: the caller reads it, and forgets it before the next answer. */
export interface Broken {
  isBroken: boolean;
}

/** Makes the answer of what the subgraphs said. Throws ANOMALY. */
export type Shape = (input: Data, broken: Broken) => Data | null;

/** More functions than this and the operation is left to the engine: code has a size too. */
const MAX_FUNCTIONS = 400;

/**
 * The code that shapes the answers of one operation: a function for each kind of object in it. Everything in its text
 * comes from the schema and the document, as a quoted name; what subgraphs or callers send is only ever a value in it.
 *
 * @throws NotCovered
 */
export function compileShape(parts: DocumentParts, root: GraphQLObjectType, set: SelectionSetNode): Shape {
  const code = new ShapeCode(parts);
  const main = code.objectOf(root, [{ set, parent: root }], false);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the point of this folder: see adr/0034-compiled-executor.md
  const make = new Function('ANOMALY', 'hasOwn', `'use strict';${code.text()}return ${main};`);
  return (make as (anomaly: Error, hasOwn: typeof Object.hasOwn) => Shape)(ANOMALY, Object.hasOwn);
}

class ShapeCode {
  private readonly functions: string[] = [];
  private readonly known = new Map<string, string>();
  private readonly setIds = new Map<SelectionSetNode, number>();

  constructor(private readonly parts: DocumentParts) {}

  text(): string {
    return this.functions.join('\n');
  }

  /** @returns the name of a function from an object of this type to its part of the answer, or to null */
  objectOf(type: GraphQLObjectType, selected: readonly Selected[], isNamed: boolean): string {
    return this.once(`${type.name}:${isNamed}:${this.keyOf(selected)}`, (name) => {
      const { fields, isByName } = collectFields(this.parts, type, selected);
      const steps = fields.map((field, i) => this.field(field, i, type));
      const entries = fields.map(({ responseName }, i) => `${key(responseName)}:r${i}`);
      const typename = quoted(type.name);
      const isOther = isByName ? `t!==${typename}` : `t!==undefined&&t!==${typename}`;
      const check = isNamed ? '' : `const t=o.__typename;if(${isOther})throw ANOMALY;`;
      return `function ${name}(o,b){${check}let v,whole=true;${steps.join('')}return whole?{${entries.join(',')}}:null;}`;
    });
  }

  private field({ responseName, fieldName, type, inside }: Collected, i: number, object: GraphQLObjectType): string {
    const value = ownValue(responseName);
    if (type === undefined || fieldName === '__typename') {
      const name = quoted(object.name);
      return `v=${value};if(v!==undefined&&v!==null&&v!==${name})throw ANOMALY;const r${i}=${name};`;
    }
    const step = `v=${value};const r${i}=v===undefined||v===null?null:${this.valueOf(type, inside, 'v')};`;
    // The other fields are looked at all the same: the engine stops here too, but it may have met them before this one.
    return isNonNullType(type) ? `${step}if(r${i}===null){b.isBroken=true;whole=false;}` : step;
  }

  /** An expression of the shaped value of a variable that is not null. */
  private valueOf(type: GraphQLOutputType, inside: readonly Selected[], variable: string): string {
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      return `${this.listOf(nullable.ofType, inside)}(${variable},b)`;
    }
    if (isCompositeType(nullable)) {
      return `${this.compositeOf(nullable, inside)}(${variable},b)`;
    }
    const check = leafCheck(nullable as GraphQLNamedType, variable);
    return check === undefined ? variable : `(${check}?${variable}:(b.isBroken=true,null))`;
  }

  private listOf(element: GraphQLOutputType, inside: readonly Selected[]): string {
    return this.once(`[${String(element)}]:${this.keyOf(inside)}`, (name) => {
      const value = `const v=l[i];const r=v===undefined||v===null?null:${this.valueOf(element, inside, 'v')};`;
      const missing = isNonNullType(element) ? 'if(r===null){b.isBroken=true;whole=false;}' : '';
      return (
        `function ${name}(l,b){if(!Array.isArray(l))throw ANOMALY;const n=l.length,a=[];let whole=true;` +
        `for(let i=0;i<n;i++){${value}${missing}a.push(r);}return whole?a:null;}`
      );
    });
  }

  private compositeOf(type: GraphQLCompositeType, inside: readonly Selected[]): string {
    return this.once(`${type.name}?:${this.keyOf(inside)}`, (name) => {
      const check = `if(typeof o!=='object'||Array.isArray(o))throw ANOMALY;`;
      if (isObjectType(type)) {
        return `function ${name}(o,b){${check}return ${this.objectOf(type, inside, false)}(o,b);}`;
      }
      const cases = this.parts.schema
        .getPossibleTypes(type)
        .map((object) => `case ${quoted(object.name)}:return ${this.objectOf(object, inside, true)}(o,b);`);
      return `function ${name}(o,b){${check}switch(o.__typename){${cases.join('')}default:throw ANOMALY;}}`;
    });
  }

  /** The same function for the same work: fragments make the same objects come up in many places. */
  private once(key: string, write: (name: string) => string): string {
    const known = this.known.get(key);
    if (known) {
      return known;
    }
    const name = `f${this.known.size}`;
    this.known.set(key, name);
    if (this.known.size > MAX_FUNCTIONS) {
      throw new NotCovered('size');
    }
    this.functions.push(write(name));
    return name;
  }

  private keyOf(selected: readonly Selected[]): string {
    const ids = selected.map(({ set, parent }) => {
      const id = this.setIds.get(set) ?? this.setIds.size;
      this.setIds.set(set, id);
      return `${id}/${parent.name}`;
    });
    return ids.join();
  }
}

const quoted = (name: string) => JSON.stringify(name);

/** Written plainly, `__proto__` would be the object's prototype. */
const key = (name: string) => (name === '__proto__' ? `[${quoted(name)}]` : quoted(name));

/** Of a name that every object has by inheritance only the object's own counts. */
function ownValue(name: string): string {
  const own = `o[${quoted(name)}]`;
  return name in Object.prototype ? `(hasOwn(o,${quoted(name)})?${own}:undefined)` : own;
}

/** @returns undefined when any value will do */
function leafCheck(type: GraphQLNamedType, v: string): string | undefined {
  if (isEnumType(type)) {
    return enumCheck(type, v);
  }
  // As the engine writes numbers before it looks at them: beyond 1e21 they are no integers any more.
  const isInteger = `(typeof ${v}==='number'&&Number.isInteger(${v})&&${v}<1e21&&${v}>-1e21)`;
  switch (type.name) {
    case 'String':
      return `typeof ${v}==='string'`;
    case 'Boolean':
      return `typeof ${v}==='boolean'`;
    case 'Int':
      return isInteger;
    case 'Float':
      return `(typeof ${v}==='number'&&isFinite(${v}))`;
    case 'ID':
      return `(typeof ${v}==='string'||${isInteger})`;
    default:
      return undefined;
  }
}

function enumCheck(type: GraphQLEnumType, v: string): string {
  return type
    .getValues()
    .map(({ name }) => `${v}===${quoted(name)}`)
    .join('||');
}
