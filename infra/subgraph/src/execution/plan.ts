import {
  type FieldNode,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  TypeNameMetaFieldDef,
} from 'graphql';
import { asciiJsonOfText, inAscii } from '@trama/kernel/json-text';
import { Abstract } from './abstract.js';
import { type Leaf, UNUSUAL, usualLeaf } from './leaf.js';
import { type Complete, type FieldPlan, infoOf, type ObjectPlan, type Said } from './field-plan.js';
import { type Answerable, type Asked, isPromise, NULL, type Place, type Run } from './run.js';
import { NotPlanned, selectionOf } from './selection.js';
import { asksNoInfo } from './without-info.js';

export function planObject(asked: Asked, type: GraphQLObjectType, nodes: readonly FieldNode[] | null): ObjectPlan {
  if (type.isTypeOf) {
    throw new NotPlanned('isTypeOf');
  }
  const sets = nodes === null ? [asked.operation.selectionSet] : nodes.map(({ selectionSet }) => selectionSet);
  const selection = selectionOf(asked, type, sets);
  return {
    type,
    fields: [...selection].map(([key, places], i) =>
      planField(asked, type, { key, places, before: i === 0 ? '{' : ',' }),
    ),
  };
}

interface Wanted {
  readonly key: string;
  readonly places: readonly FieldNode[];
  /** Between it and what is written before. */
  readonly before: string;
}

function planField(asked: Asked, parent: GraphQLObjectType, { key, places: nodes, before }: Wanted): FieldPlan {
  const { value: name } = nodes[0]!.name;
  const definition = name === '__typename' ? TypeNameMetaFieldDef : parent.getFields()[name];
  if (key === '__proto__' || !definition) {
    throw new NotPlanned(name);
  }
  const { type, resolve } = definition;
  const inner = isNonNullType(type) ? type.ofType : type;
  const field: FieldPlan = {
    key,
    opening: `${before}"${key}":`,
    name,
    nodes,
    parent,
    type,
    definition,
    resolve,
    asksNoInfo: asksNoInfo(resolve),
    leaf: resolve ? undefined : leafOf(name, parent, inner),
    isNullable: !isNonNullType(type),
    complete: undefined as never,
  };
  field.complete = completion(asked, field, type);
  return field;
}

function leafOf(name: string, parent: GraphQLObjectType, type: GraphQLOutputType): Leaf | undefined {
  if (name === '__typename') {
    const said = `"${parent.name}"`;
    return () => said;
  }
  return isLeafType(type) ? usualLeaf(type) : undefined;
}

function completion(asked: Asked, field: FieldPlan, type: GraphQLOutputType): Complete {
  const inner = isNonNullType(type) ? type.ofType : type;
  const some = completionOfSome(asked, field, inner);
  if (!isNonNullType(type)) {
    return (run, value, place) => (value === null || value === undefined ? NULL : some(run, required(value), place));
  }
  return (run, value, place) => {
    if (value === null || value === undefined) {
      throw new Error(`Cannot return null for non-nullable field ${field.parent.name}.${field.name}.`);
    }
    return some(run, required(value), place);
  };
}

/** A value that is an error is one, wherever it is found. */
function required(value: unknown): unknown {
  if (value instanceof Error) {
    throw value;
  }
  return value;
}

function completionOfSome(asked: Asked, field: FieldPlan, type: GraphQLOutputType): Complete {
  if (isLeafType(type)) {
    const usual = usualLeaf(type);
    return (_run, value) => {
      const said = usual(value);
      return said === UNUSUAL ? serialized(type, value) : said;
    };
  }
  if (isListType(type)) {
    return listOf(field, type.ofType, completion(asked, field, type.ofType));
  }
  if (isObjectType(type)) {
    const plan = planObject(asked, type, field.nodes);
    return (run, value, place) => executeFields(run, plan, value, place);
  }
  if (isAbstractType(type)) {
    const abstract = new Abstract(asked, field, type, (object) => planObject(asked, object, field.nodes));
    return (run, value, place) => abstract.complete(run, value, place, executeFields);
  }
  throw new NotPlanned(String(type));
}

function serialized(type: GraphQLLeafType, value: unknown): string {
  const said = type.serialize(value);
  if (said === null || said === undefined) {
    throw new Error(`Expected \`${type.name}.serialize\` to return non-nullable value, returned: ${String(said)}`);
  }
  return typeof said === 'string' ? asciiJsonOfText(said) : inAscii(JSON.stringify(said));
}

