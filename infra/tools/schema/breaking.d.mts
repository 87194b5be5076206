import type { GraphQLSchema } from 'graphql';

export function breakingChanges(
  repository: string,
  api: GraphQLSchema,
): Promise<{ notices: string[]; problems: string[] }>;
export function brokenBy(before: string, api: GraphQLSchema): string[];
export function readAccepted(page: string): { accepted: Set<string>; malformed: string[] };
