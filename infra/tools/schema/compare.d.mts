export interface Difference {
  readonly kind: 'changed' | 'missing' | 'extra';
  readonly path: string;
  readonly diff: string;
}

export function differences(folder: string, pages: ReadonlyMap<string, string>): Promise<Difference[]>;
export function shortDiff(before: string, after: string): string;
