import {
  getNamedType,
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { Choices } from './random.fixtures.js';

export interface RandomOperation {
  readonly text: string;
  readonly variables: Record<string, unknown>;
}

const ODD_NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'length'];

/** Any operation of the schema, small enough to plan at once: aliases, fragments, conditions and variables included. */
export function randomOperation(schema: GraphQLSchema, seed: number): RandomOperation {
  return new Writer(schema, new Choices(seed, 'operation')).operation();
}

/** Values for the variables of a given operation. */
export function someVariables(schema: GraphQLSchema, operation: OperationDefinitionNode): Record<string, unknown> {
  const writer = new Writer(schema, new Choices('variables'));
  const values = (operation.variableDefinitions ?? []).map(({ variable, type }) => {
    return [variable.name.value, writer.value(typeFromAST(schema, type) as GraphQLInputType)] as const;
  });
  return Object.fromEntries(values);
}

class Writer {
  private readonly variables: Record<string, unknown> = {};
  private readonly declared: string[] = [];
  private readonly fragments: string[] = [];
  private budget = 30;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly choices: Choices,
  ) {}

  operation(): RandomOperation {
    const mutation = this.schema.getMutationType();
    const isMutation = Boolean(mutation) && this.choices.once(12);
    const root = (isMutation ? mutation : this.schema.getQueryType())!;
    const set = this.set(root, 0);
    const declared = this.declared.length > 0 ? `(${this.declared.join(' ')})` : '';
    const text = `${isMutation ? 'mutation' : 'query'} Caso${declared} ${set} ${this.fragments.join(' ')}`;
    return { text, variables: this.variables };
  }

  private set(type: GraphQLCompositeType, depth: number): string {
    const wanted = 1 + this.choices.below(depth === 0 ? 3 : 5);
    const selections = Array.from({ length: wanted }, () => this.selection(type, depth));
    return `{ ${selections.filter(Boolean).join(' ') || '__typename'} }`;
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    this.budget -= 1;
    if (this.choices.once(8)) {
      return `${this.choices.once(3) ? 'tipo: ' : ''}__typename${this.condition()}`;
    }
    if (depth > 0 && this.budget > 0 && this.choices.once(isAbstractType(type) ? 2 : 7)) {
      return this.fragment(type, depth);
    }
    return 'getFields' in type ? this.field(this.choices.of(Object.values(type.getFields())), depth) : '';
  }

  private fragment(type: GraphQLCompositeType, depth: number): string {
    const inside = isAbstractType(type) ? this.schema.getPossibleTypes(type) : type.getInterfaces();
    const condition = this.choices.of<GraphQLCompositeType>([type, ...inside, ...inside]);
    const set = this.set(condition, depth + 1);
    if (this.choices.once(4)) {
      const name = `F${this.fragments.length}`;
      this.fragments.push(`fragment ${name} on ${condition.name} ${set}`);
      return `...${name}${this.condition()}`;
    }
    return `... on ${condition.name}${this.condition()} ${set}`;
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    if (isCompositeType(type) && (depth >= 5 || this.budget <= 0)) {
      return '';
    }
    const given = field.args
      .filter((argument) => isRequiredArgument(argument) || this.choices.once(4))
      .map(({ name, type: of }) => `${name}: ${this.argument(of)}`);
    const call = `${field.name}${given.length > 0 ? `(${given.join(' ')})` : ''}`;
    const set = isCompositeType(type) ? ` ${this.set(type, depth + 1)}` : '';
    return `${this.alias(field.name)}${call}${this.condition()}${set}`;
  }

  private alias(name: string): string {
    if (this.choices.once(25)) {
      return `${this.choices.of(ODD_NAMES)}: `;
    }
    return this.choices.once(10) ? `${name}_${this.choices.below(3)}: ` : '';
  }

  private condition(): string {
    if (!this.choices.once(9)) {
      return '';
    }
    const kind = this.choices.of(['skip', 'include']);
    if (this.choices.once(3)) {
      return ` @${kind}(if: ${this.choices.once(2)})`;
    }
    const name = `c${this.choices.below(3)}`;
    if (!this.declared.some((declaration) => declaration.startsWith(`$${name}:`))) {
      const hasDefault = this.choices.once(3);
      this.declared.push(`$${name}: Boolean! ${hasDefault ? `= ${this.choices.once(2)}` : ''}`);
      if (!hasDefault || this.choices.once(2)) {
        this.variables[name] = this.choices.once(2);
      }
    }
    return ` @${kind}(if: $${name})`;
  }

  private argument(type: GraphQLInputType): string {
    if (!this.choices.once(2)) {
      return this.literal(type);
    }
    const name = `v${this.declared.length}`;
    this.declared.push(`$${name}: ${String(type)}`);
    if (isNonNullType(type) || !this.choices.once(3)) {
      this.variables[name] = this.value(type);
    }
    return `$${name}`;
  }

  private literal(type: GraphQLInputType): string {
    return literalOf(this.value(type), type);
  }

  value(type: GraphQLInputType): unknown {
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      return Array.from({ length: this.choices.below(3) }, () => this.value(nullable.ofType));
    }
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter(isRequiredInputField);
      return Object.fromEntries(fields.map((field) => [field.name, this.value(field.type)]));
    }
    if (isEnumType(nullable)) {
      return this.choices.of(nullable.getValues()).name;
    }
    switch (nullable.name) {
      case 'Boolean':
        return this.choices.once(2);
      case 'Int':
      case 'Float':
        return this.choices.below(5);
      default:
        return this.choices.of(['a', 'b "c"', '2020-01-31']);
    }
  }
}

function literalOf(value: unknown, type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    return `[${(value as unknown[]).map((one) => literalOf(one, nullable.ofType)).join(' ')}]`;
  }
  if (isInputObjectType(nullable)) {
    const fields = nullable.getFields();
    return `{ ${Object.entries(value as object)
      .map(([name, one]) => `${name}: ${literalOf(one, fields[name]!.type)}`)
      .join(' ')} }`;
  }
  return isEnumType(nullable) ? String(value) : JSON.stringify(value);
}
