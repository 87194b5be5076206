import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One of the operations that users of the platform really send: `schema/operations/<name>.graphql`. */
export function operation(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../schema/operations/${name}.graphql`, import.meta.url)), 'utf8');
}
