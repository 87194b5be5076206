export interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly deprecated?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly link?: boolean;
}

export function lockfileProblems(lock: { readonly packages: Readonly<Record<string, LockEntry>> }): string[];
export function isBelow(version: string, floor: string): boolean;
