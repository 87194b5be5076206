import type { GraphQLSchema } from 'graphql';
import { NotCovered } from './collected-fields.js';
import type { Cursor, Execution, Subgraph } from './execution.js';
import { FetchStep } from './fetch-step.js';
import { valuesAt } from './merge.js';
import type { FetchPlan, PlanNode } from './plan.js';

/** A part of a plan, ready to run. */
export type Step = (execution: Execution, cursor: Cursor) => Promise<void>;

export interface PlanSurroundings {
  readonly schema: GraphQLSchema;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
}

/** @throws NotCovered */
export function compileSteps(node: PlanNode, surroundings: PlanSurroundings): Step {
  switch (node.kind) {
    case 'Sequence':
      return inSequence(node.nodes.map((child) => compileSteps(child, surroundings)));
    case 'Parallel':
      return inParallel(node.nodes.map((child) => compileSteps(child, surroundings)));
    case 'Flatten':
      return atPath(node.path, compileSteps(node.node, surroundings));
    case 'Condition':
      return eitherOr(
        node.condition,
        node.ifClause && compileSteps(node.ifClause, surroundings),
        node.elseClause && compileSteps(node.elseClause, surroundings),
      );
    case 'Fetch':
      return fetchStep(node, surroundings);
    default:
      throw new NotCovered(`plan: ${node.kind}`);
  }
}

function inSequence(steps: readonly Step[]): Step {
  return async (execution, cursor) => {
    for (const step of steps) {
      await step(execution, cursor);
    }
  };
}

function inParallel(steps: readonly Step[]): Step {
  return async (execution, cursor) => {
    await Promise.all(steps.map((step) => step(execution, cursor)));
  };
}

function atPath(path: ReadonlyArray<string | number>, step: Step): Step {
  if (!path.every((part) => typeof part === 'string')) {
    throw new NotCovered('plan: place in a list');
  }
  return async (execution, cursor) => {
    const data = valuesAt(cursor.data, path);
    if (data) {
      await step(execution, { path: [...cursor.path, ...path], data });
    }
  };
}

function eitherOr(variable: string, then: Step | undefined, otherwise: Step | undefined): Step {
  return async (execution, cursor) => {
    const step = execution.conditions.get(variable) === true ? then : otherwise;
    await step?.(execution, cursor);
  };
}

function fetchStep(node: FetchPlan, { schema, subgraphs }: PlanSurroundings): Step {
  const subgraph = subgraphs.get(node.serviceName);
  if (
    !subgraph ||
    node.contextRewrites?.length ||
    (node.requires && node.variableUsages?.includes('representations'))
  ) {
    throw new NotCovered('plan: request');
  }
  const fetch = new FetchStep(node, subgraph, schema);
  return (execution, cursor) => fetch.run(execution, cursor);
}
