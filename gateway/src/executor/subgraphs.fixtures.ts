import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DocumentNode,
  type FieldNode,
  getNullableType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
} from 'graphql';
import type { SubgraphAnswer, SubgraphPost } from '../federation/subgraph-client.js';
import { Choices } from './random.fixtures.js';

interface Body {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Failure {
  readonly message: string;
  readonly path?: ReadonlyArray<string | number>;
  readonly extensions: Record<string, unknown>;
}

/** How much of what a subgraph says is wrong: once in so many values. */
export interface Mischief {
  readonly nulls: number;
  readonly wrong: number;
  readonly errors: number;
  readonly failures: number;
}

export const HONEST: Mischief = { nulls: 12, wrong: Infinity, errors: Infinity, failures: Infinity };
export const HOSTILE: Mischief = { nulls: 12, wrong: 60, errors: 25, failures: 30 };

const WRONG: readonly unknown[] = [
  0,
  1.5,
  -7,
  1e300,
  '',
  'x',
  true,
  [],
  {},
  [null],
  { __typename: 'Altro' },
  [[1], 'a'],
  null,
];
const KEYS = ['__proto__', 'constructor', '__typename', 'toString', 'di_troppo'];

/**
 * A subgraph that says anything that fits its schema, and, as told, what does not. What it says of an entity depends on
 * that entity alone, so that asking for it once or twice is the same.
 */
export class RandomSubgraph implements SubgraphPost {
  seed = 0;
  asked = 0;
  private readonly schema: GraphQLSchema;

  constructor(
    readonly servizio: string,
    typeDefs: DocumentNode,
    public mischief: Mischief,
  ) {
    this.schema = buildSubgraphSchema([{ typeDefs }]);
  }

  async post(text: string): Promise<SubgraphAnswer> {
    this.asked += 1;
    const body = JSON.parse(text) as Body;
    const operation = parse(body.query).definitions[0] as OperationDefinitionNode;
    const questions = questionsOf(operation, body);
    const errors: Failure[] = [];
    const data: Record<string, unknown> = {};
    for (const question of questions) {
      const choices = new Choices(this.seed, this.servizio, print(question.set));
      if (choices.once(this.mischief.failures)) {
        // Of several questions at once none is then answered: asked alone, the others are.
        return questions.length > 1 ? { status: 200, body: NONE } : choices.of(FAILURES);
      }
      if (choices.once(this.mischief.errors)) {
        errors.push({ message: 'in tutto', extensions: { code: 'LIMITE_SUPERATO' } });
      }
      const answering = new Answering(this.schema, { operation, body, question }, this.mischief, errors);
      Object.assign(data, answering.answer(choices, this.seed));
    }
    return { status: 200, body: Buffer.from(JSON.stringify({ data, ...(errors.length > 0 ? { errors } : {}) })) };
  }
}

const NONE = Buffer.from('{"data":null,"errors":[{"message":"non insieme"}]}');
const FAILURES: readonly SubgraphAnswer[] = [
  { status: 500, body: Buffer.from('no') },
  { status: 200, body: Buffer.from('{"data":null}') },
  { status: 200, body: Buffer.from('[]') },
  { status: 200, body: Buffer.from('{"data":{"_entities":[]}}') },
  { status: 200, body: Buffer.from('{"errors":[{"message":"no","extensions":{"code":"NON_TROVATO"}}]}') },
];

/** One list of entities, or all that is asked at the root. */
interface Question {
  readonly name: string;
  readonly set: SelectionSetNode;
  readonly representations: ReadonlyArray<Record<string, unknown>> | undefined;
}

function questionsOf({ selectionSet }: OperationDefinitionNode, { variables }: Body): Question[] {
  const fields = selectionSet.selections.filter((one): one is FieldNode => one.kind === Kind.FIELD);
  if (fields[0]?.name.value !== '_entities') {
    return [{ name: '', set: selectionSet, representations: undefined }];
  }
  return fields.map(({ alias, name, selectionSet: set, arguments: [argument] = [] }) => {
    const { value } = argument!;
    const told = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
    return { name: (alias ?? name).value, set: set!, representations: told as Question['representations'] & object };
  });
}

interface Asked {
  readonly operation: OperationDefinitionNode;
  readonly body: Body;
  readonly question: Question;
}

class Answering {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly asked: Asked,
    private readonly mischief: Mischief,
    private readonly errors: Failure[],
  ) {}

  answer(choices: Choices, seed: number): Record<string, unknown> {
    const { operation, question } = this.asked;
    const { name, set, representations } = question;
    if (!representations) {
      return this.object(this.schema.getRootType(operation.operation)!, set, choices, []);
    }
    const entities = representations.map((representation, i) => {
      const own = new Choices(seed, print(set), JSON.stringify(representation));
      const type = this.schema.getType(String(representation.__typename));
      if (own.once(this.mischief.wrong * 2)) {
        return own.of(WRONG);
      }
      if (own.once(this.mischief.nulls) || !isCompositeType(type)) {
        return null;
      }
      const object = isObjectType(type) ? type : own.of(this.schema.getPossibleTypes(type));
      return this.object(object, set, own, [name, i]);
    });
    return { [name]: entities };
  }

