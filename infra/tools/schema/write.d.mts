export function writePages(folder: string, pages: ReadonlyMap<string, string>): Promise<string[]>;