function listOf(field: FieldPlan, itemType: GraphQLOutputType, complete: Complete): Complete {
  const about = { nodes: field.nodes, type: itemType, complete };
  return (run, value, place) => {
    if (typeof value !== 'object' || typeof (value as Iterable<unknown>)[Symbol.iterator] !== 'function') {
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${field.parent.name}.${field.name}".`);
    }
    const list = new Writing();
    try {
      let key = 0;
      for (const item of value as Iterable<unknown>) {
        list.add(key === 0 ? '[' : ',', guarded(run, about, item, { prev: place, key, typename: undefined }));
        key += 1;
      }
      return list.end(key === 0 ? '[]' : ']', whenAll);
    } catch (error) {
      // Items under way may fail too, and nobody is left to hear it: unheard, it would end the process.
      list.waiting.forEach((item) => void item.catch(() => undefined));
      throw error;
    }
  };
}

/** Completes a value that may come later, and answers for what is wrong with it where its type says. */
function guarded(run: Run, about: Answerable & { complete: Complete }, value: unknown, place: Place): Said {
  const { complete } = about;
  try {
    const done = isPromise(value)
      ? value.then((resolved) => complete(run, resolved, place))
      : complete(run, value, place);
    return typeof done === 'string' ? done : done.then(undefined, (raw) => run.fail(raw, about, place));
  } catch (raw) {
    return run.fail(raw, about, place);
  }
}

/** All fields of one object; at once when nothing has to be waited for. */
export function executeFields(run: Run, plan: ObjectPlan, source: unknown, place: Place | undefined): Said {
  const { fields } = plan;
  const object = new Writing();
  try {
    for (let i = 0; i < fields.length; i += 1) {
      const field = fields[i]!;
      const said = usual(field, source);
      object.add(field.opening, said === UNUSUAL ? executeField(run, field, source, place) : said);
    }
    return object.end(fields.length === 0 ? '{}' : '}', aTurnAfterAll);
  } catch (error) {
    if (object.waiting.length === 0) {
      throw error;
    }
    // Those already under way end first: what they reject with must be somebody's, and this error was there before.
    const fail = (): never => {
      throw error;
    };
    return Promise.all(object.waiting).then(fail, fail);
  }
}

/** A text of which some parts may still be waited for. */
class Writing {
  readonly waiting: Array<Promise<string>> = [];
  /** What stands before each of them. */
  private readonly before: string[] = [];
  private text = '';

  add(opening: string, said: Said): void {
    if (typeof said === 'string') {
      this.text += opening + said;
    } else {
      this.before.push(this.text + opening);
      this.waiting.push(said);
      this.text = '';
    }
  }

  end(closing: string, when: typeof whenAll): Said {
    const last = this.text + closing;
    const join = (parts: readonly string[]) =>
      parts.reduce((text, part, i) => text + this.before[i]! + part, '') + last;
    return this.waiting.length === 0 ? last : when(this.waiting, join);
  }
}

/**
 * As `Promise.all` for a list, and not a turn of the loop later, where the library waits no longer: of two errors that each end the
 * answer, the one that comes first is said.
 */
function whenAll(waiting: ReadonlyArray<Promise<string>>, join: (parts: readonly string[]) => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: string[] = [];
    let left = waiting.length;
    const take = (part: string, i: number): void => {
      parts[i] = part;
      left -= 1;
      if (left === 0) {
        resolve(join(parts));
      }
    };
    waiting.forEach((one, i) => void one.then((part) => take(part, i), reject));
  });
}

/** As the library waits for the fields of an object. */
const aTurnAfterAll: typeof whenAll = (waiting, join) => Promise.all(waiting).then(join);

/** A property that is a leaf and as it should be; anything else takes the long way, and its errors with it. */
function usual({ leaf, name, isNullable }: FieldPlan, source: unknown): string | typeof UNUSUAL {
  if (leaf === undefined || typeof source !== 'object' || source === null) {
    return UNUSUAL;
  }
  try {
    const value = (source as Record<string, unknown>)[name];
    return isNullable && (value === null || value === undefined) ? NULL : leaf(value);
  } catch {
    return UNUSUAL;
  }
}

function executeField(run: Run, field: FieldPlan, source: unknown, parent: Place | undefined): Said {
  const place: Place = { prev: parent, key: field.key, typename: field.parent.name };
  let value: unknown;
  try {
    value = valueOf(run, field, source, place);
  } catch (raw) {
    return run.fail(raw, field, place);
  }
  return guarded(run, field, value, place);
}

const NO_INFO = undefined as unknown as GraphQLResolveInfo;

function valueOf(run: Run, field: FieldPlan, source: unknown, place: Place): unknown {
  const { resolve, name } = field;
  if (name === '__typename') {
    return field.parent.name;
  }
  if (resolve) {
    const info = field.asksNoInfo ? NO_INFO : infoOf(run, field, place);
    return resolve(source, run.argumentsOf(field), run.context, info);
  }
  if ((typeof source !== 'object' || source === null) && typeof source !== 'function') {
    return undefined;
  }
  const value = (source as Record<string, unknown>)[name];
  return typeof value === 'function'
    ? (value as (...all: unknown[]) => unknown).call(
        source,
        run.argumentsOf(field),
        run.context,
        infoOf(run, field, place),
      )
    : value;
}
