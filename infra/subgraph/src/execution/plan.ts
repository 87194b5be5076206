import {
  type FieldNode,
  getArgumentValues,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  TypeNameMetaFieldDef,
} from 'graphql';
import { Abstract } from './abstract.js';
import { type Leaf, UNUSUAL, usualLeaf } from './leaf.js';
import { type Complete, type FieldPlan, infoOf, type ObjectPlan } from './field-plan.js';
import { type Answerable, type Asked, isPromise, type Place, type Run } from './run.js';
import { NotPlanned, selectionOf } from './selection.js';

export function planObject(asked: Asked, type: GraphQLObjectType, nodes: readonly FieldNode[] | null): ObjectPlan {
  if (type.isTypeOf) {
    throw new NotPlanned('isTypeOf');
  }
  const sets = nodes === null ? [asked.operation.selectionSet] : nodes.map(({ selectionSet }) => selectionSet);
  const selection = selectionOf(asked, type, sets);
  return { type, fields: [...selection].map(([key, places]) => planField(asked, type, key, places)) };
}

function planField(asked: Asked, parent: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): FieldPlan {
  const { value: name } = nodes[0]!.name;
  const definition = name === '__typename' ? TypeNameMetaFieldDef : parent.getFields()[name];
  if (key === '__proto__' || !definition) {
    throw new NotPlanned(name);
  }
  const { type, resolve } = definition;
  const inner = isNonNullType(type) ? type.ofType : type;
  const field: FieldPlan = {
    key,
    name,
    nodes,
    parent,
    type,
    definition,
    resolve,
    leaf: resolve ? undefined : leafOf(name, parent, inner),
    isNullable: !isNonNullType(type),
    complete: undefined as never,
  };
  field.complete = completion(asked, field, type);
  return field;
}

function leafOf(name: string, parent: GraphQLObjectType, type: GraphQLOutputType): Leaf | undefined {
  if (name === '__typename') {
    return () => parent.name;
  }
  return isLeafType(type) ? usualLeaf(type) : undefined;
}

function completion(asked: Asked, field: FieldPlan, type: GraphQLOutputType): Complete {
  const inner = isNonNullType(type) ? type.ofType : type;
  const some = completionOfSome(asked, field, inner);
  if (!isNonNullType(type)) {
    return (run, value, place) => (value === null || value === undefined ? null : some(run, required(value), place));
  }
  const refuse = (): never => {
    throw new Error(`Cannot return null for non-nullable field ${field.parent.name}.${field.name}.`);
  };
  return (run, value, place) =>
    value === null || value === undefined ? refuse() : (some(run, required(value), place) ?? refuse());
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

function serialized(type: GraphQLLeafType, value: unknown): unknown {
  const said = type.serialize(value);
  if (said === null || said === undefined) {
    throw new Error(`Expected \`${type.name}.serialize\` to return non-nullable value, returned: ${String(said)}`);
  }
  return said;
}

function listOf(field: FieldPlan, itemType: GraphQLOutputType, complete: Complete): Complete {
  const about = { nodes: field.nodes, type: itemType, complete };
  return (run, value, place) => {
    if (typeof value !== 'object' || typeof (value as Iterable<unknown>)[Symbol.iterator] !== 'function') {
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${field.parent.name}.${field.name}".`);
    }
    let waits = false;
    const items: unknown[] = [];
    try {
      for (const item of value as Iterable<unknown>) {
        const at: Place = { prev: place, key: items.length, typename: undefined };
        const done = guarded(run, about, item, at);
        waits ||= isPromise(done);
        items.push(done);
      }
    } catch (error) {
      // Items under way may fail too, and nobody is left to hear it: unheard, it would end the process.
      items.filter(isPromise).forEach((item) => void item.catch(() => undefined));
      throw error;
    }
    return waits ? Promise.all(items) : items;
  };
}

/** Completes a value that may come later, and answers for what is wrong with it where its type says. */
function guarded(run: Run, about: Answerable & { complete: Complete }, value: unknown, place: Place): unknown {
  const { complete } = about;
  try {
    const done = isPromise(value)
      ? value.then((resolved) => complete(run, resolved, place))
      : complete(run, value, place);
    return isPromise(done) ? done.then(undefined, (raw) => run.fail(raw, about, place)) : done;
  } catch (raw) {
    return run.fail(raw, about, place);
  }
}

/** All fields of one object; the object itself when nothing has to be waited for. */
export function executeFields(run: Run, plan: ObjectPlan, source: unknown, place: Place | undefined): unknown {
  const { fields } = plan;
  const answer: Record<string, unknown> = {};
  const later: string[] = [];
  try {
    for (let i = 0; i < fields.length; i += 1) {
      const field = fields[i]!;
      const value = usual(field, source);
      const done = value === UNUSUAL ? executeField(run, field, source, place) : value;
      answer[field.key] = done;
      if (value === UNUSUAL && isPromise(done)) {
        later.push(field.key);
      }
    }
  } catch (error) {
    if (later.length === 0) {
      throw error;
    }
    // Those already under way end first: what they reject with must be somebody's.
    return Promise.all(later.map((key) => answer[key])).finally(() => {
      throw error;
    });
  }
  return later.length === 0 ? answer : settled(answer, later);
}

async function settled(answer: Record<string, unknown>, later: readonly string[]): Promise<unknown> {
  const values = await Promise.all(later.map((key) => answer[key]));
  later.forEach((key, i) => (answer[key] = values[i]));
  return answer;
}

/** The value of a property that is a leaf and as it should be; anything else takes the long way, and its errors with it. */
function usual({ leaf, name, isNullable }: FieldPlan, source: unknown): unknown {
  if (leaf === undefined || typeof source !== 'object' || source === null) {
    return UNUSUAL;
  }
  try {
    const value = (source as Record<string, unknown>)[name];
    return isNullable && (value === null || value === undefined) ? null : leaf(value);
  } catch {
    return UNUSUAL;
  }
}

function executeField(run: Run, field: FieldPlan, source: unknown, parent: Place | undefined): unknown {
  const place: Place = { prev: parent, key: field.key, typename: field.parent.name };
  let value: unknown;
  try {
    value = valueOf(run, field, source, place);
  } catch (raw) {
    return run.fail(raw, field, place);
  }
  return guarded(run, field, value, place);
}

function valueOf(run: Run, field: FieldPlan, source: unknown, place: Place): unknown {
  const { resolve, name, definition } = field;
  const args = () => getArgumentValues(definition, field.nodes[0]!, run.variables);
  if (name === '__typename') {
    return field.parent.name;
  }
  if (resolve) {
    return resolve(source, args(), run.context, infoOf(run, field, place));
  }
  if ((typeof source !== 'object' || source === null) && typeof source !== 'function') {
    return undefined;
  }
  const value = (source as Record<string, unknown>)[name];
  return typeof value === 'function'
    ? (value as (...all: unknown[]) => unknown).call(source, args(), run.context, infoOf(run, field, place))
    : value;
}
