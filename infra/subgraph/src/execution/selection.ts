import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type NamedTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** By the name it has in the answer, all the places of the document that ask for a field. */
export type Selection = Map<string, FieldNode[]>;

export interface Fragments {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

/** Said of a document that the prepared execution leaves to the library. */
export class NotPlanned extends Error {}

/** What is asked of a type, as the specification collects it (CollectFields), in a document without conditions. */
export function selectionOf(
  known: Fragments,
  type: GraphQLObjectType,
  sets: ReadonlyArray<SelectionSetNode | undefined>,
): Selection {
  const selection: Selection = new Map();
  const visited = new Set<string>();
  const collect = (set: SelectionSetNode): void => {
    for (const asked of set.selections) {
      requireUnconditional(asked);
      if (asked.kind === Kind.FIELD) {
        const name = (asked.alias ?? asked.name).value;
        const places = selection.get(name);
        if (places) {
          places.push(asked);
        } else {
          selection.set(name, [asked]);
        }
      } else if (asked.kind === Kind.INLINE_FRAGMENT) {
        if (applies(known, asked.typeCondition, type)) {
          collect(asked.selectionSet);
        }
      } else if (!visited.has(asked.name.value)) {
        visited.add(asked.name.value);
        const fragment = known.fragments[asked.name.value];
        if (fragment && applies(known, fragment.typeCondition, type)) {
          collect(fragment.selectionSet);
        }
      }
    }
  };
  sets.forEach((set) => set && collect(set));
  return selection;
}

/** `@skip` and `@include` make the selection depend on the variables. */
function requireUnconditional({ directives }: SelectionNode): void {
  if (directives && directives.length > 0) {
    throw new NotPlanned('directives');
  }
}

function applies({ schema }: Fragments, condition: NamedTypeNode | undefined, type: GraphQLObjectType): boolean {
  if (!condition) {
    return true;
  }
  const wanted = schema.getType(condition.name.value);
  return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
}
