import type { Sources } from './sources.mjs';

export interface Printed {
  /** By path in schema/. */
  readonly pages: Map<string, string>;
  readonly supergraph: string | undefined;
  readonly hints: string[];
  readonly problems: string[];
}

export function printSchema(sources: Sources): Printed;
