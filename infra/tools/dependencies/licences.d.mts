export interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

export function licenceOf(manifest: { readonly license?: unknown; readonly licenses?: unknown }): string;
export function licenceProblems(packages: readonly Licensed[]): string[];
export function isAllowed(expression: string): boolean;
