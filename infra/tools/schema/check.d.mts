import type { Sources } from './sources.mjs';

export function checkSchema(sources: Sources, repository: string): Promise<{ notices: string[]; problems: string[] }>;
