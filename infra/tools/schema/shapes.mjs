import { Kind, parse } from 'graphql';

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

/**
 * Shapes that compose, and that @apollo/gateway then answers wrongly without an error or plans for seconds. Each
 * finding names the subgraph and the coordinate.
 */
export function shapeProblems(subgraphs) {
  const types = [...subgraphs].flatMap(([subgraph, sdl]) => compositeTypes(subgraph, sdl));
  const keyed = new Set(types.filter((type) => has(type.node, 'key')).map(({ name }) => name));
  const fields = fieldsByCoordinate(types);
  return types.flatMap((type) => [
    ...interfaceObject(type),
    ...sharedFields(type, keyed),
    ...requiresWithArguments(type, fields),
  ]);
}

function compositeTypes(subgraph, sdl) {
  return parse(sdl, { noLocation: true })
    .definitions.filter((node) => 'fields' in node && !node.kind.startsWith('Input'))
    .map((node) => ({ subgraph, name: node.name.value, fields: node.fields ?? [], node }));
}

function fieldsByCoordinate(types) {
  const fields = new Map();
  for (const { name, fields: ofType } of types) {
    for (const field of ofType) {
      const coordinate = `${name}.${field.name.value}`;
      const takesArguments = field.arguments.length > 0 || fields.get(coordinate)?.takesArguments === true;
      fields.set(coordinate, { takesArguments, type: nameOf(field.type) });
    }
  }
  return fields;
}

function interfaceObject({ subgraph, name, node }) {
  return has(node, 'interfaceObject')
    ? [`${subgraph}: ${name}: @interfaceObject is answered wrongly; give each object type its own field.`]
    : [];
}

/** A shared entity field multiplies the ways to plan a query: a few hundred bytes can cost seconds. */
function sharedFields({ subgraph, name, fields, node }, keyed) {
  const shared = fields.filter((field) => has(field, 'shareable')).map((field) => `${name}.${field.name.value}`);
  const places = has(node, 'shareable') ? [name, ...shared] : shared;
  if (!keyed.has(name) && !ROOTS.has(name)) {
    return [];
  }
  return places.map(
    (place) => `${subgraph}: ${place}: @shareable is for value types; a field of an entity has one owner.`,
  );
}

/** The gateway ignores such arguments, or takes those of another field. */
function requiresWithArguments({ subgraph, name, fields }, known) {
  return fields.flatMap((field) =>
    fieldSets(field, 'requires').flatMap((selections) =>
      coordinatesWithArguments(name, selections, known).map(
        (used) => `${subgraph}: ${name}.${field.name.value}: @requires may not use ${used}, which takes arguments.`,
      ),
    ),
  );
}

function coordinatesWithArguments(type, selections, known) {
  return selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) {
      return coordinatesWithArguments(
        selection.typeCondition?.name.value ?? type,
        selection.selectionSet.selections,
        known,
      );
    }
    const coordinate = `${type}.${selection.name.value}`;
    const field = known.get(coordinate);
    const own = selection.arguments.length > 0 || field?.takesArguments ? [coordinate] : [];
    const below = selection.selectionSet?.selections ?? [];
    return [...own, ...coordinatesWithArguments(field?.type, below, known)];
  });
}

function fieldSets(node, directive) {
  return directivesOf(node, directive).map(({ arguments: [argument] }) => {
    const { definitions } = parse(`{ ${argument.value.value} }`, { noLocation: true });
    return definitions[0].selectionSet.selections;
  });
}

function has(node, directive) {
  return directivesOf(node, directive).length > 0;
}

function directivesOf(node, directive) {
  const names = [directive, `federation__${directive}`];
  return (node.directives ?? []).filter(({ name }) => names.includes(name.value));
}

function nameOf(type) {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
