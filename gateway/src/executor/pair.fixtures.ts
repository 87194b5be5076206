import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AssertionSigner } from '@trama/identity/assertion';
import { PUBBLICO } from '@trama/kernel/identity';
import { createLog } from '@trama/kernel/log';
import { type DocumentNode, type GraphQLError, type GraphQLSchema, Kind, parse } from 'graphql';
import { FieldPermissions } from '../authorization/field-permissions.js';
import { createSupergraph, type Supergraph } from '../federation/supergraph.js';
import { Ending } from '../ending.js';
import { compose } from '../gateway.fixtures.js';
import type { EngineRequest } from './compiled-executor.js';
import type { RandomOperation } from './operations.fixtures.js';
import { HONEST, RandomSubgraph } from './subgraphs.fixtures.js';
import { SYNTHETIC } from './synthetic.fixtures.js';

export type Execute = NonNullable<Awaited<ReturnType<Supergraph['load']>>['executor']>;

const SCHEMA = new URL('../../../schema/', import.meta.url);
const OURS = ['ambito', 'ats', 'asst', 'terzo-settore'];

/** The same subgraphs behind both executors. */
export interface Pair {
  readonly schema: GraphQLSchema;
  readonly subgraphs: readonly RandomSubgraph[];
  readonly compiled: Execute;
  readonly engine: Execute;
  /** What the log says, by its line. */
  readonly logged: Array<{ readonly line: string } & Record<string, unknown>>;
  stop(): Promise<void>;
}

export async function pairOf(supergraphSdl: string, typeDefs: Record<string, DocumentNode>): Promise<Pair> {
  const subgraphs = Object.entries(typeDefs).map(([name, of]) => new RandomSubgraph(name, of, HONEST));
  const clients = new Map(subgraphs.map((subgraph) => [subgraph.servizio, subgraph]));
  const signer = { sign: () => 'firma' } as unknown as AssertionSigner;
  const logged: Pair['logged'] = [];
  const log = Object.assign(createLog('prova', 'silent'), {
    info: (fields: object, line: string) => void logged.push({ ...fields, line }),
  });
  const permissions = FieldPermissions.of(supergraphSdl);
  let schema: GraphQLSchema | undefined;
  const start = async (compiled: boolean) => {
    const supergraph = createSupergraph({
      supergraphSdl,
      clients,
      signer,
      permissions,
      log,
      compiled,
      singleFlight: true,
    });
    supergraph.onSchemaLoadOrUpdate(({ apiSchema }) => (schema = apiSchema));
    const { executor } = await supergraph.load({ apollo: {} });
    return { execute: executor!, stop: () => supergraph.stop() };
  };
  const [compiled, engine] = [await start(true), await start(false)];
  return {
    schema: schema!,
    subgraphs,
    compiled: compiled.execute,
    engine: engine.execute,
    logged,
    stop: async () => void (await Promise.all([compiled.stop(), engine.stop()])),
  };
}

export function requestFor(
  { schema }: Pair,
  { text, variables }: RandomOperation,
  document: DocumentNode,
): EngineRequest {
  return {
    request: { query: text, variables: structuredClone(variables) },
    queryHash: createHash('sha256').update(text).digest('hex'),
    document,
    operation: document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION),
    operationName: null,
    schema,
    metrics: {},
    context: { chiamante: PUBBLICO, requestId: 'r', spend: () => undefined, ending: new Ending() },
  } as unknown as EngineRequest;
}

/**
 * All that a caller could see of an answer. Errors in no order, because services answer in none; fields in no order either,
 * because where fragments meet the engine does not keep GraphQL's own, and ours does.
 */
export async function seen(execute: Execute, request: EngineRequest): Promise<unknown> {
  try {
    const { data, errors = [], extensions } = await execute(request as Parameters<Execute>[0]);
    return { data: JSON.stringify(data, inOrder), errors: errors.map(errorOf).sort(), extensions };
  } catch {
    return 'the whole request fails';
  }
}

function inOrder(_key: string, value: unknown): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  // As pairs: `__proto__` is a name like any other.
  return isObject ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : value;
}

function errorOf(error: GraphQLError): string {
  const { message, path, extensions } = error;
  return JSON.stringify([message, path, extensions]);
}

export function ours(): Promise<Pair> {
  const read = (file: string) => readFileSync(new URL(file, SCHEMA), 'utf8');
  const typeDefs = Object.fromEntries(OURS.map((name) => [name, parse(read(`subgraphs/${name}.graphql`))]));
  return pairOf(read('supergraph.graphql'), typeDefs);
}

export function synthetic(): Promise<Pair> {
  return pairOf(compose(SYNTHETIC), SYNTHETIC);
}
