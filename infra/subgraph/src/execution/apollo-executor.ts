import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { PreparedExecution } from './prepared-execution.js';

type GatewayInterface = ApolloServerOptionsWithGateway<BaseContext>['gateway'];

/** A request as the gateway sends it. */
export interface Question {
  readonly query: string;
  readonly variables: Record<string, unknown> | undefined;
  readonly operationName: string | undefined;
}

/** What the server has read, found valid and named an operation of. */
interface Known {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
}

const DOCUMENTS = 1_000;
/** Of all of them together. */
const LETTERS = 1_000_000;

const EXECUTED = Symbol('executed');

interface Told {
  readonly [EXECUTED]?: Promise<ExecutionResult>;
}

/** @returns what the server is asked, with what came of it already: nothing is done twice */
export const told = (
  question: Question,
  executed: Promise<ExecutionResult> | undefined,
): Question & { readonly extensions?: Told } =>
  executed ? { ...question, extensions: { [EXECUTED]: executed } } : question;

/**
 * Executes for Apollo Server, in the one place where it lets somebody else do it: the one meant for gateways. And before it,
 * what comes again: Apollo's own way through a request that goes well, with hashes and hooks for what nobody wants of it here,
 * was a quarter of a subgraph's processor for a point lookup.
 */
export class ApolloExecutor {
  private readonly known = new LRUCache<string, Known>({
    max: DOCUMENTS,
    maxSize: LETTERS,
    sizeCalculation: (_known, query) => query.length,
  });

  constructor(
    private readonly execution: PreparedExecution,
    private readonly schema: GraphQLSchema,
  ) {}

  /**
   * Executes what the server knows already to be a valid query.
   *
   * @returns undefined for what it has to look at first; what goes wrong it says in its own words, once it is `told`
   */
  execute({ query, variables, operationName }: Question, context: BaseContext): Promise<ExecutionResult> | undefined {
    const known = this.known.get(query);
    if (known === undefined || known.operationName !== operationName) {
      return undefined;
    }
    const { document, operation } = known;
    return this.executed({ document, operation, operationName, variables, context });
  }

  /** How the server is told. */
  get gateway(): GatewayInterface {
    return {
      onSchemaLoadOrUpdate: (tell) => {
        tell({ apiSchema: this.schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      load: async () => ({
        executor: async ({ document, request, context, ...asked }) => {
          const { query = '', operationName, variables, extensions } = request;
          const operation = asked.operation as OperationDefinitionNode | undefined;
          if (operation && this.execution.plans(document, operation)) {
            this.known.set(query, { document, operation, operationName });
          }
          const before = (extensions as Told | undefined)?.[EXECUTED];
          return before ?? this.executed({ document, operation, operationName, variables, context });
        },
      }),
      stop: async () => undefined,
    };
  }

  private async executed(request: Parameters<PreparedExecution['execute']>[0]): Promise<ExecutionResult> {
    return this.execution.execute(request);
  }
}
