import {
  type GraphQLFormattedError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
} from 'graphql';

/**
 * What the caller reads when a subgraph does not answer. A root field gets an error each, at its path. Entities get
 * one for the whole fetch, at the place in the answer where they are; `campi` names the fields that are missing there.
 */
export function unavailable(servizio: string, query: string): GraphQLFormattedError[] {
  const operation = parse(query, { noLocation: true }).definitions[0] as OperationDefinitionNode;
  const campi = responseNames(operation.selectionSet);
  const message = sentence(servizio, operation.operation === OperationTypeNode.MUTATION);
  const error = (fields: readonly string[], path: readonly string[]): GraphQLFormattedError => ({
    message,
    path,
    extensions: { code: 'SERVIZIO_NON_DISPONIBILE', servizio, campi: fields },
  });
  return campi[0] === '_entities'
    ? [error(entityFields(operation.selectionSet), [])]
    : campi.map((campo) => error([campo], [campo]));
}

function sentence(servizio: string, writes: boolean): string {
  return writes
    ? `Il servizio "${servizio}" non ha risposto: l’operazione potrebbe essere già registrata. Ripetila con la stessa chiave di idempotenza.`
    : `Il servizio "${servizio}" non risponde: il resto della risposta è valido. Riprova tra poco.`;
}

function entityFields(root: SelectionSetNode): string[] {
  const [entities] = root.selections;
  return entities?.kind === Kind.FIELD && entities.selectionSet ? responseNames(entities.selectionSet) : [];
}

function responseNames(selectionSet: SelectionSetNode): string[] {
  const names = selectionSet.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) {
      return [selection.alias?.value ?? selection.name.value];
    }
    return selection.kind === Kind.INLINE_FRAGMENT ? responseNames(selection.selectionSet) : [];
  });
  return [...new Set(names)].filter((name) => name !== '__typename');
}
