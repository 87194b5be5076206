import type { GraphQLSchema } from 'graphql';
import { NotCovered } from './collected-fields.js';
import type { Cursor, Execution, Subgraph } from './execution.js';
import { FetchStep } from './fetch-step.js';
import { JointFetch } from './joint-fetch.js';
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
      return inParallel(compileParallel(node.nodes, surroundings));
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
  const steps = stepsIn(path);
  return async (execution, cursor) => {
    const data = valuesAt(cursor.data, steps);
    if (data) {
      await step(execution, { path: [...cursor.path, ...steps], data });
    }
  };
}

function stepsIn(path: ReadonlyArray<string | number>): readonly string[] {
  if (!path.every((part) => typeof part === 'string')) {
    throw new NotCovered('plan: place in a list');
  }
  return path;
}

function eitherOr(variable: string, then: Step | undefined, otherwise: Step | undefined): Step {
  return async (execution, cursor) => {
    const step = execution.conditions.get(variable) === true ? then : otherwise;
    await step?.(execution, cursor);
  };
}

/** Entities that one subgraph is asked for at the same moment are asked for together. */
function compileParallel(nodes: readonly PlanNode[], surroundings: PlanSurroundings): Step[] {
  const byService = new Map<string, EntityFetch[]>();
  const steps: Step[] = [];
  for (const node of nodes) {
    const entities = entityFetchOf(node);
    if (entities) {
      const { serviceName } = entities.fetch;
      byService.set(serviceName, [...(byService.get(serviceName) ?? []), entities]);
    } else {
      steps.push(compileSteps(node, surroundings));
    }
  }
  return [...steps, ...[...byService.values()].map((fetches) => entitiesTogether(fetches, surroundings))];
}

interface EntityFetch {
  readonly path: readonly string[];
  readonly fetch: FetchPlan;
}

function entityFetchOf(node: PlanNode): EntityFetch | undefined {
  if (node.kind !== 'Flatten' || node.node.kind !== 'Fetch' || !node.node.requires) {
    return undefined;
  }
  return { path: stepsIn(node.path), fetch: node.node };
}

function entitiesTogether(fetches: readonly EntityFetch[], surroundings: PlanSurroundings): Step {
  const parts = fetches.map(({ path, fetch }) => ({ path, ...requestOf(fetch, surroundings) }));
  const [{ subgraph }] = parts as [(typeof parts)[number]];
  const joint = new JointFetch(parts, subgraph);
  return (execution, cursor) => joint.run(execution, cursor);
}

function fetchStep(node: FetchPlan, surroundings: PlanSurroundings): Step {
  const { fetch } = requestOf(node, surroundings);
  return (execution, cursor) => fetch.run(execution, cursor);
}

function requestOf(
  node: FetchPlan,
  { schema, subgraphs }: PlanSurroundings,
): { readonly fetch: FetchStep; readonly subgraph: Subgraph } {
  const subgraph = subgraphs.get(node.serviceName);
  if (
    !subgraph ||
    node.contextRewrites?.length ||
    (node.requires && node.variableUsages?.includes('representations'))
  ) {
    throw new NotCovered('plan: request');
  }
  return { fetch: new FetchStep(node, subgraph, schema), subgraph };
}
