const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'EUPL-1.2',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
  // As design-react-kit writes BSD-3-Clause, which is the text of its licence file.
  'BSD-3',
]);

/** Not open, and accepted for these alone: the federation gateway and what it is made of. */
const ACCEPTED = new Map([
  ['@apollo/composition', 'Elastic-2.0'],
  ['@apollo/federation-internals', 'Elastic-2.0'],
  ['@apollo/gateway', 'Elastic-2.0'],
  ['@apollo/query-graphs', 'Elastic-2.0'],
  ['@apollo/query-planner', 'Elastic-2.0'],
]);

/** Old packages write an object, or a list of them. */
export function licenceOf({ license, licenses }) {
  const given = license ?? licenses;
  const names = [given].flat().map((one) => (typeof one === 'object' ? one?.type : one));
  return names.length > 1 ? `(${names.join(' OR ')})` : (names[0] ?? 'none');
}

export function licenceProblems(packages) {
  return packages
    .filter(({ name, licence }) => !isAllowed(licence) && ACCEPTED.get(name) !== licence)
    .map(({ name, version, licence }) => `${name}@${version}: ${licence} is not among the accepted licences.`);
}

/** An SPDX expression of one level: "A OR B" needs one of them, "A AND B" both. Anything deeper is for a person to read. */
export function isAllowed(expression) {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  const any = bare.split(' OR ');
  return any.some((part) => part.split(' AND ').every((name) => ALLOWED.has(name)));
}
