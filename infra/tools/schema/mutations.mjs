import { Kind, parse, print } from 'graphql';

/** What the platform itself knows or decides: a caller that could set one of these would be any tenant or any state. */
const NEVER_IN_AN_INPUT = ['ambito', 'ambitoId', 'stato', 'origine', 'creatoIl', 'soggetto', 'ruolo'];

/**
 * Every mutation takes one `input` with an idempotency key, and no input takes what is not the caller's to say. A schema
 * that breaks this is not printed: `once()` has nothing to hold on to without the key.
 */
export function mutationProblems(subgraphs) {
  return [...subgraphs].flatMap(([subgraph, sdl]) => problemsOf(sdl).map((problem) => `${subgraph}: ${problem}`));
}

function problemsOf(sdl) {
  const { definitions } = parse(sdl, { noLocation: true });
  const inputs = new Map(
    definitions.filter(({ kind }) => kind === Kind.INPUT_OBJECT_TYPE_DEFINITION).map((node) => [node.name.value, node]),
  );
  const mutations = definitions
    .filter(({ name }) => name?.value === 'Mutation')
    .flatMap((node) => node.fields ?? [])
    .map((field) => ({ name: `Mutation.${field.name.value}`, args: field.arguments ?? [] }));
  return mutations.flatMap(({ name, args }) => mutationProblem(name, args, inputs));
}

function mutationProblem(name, args, inputs) {
  const [input, ...others] = args;
  const type = input?.type.kind === Kind.NON_NULL_TYPE ? inputs.get(input.type.type.name?.value) : undefined;
  if (others.length > 0 || input?.name.value !== 'input' || !type) {
    return [`${name}: takes one argument, "input", which is required and an input type.`];
  }
  const fields = new Map(type.fields.map((field) => [field.name.value, print(field.type)]));
  const wrong = NEVER_IN_AN_INPUT.filter((field) => fields.has(field));
  return [
    ...(fields.get('chiaveIdempotenza') === 'ID!' ? [] : [`${name}: its input needs chiaveIdempotenza: ID!.`]),
    ...(['Int!', undefined].includes(fields.get('versione')) ? [] : [`${name}: versione in its input is Int!.`]),
    ...wrong.map((field) => `${name}: ${field} is not the caller's to say; take it out of the input.`),
  ];
}
