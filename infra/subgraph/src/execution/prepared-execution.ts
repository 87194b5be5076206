import { WrittenData } from '@trama/kernel/written-data';
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  type FragmentDefinitionNode,
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { ObjectPlan } from './field-plan.js';
import { executeFields, planObject } from './plan.js';
import { type Asked, Run } from './run.js';
import { NotPlanned } from './selection.js';

export interface Request {
  readonly document: DocumentNode;
  /** Undefined where nobody can tell which of several is meant: the library says so. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly context: unknown;
}

interface Prepared {
  readonly asked: Asked;
  readonly plan: ObjectPlan;
}

/** As many as the library reports. */
const MAX_VARIABLE_ERRORS = 50;

/**
 * Executes queries from a plan that is worked out once for each document: which fields, of which type, read how. What it
 * does not plan (writes, conditions, introspection) is executed by the library, whose answers it gives in every other
 * case too.
 *
 * A plan lives as long as its document, of which the server keeps a bounded number. It is made of the schema and of the
 * document alone, and is data that is walked, never code that is generated.
 */
export class PreparedExecution {
  private readonly prepared = new WeakMap<OperationDefinitionNode, Prepared | null>();

  constructor(private readonly schema: GraphQLSchema) {}

  execute(request: Request): ExecutionResult | Promise<ExecutionResult> {
    const prepared = request.operation && this.preparedOf(request.document, request.operation);
    if (!prepared) {
      return this.byTheLibrary(request);
    }
    const { variableDefinitions = [] } = prepared.asked.operation;
    const given = getVariableValues(this.schema, variableDefinitions, request.variables ?? {}, {
      maxErrors: MAX_VARIABLE_ERRORS,
    });
    if (given.errors) {
      return { errors: given.errors };
    }
    return answerOf(new Run(prepared.asked, request.context, given.coerced), prepared.plan);
  }

  /** Whether it has a plan for it, and the library is not needed. */
  plans(document: DocumentNode, operation: OperationDefinitionNode): boolean {
    return this.preparedOf(document, operation) !== null;
  }

  private preparedOf(document: DocumentNode, operation: OperationDefinitionNode): Prepared | null {
    const known = this.prepared.get(operation);
    if (known !== undefined) {
      return known;
    }
    const prepared = prepare(this.schema, document, operation);
    this.prepared.set(operation, prepared);
    return prepared;
  }

  private byTheLibrary({ document, operationName, variables, context }: Request) {
    return execute({
      schema: this.schema,
      document,
      operationName: operationName ?? null,
      variableValues: variables ?? {},
      contextValue: context,
    });
  }
}

/** @returns null for what the library executes */
function prepare(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Prepared | null {
  const type = schema.getQueryType();
  if (!type || operation.operation !== OperationTypeNode.QUERY) {
    return null;
  }
  const fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments[definition.name.value] = definition;
    }
  }
  const asked: Asked = { schema, operation, fragments };
  try {
    return { asked, plan: planObject(asked, type, null) };
  } catch (error) {
    if (error instanceof NotPlanned) {
      return null;
    }
    throw error;
  }
}

function answerOf(run: Run, plan: ObjectPlan): ExecutionResult | Promise<ExecutionResult> {
  const whole = (text: string | null): ExecutionResult => {
    const data = text === null ? null : dataOf(text);
    return run.errors.length === 0 ? { data } : { errors: run.errors, data };
  };
  const nothing = (error: unknown): ExecutionResult => {
    run.add(error as GraphQLError, undefined);
    return whole(null);
  };
  try {
    const said = executeFields(run, plan, undefined, undefined);
    return typeof said === 'string' ? whole(said) : said.then(whole, nothing);
  } catch (error) {
    return nothing(error);
  }
}

/** Passes through Apollo as if it were the data. */
const dataOf = (text: string): Record<string, unknown> =>
  new WrittenData(Buffer.from(WrittenData.opening + text + WrittenData.closing, 'latin1')) as unknown as Record<
    string,
    unknown
  >;
