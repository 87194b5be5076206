export function mutationProblems(subgraphs: ReadonlyMap<string, string>): string[];