  private object(
    type: GraphQLObjectType,
    set: SelectionSetNode,
    choices: Choices,
    path: ReadonlyArray<string | number>,
  ): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    this.into(result, type, set, choices, path);
    if (choices.once(this.mischief.wrong)) {
      own(result, choices.of(KEYS), choices.of(WRONG));
    }
    return result;
  }

  private into(
    result: Record<string, unknown>,
    type: GraphQLObjectType,
    set: SelectionSetNode,
    choices: Choices,
    path: ReadonlyArray<string | number>,
  ): void {
    for (const selection of set.selections) {
      if (this.isLeftOut(selection.directives)) {
        continue;
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (this.applies(selection.typeCondition?.name.value, type)) {
          this.into(result, type, selection.selectionSet, choices, path);
        }
      } else if (selection.kind === Kind.FIELD) {
        this.field(result, type, selection, choices, path);
      }
    }
  }

  private field(
    result: Record<string, unknown>,
    type: GraphQLObjectType,
    node: FieldNode,
    choices: Choices,
    path: ReadonlyArray<string | number>,
  ): void {
    const name = node.alias?.value ?? node.name.value;
    if (node.name.value === '__typename') {
      own(result, name, type.name);
      return;
    }
    const { type: of } = type.getFields()[node.name.value]!;
    const value = this.value(of, node.selectionSet, choices, [...path, name]);
    const known = Object.hasOwn(result, name) ? result[name] : undefined;
    if (typeof known === 'object' && known !== null && typeof value === 'object' && value !== null) {
      Object.assign(known, Array.isArray(known) ? {} : value);
    } else if (!Object.hasOwn(result, name)) {
      own(result, name, value);
    }
  }

  private value(
    type: GraphQLOutputType,
    set: SelectionSetNode | undefined,
    choices: Choices,
    path: ReadonlyArray<string | number>,
  ): unknown {
    if (choices.once(this.mischief.wrong)) {
      return choices.of(WRONG);
    }
    const nullable = getNullableType(type);
    if (choices.once(this.mischief.errors)) {
      const code = choices.of(['NON_AUTORIZZATO', 'E_DI_NESSUNO']);
      this.errors.push({ message: 'qui', path, extensions: { code } });
      return null;
    }
    // Of what may not be null a null is one of the wrong things.
    if (choices.once(this.mischief.nulls) && (nullable === type || this.mischief.wrong < Infinity)) {
      return null;
    }
    if (isListType(nullable)) {
      const { ofType } = nullable as { ofType: GraphQLOutputType };
      return Array.from({ length: choices.below(4) }, (_, i) => this.value(ofType, set, choices, [...path, i]));
    }
    if (isCompositeType(nullable)) {
      const object = isAbstractType(nullable) ? choices.of(this.schema.getPossibleTypes(nullable)) : nullable;
      return this.object(object, set!, choices, path);
    }
    if (isEnumType(nullable)) {
      return choices.of(nullable.getValues()).name;
    }
    return leaf(nullable.name, choices);
  }

  private applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    const wide = condition === undefined ? type : this.schema.getType(condition);
    return wide === type || (isAbstractType(wide) && this.schema.isSubType(wide, type));
  }

  private isLeftOut(directives: FieldNode['directives'] = []): boolean {
    return directives.some(({ name, arguments: [argument] = [] }) => {
      const value = argument?.value;
      const told =
        value?.kind === Kind.VARIABLE ? this.variable(value.name.value) : value?.kind === Kind.BOOLEAN && value.value;
      return name.value === 'skip' ? told === true : name.value === 'include' && told === false;
    });
  }

  private variable(name: string): unknown {
    const { variables } = this.asked.body;
    if (Object.hasOwn(variables, name)) {
      return variables[name];
    }
    const { variableDefinitions = [] } = this.asked.operation;
    const { defaultValue } = variableDefinitions.find(({ variable }) => variable.name.value === name) ?? {};
    return defaultValue?.kind === Kind.BOOLEAN ? defaultValue.value : undefined;
  }
}

/** Few different values, so that the same entity comes up in several places. */
function leaf(name: string, choices: Choices): unknown {
  switch (name) {
    case 'Int':
      return choices.below(3);
    case 'Float':
      return choices.below(3) / 2;
    case 'Boolean':
      return choices.once(2);
    case 'ID':
      return choices.of(['1', '2', 3]);
    case 'String':
      return choices.of(['a', 'b', 'è "d" \u2028']);
    default:
      return choices.of<unknown>(['s', 4, { a: [1, { b: null }] }, false]);
  }
}

function own(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { configurable: true, enumerable: true, writable: true, value });
}
