import { parse } from 'graphql';

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

/**
 * Ways into the data that ask for no permission: a root field, or a field that a subgraph gives to an entity, that has
 * none of its own and none of its type. Each finding names the subgraph and the coordinate.
 */
export function guardProblems(subgraphs) {
  return [...subgraphs].flatMap(([subgraph, sdl]) =>
    parse(sdl, { noLocation: true })
      .definitions.filter((node) => 'fields' in node && !node.kind.startsWith('Input'))
      .flatMap((node) => unguarded(node).map((place) => `${subgraph}: ${place}: needs a permission (@Richiede).`)),
  );
}

function unguarded({ name, fields = [], directives = [] }) {
  const keys = directives.filter(({ name: directive }) => directive.value === 'key');
  if ((!ROOTS.has(name.value) && keys.length === 0) || has(directives, 'permesso')) {
    return [];
  }
  const known = new Set(keys.flatMap(namesInKey));
  return fields
    .filter((field) => !has(field.directives, 'permesso') && !has(field.directives, 'external'))
    .filter((field) => !known.has(field.name.value))
    .map((field) => `${name.value}.${field.name.value}`);
}

/** The caller's own words come back in them: who asks for `Ambito(numero: 4)` knows that its number is 4. */
function namesInKey({ arguments: given }) {
  const fields = given.find(({ name }) => name.value === 'fields').value.value;
  return fields.match(/\w+/g) ?? [];
}

const has = (directives, directive) => directives.some(({ name }) => name.value === directive);
