export function shapeProblems(subgraphs: ReadonlyMap<string, string>): string[];
