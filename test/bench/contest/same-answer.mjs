// A faster wrong answer loses. Answers are the same when every value is: the order of fields in an object says nothing,
// that of items in a list does.

/** @returns where the first difference is, for a person to look at; null for the same answer */
export function difference(right, other, path = 'data') {
  if (right === other) {
    return null;
  }
  if (!isObject(right) || !isObject(other) || Array.isArray(right) !== Array.isArray(other)) {
    return `${path}: ${inShort(right)} is not ${inShort(other)}`;
  }
  if (Array.isArray(right) && right.length !== other.length) {
    return `${path}: ${right.length} items are not ${other.length}`;
  }
  for (const key of new Set([...Object.keys(right), ...Object.keys(other)])) {
    const found =
      Object.hasOwn(right, key) && Object.hasOwn(other, key)
        ? difference(right[key], other[key], `${path}.${key}`)
        : `${path}.${key}: only one has it`;
    if (found) {
      return found;
    }
  }
  return null;
}

const isObject = (value) => typeof value === 'object' && value !== null;
const inShort = (value) => (JSON.stringify(value) ?? 'undefined').slice(0, 80);
