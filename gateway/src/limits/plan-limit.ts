import { DomainError } from '@trama/kernel/errors';

/** Enough for the widest operation over all subgraphs; a plan beyond it is many requests dressed as one. */
const MAX_FETCHES = 40;

/** The shape that every node of a query plan shares, whatever its kind. */
interface PlanNode {
  readonly kind: string;
  readonly node?: PlanNode;
  readonly nodes?: readonly PlanNode[];
  readonly ifClause?: PlanNode;
  readonly elseClause?: PlanNode;
}

/** @returns how many requests to subgraphs the plan makes */
export function requireSmallPlan(plan: { readonly node?: unknown }): number {
  const fetches = countFetches(plan.node as PlanNode | undefined);
  if (fetches > MAX_FETCHES) {
    throw new DomainError(
      'LIMITE_SUPERATO',
      `La richiesta interroga i servizi ${fetches} volte, al massimo ${MAX_FETCHES}: dividila in più richieste.`,
      { extensions: { http: { status: 400 } } },
    );
  }
  return fetches;
}

/** @returns how many requests to subgraphs a part of a plan makes at most */
export function countFetches(node: PlanNode | undefined): number {
  if (!node) {
    return 0;
  }
  const inside = [node.node, node.ifClause, node.elseClause, ...(node.nodes ?? [])];
  return inside.reduce((sum, child) => sum + countFetches(child), node.kind === 'Fetch' ? 1 : 0);
}
