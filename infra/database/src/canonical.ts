/**
 * One text for one value: the order of the fields of an object does not matter, a field that is undefined is not there,
 * and null is something else than absent. What JSON would change without a word (a Map, a NaN, an object of a class
 * that knows how to write itself) is refused, because two different inputs would then look alike.
 *
 * @throws TypeError for a value that has no such text
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') {
    return JSON.stringify(value);
  }
  if (typeof value === 'number' && Number.isFinite(value)) {
    return JSON.stringify(value); // -0 and 0 are written alike
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  if (typeof value === 'object' && isRecord(value)) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    const sorted = fields.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${sorted.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`;
  }
  throw new TypeError('An input holds a value that has no canonical text.');
}

/** Plain objects and the classes of inputs, whose fields are all there is to them. */
function isRecord(value: object): value is Record<string, unknown> {
  const hidden = ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set || value instanceof Promise;
  return !hidden && typeof (value as { toJSON?: unknown }).toJSON !== 'function';
}
