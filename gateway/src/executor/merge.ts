/**
 * How answers are put together: the engine's own rules, on the same objects. What they do to data that no subgraph should
 * send (a list for an object, a name of `Object.prototype`) is kept to the letter, because the two executors must agree.
 */
export type Data = Record<string, unknown>;

/** Adds what a subgraph answered to what is known; of two values that cannot be put together the later one stays. */
export function merge(target: Data, source: unknown): void {
  mergeAs(target, source, (value) => value);
}

/** The same for a further place of one answer, which must not share with the first what later answers will be added to. */
export function mergeCopy(target: Data, source: unknown): void {
  mergeAs(target, source, copyOf);
}

function mergeAs(target: Data, source: unknown, own: (value: unknown) => unknown): void {
  if (source === undefined || source === null) {
    return;
  }
  const from = source as Data;
  for (const key of Object.keys(from)) {
    const value = from[key];
    if (value === undefined) {
      continue;
    }
    if (!Object.hasOwn(target, key)) {
      define(target, key, own(value));
    } else {
      mergeValue(target, key, value, own);
    }
  }
}

function mergeValue(target: Data, key: string, value: unknown, own: (value: unknown) => unknown): void {
  const known = target[key];
  if (known && isObject(value)) {
    mergeAs(known as Data, value, own);
  } else if (Array.isArray(value) && Array.isArray(known) && value.length === known.length) {
    mergeElements(known, value, own);
  } else {
    target[key] = own(value);
  }
}

function mergeElements(known: unknown[], values: readonly unknown[], own: (value: unknown) => unknown): void {
  for (let i = 0; i < values.length; i += 1) {
    const [mine, value] = [known[i], values[i]];
    if (isObject(mine) && isObject(value)) {
      mergeAs(mine, value, own);
    } else {
      known[i] = own(value);
    }
  }
}

/** `__proto__` and its like become fields of the object, never something of its prototype. */
function define(target: Data, key: string, value: unknown): void {
  // As the engine does: `in` also refuses, with a TypeError, a target that is no object.
  if (key in target) {
    Object.defineProperty(target, key, { configurable: true, enumerable: true, writable: true, value });
  } else {
    target[key] = value;
  }
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(copyOf);
  }
  if (!isObject(value)) {
    return value;
  }
  const copy: Data = {};
  for (const key of Object.keys(value)) {
    define(copy, key, copyOf(value[key]));
  }
  return copy;
}

function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * What is at a path of the answer so far, lists unfolded: `@` stands for each element of a list.
 *
 * @returns undefined or null where the path leads nowhere
 * @throws when the data has not the form that the path says: the whole request fails, as it does in the engine
 */
export function valuesAt(value: unknown, path: readonly string[], from = 0): unknown {
  let at = value;
  for (let i = from; i < path.length; i += 1) {
    if (at === undefined || at === null) {
      return at;
    }
    const step = path[i] as string;
    if (step === '@') {
      const found: unknown[] = [];
      unfold(at, path, i + 1, found);
      return found;
    }
    if (Array.isArray(at)) {
      throw new TypeError(`Unexpected array in result for path element ${step}`);
    }
    at = Object.hasOwn(at, step) ? (at as Data)[step] : undefined;
  }
  return at;
}

function unfold(list: unknown, path: readonly string[], from: number, found: unknown[]): void {
  if (!Array.isArray(list)) {
    throw new TypeError('Expected an array in result');
  }
  for (const element of list) {
    const value = from === path.length ? (element as unknown) : valuesAt(element, path, from);
    if (Array.isArray(value)) {
      found.push(...(value as unknown[]));
    } else {
      found.push(value);
    }
  }
}
