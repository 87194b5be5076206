/** Puts rows back in the order of the keys that asked for them; null where a row is missing. */
export function alignByKey<K, V>(keys: readonly K[], rows: readonly V[], keyOf: (row: V) => K): Array<V | null> {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** The same for one-to-many: a list per key, empty where no row has it. */
export function groupByKey<K, V>(keys: readonly K[], rows: readonly V[], keyOf: (row: V) => K): V[][] {
  const byKey = new Map<K, V[]>(keys.map((key) => [key, []]));
  rows.forEach((row) => byKey.get(keyOf(row))?.push(row));
  return keys.map((key) => byKey.get(key) ?? []);
}

/**
 * The same for a statement that tells of each row which key it is for: `WITH ORDINALITY`, so 1 is the first. Nobody has to
 * write the key into each row, and to look it up there.
 */
export function groupByPosto<V extends { readonly posto: number }>(
  keys: readonly unknown[],
  rows: readonly V[],
): V[][] {
  const groups = keys.map((): V[] => []);
  rows.forEach((row) => groups[row.posto - 1]!.push(row));
  return groups;
}
