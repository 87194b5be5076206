import {
  type ASTNode,
  GraphQLError,
  type GraphQLFormattedError,
  Kind,
  print,
  type VariableDefinitionNode,
} from 'graphql';

const VALUES: ReadonlySet<string> = new Set([
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.NULL,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
  Kind.OBJECT_FIELD,
]);

/**
 * Requests that the protocol refuses. The library's sentences are for developers and stay where they speak of names;
 * where they quote a value they go, because a tax code in a request must not come back, or be kept, in an error.
 */
export function protocolMessage(code: string, formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { locations } = formatted;
  const [node] = error instanceof GraphQLError ? (error.nodes ?? []) : [];
  switch (code) {
    case 'BAD_USER_INPUT':
      return badUserInput(formatted, node);
    case 'GRAPHQL_PARSE_FAILED':
      return { message: `La richiesta non è GraphQL corretto${place(locations)}.`, locations, extensions: { code } };
    case 'GRAPHQL_VALIDATION_FAILED':
      return { message: validationMessage(formatted, node), locations, extensions: { code } };
    default:
      return { message: `Richiesta non valida: ${formatted.message.trim()}`, extensions: { code } };
  }
}

function validationMessage(
  { message, locations, extensions }: GraphQLFormattedError,
  node: ASTNode | undefined,
): string {
  if (extensions?.validationErrorCode === 'INTROSPECTION_DISABLED') {
    return 'L’introspezione non è attiva: lo schema pubblicato è nel file schema/api.graphql.';
  }
  if (node && VALUES.has(node.kind)) {
    return `La richiesta contiene un valore che il suo campo non ammette${place(locations)}.`;
  }
  return `La richiesta non è valida: ${message}`;
}

function badUserInput({ message, locations }: GraphQLFormattedError, node: ASTNode | undefined): GraphQLFormattedError {
  const code = 'BAD_USER_INPUT';
  if (node?.kind !== Kind.VARIABLE_DEFINITION) {
    return { message: 'Una variabile ha un valore non ammesso.', locations, extensions: { code } };
  }
  const variabile = node.variable.name.value;
  const percorso = inputPath(message, variabile);
  return { message: variableMessage(message, node, percorso), locations, extensions: { code, variabile, percorso } };
}

function variableMessage(message: string, node: VariableDefinitionNode, percorso: string): string {
  const variable = `La variabile "$${node.variable.name.value}" (${print(node.type)})`;
  if (message.endsWith('was not provided.') && percorso === node.variable.name.value) {
    return `${variable} è obbligatoria.`;
  }
  return `${variable} ha in "${percorso}" un valore mancante o non ammesso.`;
}

/** Where in the variable, read from the only place that knows; the name of a required field is added to its parent. */
function inputPath(message: string, variabile: string): string {
  const inside = / at "([A-Za-z_][\w.[\]]*)"; /.exec(message)?.[1] ?? variabile;
  const missing = /; Field "(\w+)" of required type "[^"]*" was not provided\.$/.exec(message)?.[1];
  return missing ? `${inside}.${missing}` : inside;
}

function place(locations: GraphQLFormattedError['locations']): string {
  const [first] = locations ?? [];
  return first ? ` (riga ${first.line}, colonna ${first.column})` : '';
}
