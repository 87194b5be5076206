import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
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
  const questions = queries.map(questionOf);
  const variables = new Map<string, string>();
  for (const question of questions) {
    if (!question || !question.variables.every((definition) => isTheSame(variables, definition))) {
      return undefined;
    }
  }
  const entities = questions.map((_, i) => `$${entitiesOf(i)}: [_Any!]!`);
  const fields = questions.map(
    (question, i) =>
      `${answerOf(i)}: _entities(representations: $${entitiesOf(i)}) ${print(question!.field.selectionSet!)}`,
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
  const [field] = operation.selectionSet?.selections ?? [];
  const variables = operation.variableDefinitions ?? [];
  const others = variables.filter(({ variable }) => variable.name.value !== 'representations');
  const isPlain =
    definitions.length === 1 &&
    operation.kind === Kind.OPERATION_DEFINITION &&
    operation.operation === OperationTypeNode.QUERY &&
    operation.selectionSet.selections.length === 1 &&
    !operation.directives?.length &&
    field?.kind === Kind.FIELD &&
    print(field).startsWith('_entities(representations: $representations) {') &&
    !others.some(({ variable }) => RESERVED.test(variable.name.value));
  return isPlain ? { field, variables: others } : undefined;
}

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
