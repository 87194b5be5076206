import {
  type BooleanValueNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What our code does not do: the engine executes such an operation, and the reason is counted. */
export class NotCovered extends Error {}

/** Fields to take from one object: a set of the document, and the type in whose words it is written. */
export interface Selected {
  readonly set: SelectionSetNode;
  readonly parent: GraphQLCompositeType;
}

/** One field of the answer, from all the places of the document that ask for it. */
export interface Collected {
  readonly responseName: string;
  readonly fieldName: string;
  /** What may be in it, by the type in whose words it was asked: an interface's field may be null where the object's may not. */
  readonly type: GraphQLOutputType | undefined;
  /** Whether each asking knows of the object that it is an object: else the engine does not answer `__typename` by itself. */
  readonly isKnownObject: boolean;
  readonly inside: readonly Selected[];
}

export interface DocumentParts {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** What `@skip` and `@include` are told, by variable. */
  readonly conditions: ReadonlyMap<string, boolean>;
}

export interface Fields {
  readonly fields: readonly Collected[];
  /** Whether they are these only for an object that says what it is. */
  readonly isByName: boolean;
}

/**
 * The fields of an object of this type, in the order of the answer.
 *
 * The engine decides whether a fragment applies by the object's `__typename`, and where the data has none by the type of
 * the fragment around it: seen from an interface, the object is then not known to be what it is.
 *
 * @throws NotCovered
 */
export function collectFields(parts: DocumentParts, object: GraphQLObjectType, selected: readonly Selected[]): Fields {
  const named = collection(parts, object, selected, () => object);
  const unnamed = collection(parts, object, selected, (around) => around);
  const fields = [...named.fields.values()];
  const isByName =
    named.asked.length !== unnamed.asked.length ||
    fields.some(({ fieldName, isKnownObject }) => fieldName === '__typename' && !isKnownObject);
  return { fields, isByName };
}

function collection(
  parts: DocumentParts,
  object: GraphQLObjectType,
  selected: readonly Selected[],
  typeOf: (around: GraphQLCompositeType) => GraphQLCompositeType,
): Collection {
  const collected = new Collection(parts, typeOf);
  selected.forEach(({ set, parent }) => collected.add(set, parent, object));
  return collected;
}

interface Collecting extends Collected {
  isKnownObject: boolean;
  inside: Selected[];
}

class Collection {
  readonly fields = new Map<string, Collecting>();
  /** Places of the document, in the order in which they were met. */
  readonly asked: FieldNode[] = [];

  constructor(
    private readonly parts: DocumentParts,
    private readonly typeOf: (around: GraphQLCompositeType) => GraphQLCompositeType,
  ) {}

  /** @param parent the type whose fields the set names; @param around what the engine holds for the object's type here */
  add(set: SelectionSetNode, parent: GraphQLCompositeType, around: GraphQLCompositeType): void {
    for (const selection of set.selections) {
      if (this.isLeftOut(selection)) {
        continue;
      }
      if (selection.kind === Kind.FIELD) {
        this.field(selection, parent, around);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.fragment(selection.selectionSet, selection.typeCondition?.name.value, parent, around);
      } else {
        const fragment = this.parts.fragments.get(selection.name.value);
        this.fragment(fragment!.selectionSet, fragment!.typeCondition.name.value, parent, around);
      }
    }
  }

  private fragment(
    set: SelectionSetNode,
    condition: string | undefined,
    parent: GraphQLCompositeType,
    around: GraphQLCompositeType,
  ): void {
    const type = condition === undefined ? undefined : this.parts.schema.getType(condition);
    if (type === undefined) {
      this.add(set, parent, around);
    } else if (isCompositeType(type) && includes(this.parts.schema, type, this.typeOf(around))) {
      this.add(set, type, type);
    }
  }

  private field(node: FieldNode, parent: GraphQLCompositeType, around: GraphQLCompositeType): void {
    const [fieldName, responseName] = [node.name.value, node.alias?.value ?? node.name.value];
    const type = typeOfField(parent, fieldName);
    const known = this.fields.get(responseName);
    if (known && String(known.type) !== String(type)) {
      throw new NotCovered('one field of two types');
    }
    const inside = insideOf(node, type);
    const isKnownObject = !isAbstractType(around);
    this.asked.push(node);
    if (!known) {
      this.fields.set(responseName, { responseName, fieldName, type, isKnownObject, inside: inside ? [inside] : [] });
      return;
    }
    known.isKnownObject &&= isKnownObject;
    if (inside && !known.inside.some(({ set }) => set === inside.set)) {
      known.inside.push(inside);
    }
  }

  private isLeftOut({ directives = [] }: SelectionNode): boolean {
    return directives.some(({ name, arguments: [argument] = [] }) => {
      const value = argument?.value;
      const told = value?.kind === Kind.VARIABLE ? this.parts.conditions.get(value.name.value) : valueOf(value);
      switch (name.value) {
        case 'skip':
          return told === true;
        case 'include':
          return told === false;
        default:
          throw new NotCovered('directive');
      }
    });
  }
}

function insideOf({ selectionSet }: FieldNode, type: GraphQLOutputType | undefined): Selected | undefined {
  const parent = type && getNamedType(type);
  return selectionSet && isCompositeType(parent) ? { set: selectionSet, parent } : undefined;
}

const valueOf = (value: unknown) => (value as BooleanValueNode | undefined)?.value;

/** @returns undefined for `__typename` */
function typeOfField(parent: GraphQLCompositeType, name: string): GraphQLOutputType | undefined {
  if (name === '__typename') {
    return undefined;
  }
  const field = 'getFields' in parent ? parent.getFields()[name] : undefined;
  if (!field) {
    throw new NotCovered('introspection');
  }
  return field.type;
}

function includes(schema: GraphQLSchema, wide: GraphQLCompositeType, narrow: GraphQLCompositeType): boolean {
  if (wide === narrow) {
    return true;
  }
  // Of unions the engine asks whether they hold the type; a union is within nothing.
  return isAbstractType(wide) && 'getFields' in narrow && schema.isSubType(wide, narrow);
}
