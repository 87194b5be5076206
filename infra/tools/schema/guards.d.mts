export function guardProblems(subgraphs: ReadonlyMap<string, string>): string[];
