import { WrittenData } from '@trama/kernel/written-data';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import type { RequestContext } from '../request-context.js';
import { countFetches } from '../limits/plan-limit.js';
import { NotCovered } from './collected-fields.js';
import type { Execution } from './execution.js';
import type { Data } from './merge.js';
import type { PlanNode, QueryPlan } from './plan.js';
import { compileSteps, type PlanSurroundings, type Step } from './plan-steps.js';
import { ANOMALY, Answer, compileShape, type Shape } from './shape-code.js';

export interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly plan: QueryPlan;
  /** Nothing that it asks needs a permission that not everybody has. */
  readonly isOpen: boolean;
  /** Told why an answer is left to the engine. */
  readonly notCovered: (reason: string) => void;
}

/** An operation as one caller asks it. */
export interface Ready {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly conditions: ReadonlyMap<string, boolean>;
  readonly shape: Shape;
}

/** What came of a run, before it is known who shapes it. */
export interface Run {
  readonly errors: readonly GraphQLError[];
  /** What the subgraphs said, put together. */
  readonly gathered: Data;
  /** The answer; undefined when the engine has to shape what was gathered. */
  readonly data: WrittenData | null | undefined;
}

/** Each doubles the number of answers there may be. */
const MAX_CONDITIONS = 6;

/** One operation with its plan, as code: made once, run for everybody who asks the same. */
export class CompiledOperation {
  readonly fetches: number;
  private readonly step: Step | undefined;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly conditions: readonly string[];
  private readonly defaults: ReadonlyMap<string, unknown>;
  /** By what the conditions are: another answer for each, or none of ours. */
  private readonly shapes = new Map<string, Shape | undefined>();

  /** @throws NotCovered */
  constructor(
    private readonly asked: Asked,
    surroundings: PlanSurroundings,
  ) {
    const { document, operation, plan } = asked;
    this.fetches = countFetches(plan.node);
    this.fragments = fragmentsOf(document);
    this.conditions = conditionsOf(document, operation);
    this.defaults = defaultsOf(operation);
    if (this.conditions.length > MAX_CONDITIONS) {
      throw new NotCovered('conditions');
    }
    this.step = plan.node && compileSteps(plan.node as PlanNode, surroundings);
  }

  /** Mistakes of the caller, as the engine tells them. */
  refusals(variables: Readonly<Record<string, unknown>>): readonly GraphQLError[] {
    const { schema, operation } = this.asked;
    const { variableDefinitions } = operation;
    return variableDefinitions?.length ? (getVariableValues(schema, variableDefinitions, variables).errors ?? []) : [];
  }

  /** @returns undefined when these variables make it an operation that the engine has to execute */
  with(variables: Readonly<Record<string, unknown>>): Ready | undefined {
    const conditions = this.conditionsIn(variables);
    const shape = conditions && this.shapeFor(conditions);
    return shape && { variables, conditions, shape };
  }

  /** @throws what the data made impossible, as the engine does */
  async run(context: RequestContext, { variables, conditions, shape }: Ready): Promise<Run> {
    const data = Object.create(null) as Data;
    const execution: Execution = { context, variables, conditions, isOpen: this.asked.isOpen, data, errors: [] };
    await this.step?.(execution, { path: [], data });
    const errors = execution.errors as GraphQLError[];
    return { errors, gathered: data, data: this.written(data, shape, errors.length > 0) };
  }

  /** A null where the schema promises none is for the engine to explain, unless an error has explained it. */
  private written(gathered: Data, shape: Shape, isExplained: boolean): WrittenData | null | undefined {
    const answer = new Answer();
    answer.text = WrittenData.opening;
    try {
      const isThere = shape(gathered, answer);
      if (answer.isBroken && !isExplained) {
        return undefined;
      }
      answer.text += WrittenData.closing;
      return isThere ? new WrittenData(answer.end()) : null;
    } catch (error) {
      if (error === ANOMALY) {
        return undefined;
      }
      throw error;
    }
  }

  /** @returns undefined when a condition is neither true nor false: the engine says what becomes of that */
  private conditionsIn(variables: Readonly<Record<string, unknown>>): ReadonlyMap<string, boolean> | undefined {
    const told = new Map<string, boolean>();
    for (const name of this.conditions) {
      const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
      const value = given === undefined ? this.defaults.get(name) : given;
      if (typeof value !== 'boolean') {
        return undefined;
      }
      told.set(name, value);
    }
    return told;
  }

  private shapeFor(conditions: ReadonlyMap<string, boolean>): Shape | undefined {
    const key = this.conditions.map((name) => (conditions.get(name) === true ? '1' : '0')).join('');
    const shape = this.shapes.has(key) ? this.shapes.get(key) : this.compile(conditions);
    this.shapes.set(key, shape);
    return shape;
  }

  private compile(conditions: ReadonlyMap<string, boolean>): Shape | undefined {
    const { schema, operation } = this.asked;
    const root = schema.getRootType(operation.operation);
    try {
      return root
        ? compileShape({ schema, fragments: this.fragments, conditions }, root, operation.selectionSet)
        : undefined;
    } catch (error) {
      if (!(error instanceof NotCovered)) {
        throw error;
      }
      this.asked.notCovered(error.message);
      return undefined;
    }
  }
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** Variables of the operation on which `@skip` and `@include` depend; the plan's own conditions are among them. */
function conditionsOf(document: DocumentNode, { variableDefinitions = [] }: OperationDefinitionNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ arguments: [argument] = [] }) => {
      if (argument?.value.kind === Kind.VARIABLE) {
        names.add(argument.value.name.value);
      }
    },
  });
  return variableDefinitions.map(({ variable }) => variable.name.value).filter((name) => names.has(name));
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): ReadonlyMap<string, unknown> {
  return new Map(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
    ),
  );
}
