import { requirePermesso } from '@trama/kernel/identity';
import type { Permesso } from '@trama/kernel/permessi';
import {
  getNamedType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isLeafType,
  isObjectType,
} from 'graphql';
import { type ClassType, getMetadataStorage } from 'type-graphql';
import { askedFields, askedOf } from './asked-fields.js';
import type { SubgraphContext } from './context.js';
import { withoutInfo } from './execution/without-info.js';

type Storage = ReturnType<typeof getMetadataStorage>;
type Method = Storage['fieldResolvers'][number] | Storage['queries'][number];
type Parameter = NonNullable<Method['params']>[number];
type Arguments = Readonly<Record<string, unknown>>;
type Resolve = GraphQLFieldResolver<unknown, SubgraphContext, Arguments>;
type Field = GraphQLField<unknown, SubgraphContext, Arguments>;

/**
 * Lets graphql itself call a resolver that needs nothing of the library: its permission is asked of the caller in the same
 * turn, and the method gets what it asks for. The library's way is three promises and a dozen objects for each call, and a
 * copy of the parent where that is not of its class.
 *
 * Left to the library are those that want more: middlewares, arguments that are objects, which are made and checked, and
 * parents with methods of their own.
 */
export function callPlainMethodsDirectly(schema: GraphQLSchema, resolvers: readonly ClassType[]): void {
  const direct = new Map<unknown, Resolve>();
  const { queries, fieldResolvers } = getMetadataStorage();
  const instances = new Map<unknown, object>(resolvers.map((resolver) => [resolver, new resolver()]));
  for (const method of [...queries, ...fieldResolvers]) {
    const instance = instances.get(method.target);
    const field = fieldOf(schema, method);
    if (instance && field?.resolve && isPlain(method, field)) {
      direct.set(field.resolve, directly(instance, method));
    }
  }
  replace(schema, direct);
}

/** Types that extend another one have its resolvers too: they are found by what they are, not where. */
function replace(schema: GraphQLSchema, direct: ReadonlyMap<unknown, Resolve>): void {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      field.resolve = direct.get(field.resolve) ?? field.resolve;
    }
  }
}

function fieldOf(schema: GraphQLSchema, method: Method): Field | undefined {
  const parent = parentOf(method);
  const { objectTypes } = getMetadataStorage();
  const name = parent ? objectTypes.find(({ target }) => target === parent)?.name : schema.getQueryType()?.name;
  const type = name === undefined ? undefined : schema.getType(name);
  return isObjectType(type) ? type.getFields()[method.schemaName] : undefined;
}

const parentOf = (method: Method): unknown => ('kind' in method ? method.getObjectType?.() : undefined);

function isPlain(method: Method, field: Field): boolean {
  const isOfAClassOfResolvers = !('kind' in method) || method.kind === 'external';
  return (
    isOfAClassOfResolvers &&
    (method.middlewares ?? []).length === 0 &&
    (method.params ?? []).every((parameter) => isPlainParameter(parameter, field))
  );
}

function isPlainParameter(parameter: Parameter, field: Field): boolean {
  switch (parameter.kind) {
    case 'context':
      return parameter.propertyName === undefined;
    case 'root':
      return parameter.propertyName === undefined && !hasMethods(parameter.getType?.());
    case 'custom':
      return parameter.resolver === askedOf && parameter.options.arg === undefined;
    case 'arg': {
      const argument = field.args.find(({ name }) => name === parameter.name);
      return argument !== undefined && parameter.validateFn === undefined && isLeafType(getNamedType(argument.type));
    }
    default:
      return false;
  }
}

/** A parent that was read as it stands in the database is no instance of its class, and has none of its methods. */
function hasMethods(type: unknown): boolean {
  for (let at: unknown = (type as ClassType | undefined)?.prototype; at && at !== Object.prototype;) {
    if (Object.getOwnPropertyNames(at).length > 1) {
      return true;
    }
    at = Object.getPrototypeOf(at);
  }
  return false;
}

function directly(instance: object, method: Method): Resolve {
  const { [method.methodName as never]: call } = instance as Record<string, (...all: unknown[]) => unknown>;
  const permessi = (method.roles ?? []) as readonly Permesso[];
  const readers = [...(method.params ?? [])].sort((a, b) => a.index - b.index).map(readerOf);
  const resolve: Resolve = (source, args, context, info) => {
    permessi.forEach((permesso) => requirePermesso(context.identity, permesso));
    return call!.apply(
      instance,
      readers.map((read) => read(source, args, context, info)),
    );
  };
  return method.params?.some(({ kind }) => kind === 'custom') ? resolve : withoutInfo(resolve);
}

type Reader = (...given: Parameters<Resolve>) => unknown;

function readerOf(parameter: Parameter): Reader {
  switch (parameter.kind) {
    case 'context':
      return (_source, _args, context) => context;
    case 'arg':
      return (_source, args) => args[parameter.name];
    case 'custom':
      return (_source, _args, _context, info) => askedFields(info);
    default:
      return (source) => source;
  }
}
