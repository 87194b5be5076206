import { jsonOfText, JsonWriter } from '@trama/kernel/json-text';
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

/** An answer while it is written. */
export class Answer extends JsonWriter {
  /** Whether a promise of the schema was broken: the caller reads it. */
  isBroken = false;
}

/**
 * Writes the answer, as JSON, of what the subgraphs said. Throws ANOMALY.
 *
 * @returns whether there is one: otherwise nothing was written, and the answer is null
 */
export type Shape = (input: Data, answer: Answer) => boolean;

/** More functions than this and the operation is left to the engine: code has a size too. */
const MAX_FUNCTIONS = 400;

/** What the generated code calls, by the names that it has there. */
const CALLED = { ANOMALY, hasOwn: Object.hasOwn, jsonOfText, json: JSON.stringify };

/**
 * The code that writes the answers of one operation: a function for each kind of object in it. Everything in its text
 * comes from the schema and the document, as a quoted name; what subgraphs or callers send is only ever a value in it.
 *
 * @throws NotCovered
 */
export function compileShape(parts: DocumentParts, root: GraphQLObjectType, set: SelectionSetNode): Shape {
  const code = new ShapeCode(parts);
  const main = code.objectOf(root, [{ set, parent: root }], false);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the point of this folder: see adr/0034-compiled-executor.md
  const make = new Function(...Object.keys(CALLED), `'use strict';${code.text()}return ${main};`);
  return (make as (...called: unknown[]) => Shape)(...Object.values(CALLED));
}

/** What was written since it began is taken back: an object or a list that lacks something it must have is null as a whole. */
const BEGIN = 'const text=a.text,written=a.written;let whole=true;';
const END = 'if(!whole){a.text=text;a.written=written;}return whole;';

/**
 * Each function has what is to be written as `o` or `l` and the answer as `a`, and says whether anything was written: if not, it is
 * null, and who called it writes that.
 */
class ShapeCode {
  private readonly functions: string[] = [];
  private readonly known = new Map<string, string>();
  private readonly setIds = new Map<SelectionSetNode, number>();

  constructor(private readonly parts: DocumentParts) {}

  text(): string {
    return this.functions.join('\n');
  }

  /** @returns the name of a function that writes an object of this type */
  objectOf(type: GraphQLObjectType, selected: readonly Selected[], isNamed: boolean): string {
    return this.once(`${type.name}:${isNamed}:${this.keyOf(selected)}`, (name) => {
      const { fields, isByName } = collectFields(this.parts, type, selected);
      const steps = fields.map((field, i) => this.field(field, i === 0 ? '{' : ',', type));
      const typename = quoted(type.name);
      const isOther = isByName ? `t!==${typename}` : `t!==undefined&&t!==${typename}`;
      const check = isNamed ? '' : `const t=o.__typename;if(${isOther})throw ANOMALY;`;
      const opening = fields.length === 0 ? "a.text+='{';" : '';
      return `function ${name}(o,a){${check}${BEGIN}let v,s;${opening}${steps.join('')}a.text+='}';${END}}`;
    });
  }

  private field(field: Collected, before: string, object: GraphQLObjectType): string {
    const { responseName, fieldName, type, inside } = field;
    const value = ownValue(responseName);
    const opening = quoted(`${before}${quoted(responseName)}:`);
    if (type === undefined || fieldName === '__typename') {
      const name = quoted(object.name);
      const written = quoted(`${before}${quoted(responseName)}:${name}`);
      return `v=${value};if(v!==undefined&&v!==null&&v!==${name})throw ANOMALY;a.text+=${written};`;
    }
    // The other fields are looked at all the same: the engine stops here too, but it may have met them before this one.
    const missing = isNonNullType(type) ? 'a.isBroken=true;whole=false;' : '';
    return `v=${value};${this.valueOf(type, inside, opening, missing)}`;
  }

  /**
   * Statements that write the value of `v`.
   *
   * @param opening a text in quotes that stands before it
   * @param missing statements for when there is no value
   */
  private valueOf(type: GraphQLOutputType, inside: readonly Selected[], opening: string, missing: string): string {
    const nullable = getNullableType(type);
    if (!isListType(nullable) && !isCompositeType(nullable)) {
      const text = `s=v===undefined||v===null?null:${leafText(nullable)};`;
      return missing
        ? `${text}if(s===null){${missing}}else a.text+=${opening}+s;`
        : `${text}a.text+=${opening}+(s===null?'null':s);`;
    }
    const write = isListType(nullable) ? this.listOf(nullable.ofType, inside) : this.compositeOf(nullable, inside);
    return `a.text+=${opening};if(v===undefined||v===null||!${write}(v,a)){a.text+='null';${missing}}`;
  }

  private listOf(element: GraphQLOutputType, inside: readonly Selected[]): string {
    return this.once(`[${String(element)}]:${this.keyOf(inside)}`, (name) => {
      const missing = isNonNullType(element) ? 'a.isBroken=true;whole=false;' : '';
      const each = this.valueOf(element, inside, "(i===0?'':',')", missing);
      return (
        `function ${name}(l,a){if(!Array.isArray(l))throw ANOMALY;${BEGIN}let v,s;a.text+='[';` +
        `for(let i=0;i<l.length;i++){v=l[i];${each}a.flushIfLong();}a.text+=']';${END}}`
      );
    });
  }

  private compositeOf(type: GraphQLCompositeType, inside: readonly Selected[]): string {
    return this.once(`${type.name}?:${this.keyOf(inside)}`, (name) => {
      const check = `if(typeof o!=='object'||Array.isArray(o))throw ANOMALY;`;
      if (isObjectType(type)) {
        return `function ${name}(o,a){${check}return ${this.objectOf(type, inside, false)}(o,a);}`;
      }
      const cases = this.parts.schema
        .getPossibleTypes(type)
        .map((object) => `case ${quoted(object.name)}:return ${this.objectOf(object, inside, true)}(o,a);`);
      return `function ${name}(o,a){${check}switch(o.__typename){${cases.join('')}default:throw ANOMALY;}}`;
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

/** Of a name that every object has by inheritance only the object's own counts. */
function ownValue(name: string): string {
  const own = `o[${quoted(name)}]`;
  return name in Object.prototype ? `(hasOwn(o,${quoted(name)})?${own}:undefined)` : own;
}

/** An expression of the JSON of `v`, which is not null; null for a value that the type does not have. */
function leafText(type: GraphQLNamedType): string {
  const broken = '(a.isBroken=true,null)';
  const text = `(typeof v==='string'?jsonOfText(v):${broken})`;
  if (isEnumType(type)) {
    return `(${enumCheck(type)}?'"'+v+'"':${broken})`;
  }
  // As the engine writes numbers before it looks at them: beyond 1e21 they are no integers any more.
  const isInteger = `typeof v==='number'&&Number.isInteger(v)&&v<1e21&&v>-1e21`;
  switch (type.name) {
    case 'String':
      return text;
    case 'Boolean':
      return `(typeof v==='boolean'?''+v:${broken})`;
    case 'Int':
      return `(${isInteger}?''+v:${broken})`;
    case 'Float':
      return `(typeof v==='number'&&isFinite(v)?''+v:${broken})`;
    case 'ID':
      return `(${isInteger}?''+v:${text})`;
    default:
      return 'json(v)';
  }
}

const enumCheck = (type: GraphQLEnumType): string =>
  type
    .getValues()
    .map(({ name }) => `v===${quoted(name)}`)
    .join('||');
