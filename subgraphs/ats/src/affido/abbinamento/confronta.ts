/** By the code units, not by a language: the order must be the same on every machine. */
export function confronta(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
