import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  type SelectionNode,
  stripIgnoredCharacters,
  type VariableDefinitionNode,
} from 'graphql';

/** Name of one question's answer, and of the variable with its entities, by its place in the list. */
export const answerOf = (i: number): string => `_${i}`;
export const entitiesOf = (i: number): string => `representations_${i}`;

const RESERVED = /^representations(_\d+)?$/;

/**
 * Several questions for entities of one subgraph, written as one.
 *
 * @returns undefined when they have something that cannot stand in one document
 */
export function joinedQuery(queries: readonly string[]): string | undefined {
  const questions = queries.flatMap((query) => questionOf(query) ?? []);
  const variables = new Map<string, string>();
  const areOfOneMind = questions
    .flatMap((one) => one.variables)
    .every((definition) => isTheSame(variables, definition));
  if (questions.length < queries.length || !areOfOneMind) {
    return undefined;
  }
  const entities = questions.map((_, i) => `$${entitiesOf(i)}: [_Any!]!`);
  const fields = questions.map(
    ({ field }, i) => `${answerOf(i)}: _entities(representations: $${entitiesOf(i)}) ${print(field.selectionSet!)}`,
  );
  return stripIgnoredCharacters(`query (${[...entities, ...variables.values()].join()}) { ${fields.join(' ')} }`);
}

interface Question {
  readonly field: FieldNode;
  /** Without the one that holds the entities. */
  readonly variables: readonly VariableDefinitionNode[];
}

/** Only what the planner writes: one operation, with one field, and nothing else. */
function questionOf(query: string): Question | undefined {
  const { definitions } = parse(query, { noLocation: true });
  const operation = definitions[0] as OperationDefinitionNode;
  if (definitions.length > 1 || operation.operation !== OperationTypeNode.QUERY || operation.directives?.length) {
    return undefined;
  }
  const [field, ...more] = operation.selectionSet.selections;
  const { variableDefinitions = [] } = operation;
  const variables = variableDefinitions.filter(({ variable }) => variable.name.value !== 'representations');
  const areFree = variables.every(({ variable }) => !RESERVED.test(variable.name.value));
  return isEntities(field) && more.length === 0 && areFree ? { field, variables } : undefined;
}

const isEntities = (selection: SelectionNode | undefined): selection is FieldNode =>
  selection?.kind === Kind.FIELD && print(selection).startsWith('_entities(representations: $representations) {');

/** One name is one variable: the planner takes them all from one operation. */
function isTheSame(known: Map<string, string>, definition: VariableDefinitionNode): boolean {
  const { value: name } = definition.variable.name;
  const text = print(definition);
  const isNew = !known.has(name);
  if (isNew) {
    known.set(name, text);
  }
  return isNew || known.get(name) === text;
}
