import type { ApolloGateway } from '@apollo/gateway';
import { PERMESSI_DI_RUOLO } from '@trama/kernel/ruoli';
import type { WrittenData } from '@trama/kernel/written-data';
import { type DocumentNode, type GraphQLError, Kind } from 'graphql';
import { LRUCache } from 'lru-cache';
import { askedFields } from '../authorization/asked-fields.js';
import type { FieldPermissions } from '../authorization/field-permissions.js';
import type { RequestContext } from '../request-context.js';
import { NotCovered } from './collected-fields.js';
import { CompiledOperation, type Ready } from './compiled-operation.js';
import { shapeAsEngine, supergraphSchemaOf } from './engine-inside.js';
import type { Subgraph } from './execution.js';
import type { Fallbacks } from './fallbacks.js';
import type { QueryPlan } from './plan.js';

type EngineExecutor = ApolloGateway['executor'];
export type EngineRequest = Parameters<EngineExecutor>[0];
export type EngineResult = Awaited<ReturnType<EngineExecutor>>;

/** Operations kept as code; the engine keeps their plans. */
const MAX_OPERATIONS = 500;
/** Stands for the code of an operation that is left to the engine. */
const ENGINE = 'engine';
const OPEN = new Set<string>(PERMESSI_DI_RUOLO.PUBBLICO);

/** Stops the engine where it has planned an operation and not yet begun to execute it. */
class Planned extends Error {
  constructor(readonly plan: QueryPlan) {
    super('planned');
  }
}

export interface CompiledSettings {
  readonly engine: ApolloGateway;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly fallbacks: Fallbacks;
  readonly permissions: FieldPermissions;
  /** Told how many requests to subgraphs an operation makes, before the first of them. */
  readonly spend: (context: RequestContext, fetches: number) => void;
}

/**
 * Executes operations with code made for each, and leaves to the engine what that code does not cover. The engine plans
 * all of them, checks their variables the first time, and has the last word on data that breaks the schema's promises.
 */
export class CompiledExecutor {
  private readonly operations = new LRUCache<string, CompiledOperation | typeof ENGINE>({ max: MAX_OPERATIONS });
  private readonly planning = new WeakSet<EngineRequest>();

  constructor(private readonly settings: CompiledSettings) {}

  /** To be called by the engine, when it has a plan and before it executes. */
  planned(request: EngineRequest, plan: QueryPlan): void {
    if (this.planning.delete(request)) {
      throw new Planned(plan);
    }
  }

  /** Forgets everything: the schema is another. */
  forget(): void {
    this.operations.clear();
  }

  stop(): void {
    this.settings.fallbacks.report();
  }

  async execute(request: EngineRequest): Promise<EngineResult> {
    const { engine, fallbacks } = this.settings;
    const variables = request.request.variables ?? {};
    const key = `${request.queryHash}:${request.request.operationName ?? ''}`;
    if (!this.operations.has(key)) {
      const refused = await this.prepare(key, request);
      if (refused) {
        return refused;
      }
    }
    const known = this.operations.get(key);
    const operation = known === ENGINE ? undefined : known;
    const refusals = operation?.refusals(variables) ?? [];
    if (refusals.length > 0) {
      return { errors: refusals };
    }
    const ready = operation?.with(variables);
    if (!operation || !ready) {
      fallbacks.count('operation');
      return engine.executor(request);
    }
    return this.run(operation, request, ready);
  }

  private async run(operation: CompiledOperation, request: EngineRequest, ready: Ready): Promise<EngineResult> {
    const { engine, fallbacks, spend } = this.settings;
    const context = request.context as RequestContext;
    spend(context, operation.fetches);
    const { errors, gathered, data } = await operation.run(context, ready);
    if (data !== undefined) {
      fallbacks.count('compiled');
      return answerOf(errors, data);
    }
    fallbacks.count('data');
    const shaped = shapeAsEngine(engine, documentOf(request), gathered, request.request.variables);
    return errors.length === 0 || shaped.errors ? shaped : { errors, data: shaped.data };
  }

  /** @returns what the engine answers when it does not come to a plan */
  private async prepare(key: string, request: EngineRequest): Promise<EngineResult | undefined> {
    this.planning.add(request);
    try {
      return await this.settings.engine.executor(request);
    } catch (error) {
      if (!(error instanceof Planned)) {
        throw error;
      }
      this.operations.set(key, this.compile(request, error.plan) ?? ENGINE);
      return undefined;
    } finally {
      this.planning.delete(request);
    }
  }

  private compile(request: EngineRequest, plan: QueryPlan): CompiledOperation | undefined {
    const { engine, subgraphs, fallbacks, permissions } = this.settings;
    const { schema, document, operation } = request;
    const notCovered = (reason: string) => fallbacks.notCovered(reason);
    const isOpen = askedFields(schema, document, operation, permissions).every(({ permesso }) => OPEN.has(permesso));
    const surroundings = { schema: supergraphSchemaOf(engine), subgraphs };
    try {
      return new CompiledOperation({ schema, document, operation, plan, isOpen, notCovered }, surroundings);
    } catch (error) {
      if (!(error instanceof NotCovered)) {
        throw error;
      }
      notCovered(error.message);
      return undefined;
    }
  }
}

/** What is in bytes already passes through Apollo as if it were the data. */
const answerOf = (errors: readonly GraphQLError[], data: WrittenData | null): EngineResult =>
  (errors.length > 0 ? { errors, data } : { data }) as EngineResult;

/** The one operation, with the fragments: a document may hold several. */
function documentOf({ document, operation }: EngineRequest): DocumentNode {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
}
