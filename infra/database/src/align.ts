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
