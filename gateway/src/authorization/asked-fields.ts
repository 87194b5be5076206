import type { Permesso } from '@trama/kernel/permessi';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { FieldPermissions } from './field-permissions.js';

/** A field that somebody asks, and a permission that it needs. */
export interface Asked {
  /** `Ambito.datiPropri`: of an interface's field, the type that needs the permission. */
  readonly field: string;
  readonly permesso: Permesso;
}

/**
 * Every guarded field that an operation asks, in the order in which it does: through fragments, aliases, interfaces and
 * unions, and whatever `@skip` and `@include` say. A field of an interface is a field of each type that it may turn out
 * to be.
 */
export function askedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  permissions: FieldPermissions,
): Asked[] {
  const walk = new Walk(schema, fragmentsOf(document), permissions);
  const root = schema.getRootType(operation.operation);
  if (root) {
    walk.selections(operation.selectionSet, root);
  }
  return [...walk.found.values()];
}

class Walk {
  readonly found = new Map<string, Asked>();
  /** What a fragment asks depends on nothing outside it: once is enough, however often it is spread. */
  private readonly walked = new Set<string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly permissions: FieldPermissions,
  ) {}

  selections({ selections }: SelectionSetNode, type: GraphQLCompositeType): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        this.field(selection, type);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.selections(selection.selectionSet, this.narrowed(selection.typeCondition?.name.value, type));
      } else {
        this.spread(selection.name.value);
      }
    }
  }

  private spread(name: string): void {
    const fragment = this.fragments.get(name);
    const type = fragment && this.schema.getType(fragment.typeCondition.name.value);
    if (fragment && isCompositeType(type) && !this.walked.has(name)) {
      this.walked.add(name);
      this.selections(fragment.selectionSet, type);
    }
  }

  private field(node: FieldNode, type: GraphQLCompositeType): void {
    const name = node.name.value;
    for (const object of this.objectsOf(type)) {
      this.permissions.required(object.name, name).forEach((permesso) => {
        this.found.set(`${object.name}.${name} ${permesso}`, { field: `${object.name}.${name}`, permesso });
      });
    }
    const result = 'getFields' in type ? getNamedType(type.getFields()[name]?.type) : undefined;
    if (node.selectionSet && isCompositeType(result)) {
      this.selections(node.selectionSet, result);
    }
  }

  private narrowed(condition: string | undefined, outer: GraphQLCompositeType): GraphQLCompositeType {
    const type = condition === undefined ? outer : this.schema.getType(condition);
    return isCompositeType(type) ? type : outer;
  }

  private objectsOf(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type].filter(isObjectType);
  }
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
