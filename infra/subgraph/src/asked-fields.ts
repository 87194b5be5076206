import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import { createParameterDecorator } from 'type-graphql';
import type { SubgraphContext } from './context.js';

/** Names of fields. */
export type AskedFields = ReadonlySet<string>;

/**
 * Gives a resolver method the names of the fields that are asked of what it answers with, so that it need not read the others. What
 * stands under a condition counts as asked, and so does what another type of the same interface would be asked.
 */
export const Asked = (): ReturnType<typeof createParameterDecorator> =>
  createParameterDecorator<SubgraphContext>(askedOf);

/** What the decorator above does, in the library's words: by it such a parameter is known. */
export const askedOf = ({ info }: { readonly info: GraphQLResolveInfo }): AskedFields => askedFields(info);

/** The places of a field are the same list for each execution of a plan, and for each parent of one execution of the library. */
const known = new WeakMap<readonly FieldNode[], AskedFields>();

export function askedFields({ fieldNodes, fragments }: GraphQLResolveInfo): AskedFields {
  const before = known.get(fieldNodes);
  if (before) {
    return before;
  }
  const names = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        names.add(selection.name.value);
      } else {
        collect(
          selection.kind === Kind.FRAGMENT_SPREAD
            ? fragments[selection.name.value]!.selectionSet
            : selection.selectionSet,
        );
      }
    }
  };
  fieldNodes.forEach(({ selectionSet }) => selectionSet && collect(selectionSet));
  known.set(fieldNodes, names);
  return names;
}
