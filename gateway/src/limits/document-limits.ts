import { DomainError } from '@trama/kernel/errors';
import {
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** The parser stops here; the largest document of the contract, introspection included, has about half as many. */
export const MAX_TOKENS = 1_000;

/** With every fragment written out where it is spread. Documents of the contract stay well within each. */
const LIMITS = {
  depth: { max: 12, tooMuch: 'La richiesta scende oltre 12 livelli' },
  introspectionDepth: { max: 20, tooMuch: 'L’introspezione scende oltre 20 livelli' },
  /** Fields with fields inside: each may be a step to another subgraph, and the planner weighs every way to take it. */
  objects: { max: 100, tooMuch: 'La richiesta attraversa più di 100 oggetti' },
  fields: { max: 400, tooMuch: 'La richiesta chiede più di 400 campi' },
  aliases: { max: 20, tooMuch: 'La richiesta usa più di 20 alias' },
  rootFields: { max: 10, tooMuch: 'La richiesta ha più di 10 campi al primo livello' },
} as const;

const MAX_DIRECTIVES = 3;

type Size = Record<keyof typeof LIMITS, number>;

const NOTHING: Size = { depth: 0, introspectionDepth: 0, objects: 0, fields: 0, aliases: 0, rootFields: 0 };

/** Refuses what would be expensive to plan or to run, before anybody plans it. Written as a validation rule. */
export function documentLimits(context: ValidationContext): ASTVisitor {
  const refusal = firstRefusal(context.getDocument());
  if (refusal) {
    context.reportError(refusal);
  }
  return {};
}

function firstRefusal(document: DocumentNode): DomainError | undefined {
  const sizes = new FragmentSizes(document);
  for (const definition of document.definitions) {
    const refusal = definition.kind === Kind.OPERATION_DEFINITION ? tooLarge(definition, sizes) : undefined;
    if (refusal) {
      return refusal;
    }
  }
  return sizes.repeated
    ? refuse(`Un punto della richiesta ha più di ${MAX_DIRECTIVES} direttive`, sizes.repeated)
    : undefined;
}

function tooLarge(operation: OperationDefinitionNode, sizes: FragmentSizes): DomainError | undefined {
  sizes.countDirectives(operation);
  operation.variableDefinitions?.forEach((variable) => sizes.countDirectives(variable));
  const size = sizes.ofSet(operation.selectionSet);
  for (const [name, { max, tooMuch }] of Object.entries(LIMITS)) {
    if (size[name as keyof Size] > max) {
      return refuse(tooMuch, operation);
    }
  }
  return undefined;
}

function refuse(what: string, node: ASTNode): DomainError {
  return new DomainError('LIMITE_SUPERATO', `${what}: dividila in più richieste.`, { nodes: [node] });
}

/** Measures each fragment once, so that spreading one twice in another, over and over, costs what it weighs as text. */
class FragmentSizes {
  repeated: ASTNode | undefined;
  private readonly sets = new Map<string, SelectionSetNode>();
  private readonly measured = new Map<string, Size>();

  constructor(document: DocumentNode) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) {
        this.sets.set(definition.name.value, definition.selectionSet);
        this.countDirectives(definition);
      }
    }
  }

  ofSet(set: SelectionSetNode): Size {
    return set.selections.map((selection) => this.ofSelection(selection)).reduce(sum, NOTHING);
  }

  countDirectives(node: ASTNode & { readonly directives?: readonly unknown[] }): void {
    if ((node.directives?.length ?? 0) > MAX_DIRECTIVES) {
      this.repeated = node;
    }
  }

  private ofSelection(selection: SelectionNode): Size {
    this.countDirectives(selection);
    switch (selection.kind) {
      case Kind.FIELD:
        return this.ofField(selection);
      case Kind.INLINE_FRAGMENT:
        return this.ofSet(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return this.ofFragment(selection.name.value);
    }
  }

  private ofField(field: FieldNode): Size {
    const inside = field.selectionSet ? this.ofSet(field.selectionSet) : NOTHING;
    const isIntrospection = field.name.value === '__schema' || field.name.value === '__type';
    return {
      depth: isIntrospection ? 0 : inside.depth + 1,
      introspectionDepth: isIntrospection ? inside.depth + 1 : inside.introspectionDepth,
      objects: field.selectionSet && !isIntrospection ? inside.objects + 1 : 0,
      fields: inside.fields + 1,
      aliases: inside.aliases + (field.alias ? 1 : 0),
      rootFields: 1,
    };
  }

  private ofFragment(name: string): Size {
    const known = this.measured.get(name);
    if (known) {
      return known;
    }
    const set = this.sets.get(name);
    // While it is being measured a fragment weighs nothing: one that spreads itself is refused by its own rule.
    this.measured.set(name, NOTHING);
    const size = set ? this.ofSet(set) : NOTHING;
    this.measured.set(name, size);
    return size;
  }
}

function sum(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
    objects: a.objects + b.objects,
    fields: a.fields + b.fields,
    aliases: a.aliases + b.aliases,
    rootFields: a.rootFields + b.rootFields,
  };
}
