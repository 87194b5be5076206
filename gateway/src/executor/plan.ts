import type { GatewayConfig } from '@apollo/gateway';

type Hook = NonNullable<GatewayConfig['experimental_didResolveQueryPlan']>;

/** As Apollo's planner writes it. */
export type QueryPlan = Parameters<Hook>[0]['queryPlan'];
export type PlanNode = Exclude<NonNullable<QueryPlan['node']>, { kind: 'Subscription' }>;
export type FetchPlan = Extract<PlanNode, { kind: 'Fetch' }>;
export type PlanSelection = NonNullable<FetchPlan['requires']>[number];
export type PlanField = Extract<PlanSelection, { kind: 'Field' }>;
