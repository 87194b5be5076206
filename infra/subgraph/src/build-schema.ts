import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { getDocumentNodeFromSchema, printSchemaWithDirectives } from '@graphql-tools/utils';
import { requirePermesso } from '@trama/kernel/identity';
import type { Permesso } from '@trama/kernel/permessi';
import { type DocumentNode, type GraphQLSchema, lexicographicSortSchema, parse } from 'graphql';
import { type AuthChecker, type ClassType, type NonEmptyArray, buildSchema, createResolversMap } from 'type-graphql';
import type { SubgraphContext } from './context.js';
import type { Module, Reference, Subgraph } from './module.js';
import { readPlainFieldsDirectly } from './plain-fields.js';
import { callPlainMethodsDirectly } from './plain-methods.js';
import { validateArguments } from './validate-arguments.js';

/** `@permesso` is ours and composed: the gateway and the documentation read it in the supergraph. */
const FEDERATION = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@inaccessible", "@composeDirective"])
  @link(url: "https://trama.example/permesso/v1.0", import: ["@permesso"])
  @composeDirective(name: "@permesso")

"""The permission without which a field, or any field of a type, is refused."""
directive @permesso(nome: String!) on FIELD_DEFINITION | OBJECT`;

/** Throws instead of answering false, so that a refusal carries our code and not the library's. */
const authChecker: AuthChecker<SubgraphContext, Permesso> = ({ context }, permessi) => {
  permessi.forEach((permesso) => requirePermesso(context.identity, permesso));
  return true;
};

/** The subgraph as federation sees it: executable, with every entity answered by a guarded reference. */
export async function buildSubgraph(subgraph: Subgraph): Promise<GraphQLSchema> {
  const schema = await buildTypes(subgraph.modules);
  const resolvers = createResolversMap(schema) as Record<string, Record<string, unknown>>;
  for (const reference of subgraph.modules.flatMap((module) => module.references ?? [])) {
    (resolvers[reference.typeName] ??= {}).__resolveReference = guarded(reference);
  }
  return buildSubgraphSchema({ typeDefs: typeDefsOf(schema), resolvers: resolvers as never });
}

/** The SDL that is composed and reviewed, in an order that does not depend on how the code is arranged. */
export async function printSubgraphSdl(subgraph: Subgraph): Promise<string> {
  const schema = await buildTypes(subgraph.modules);
  return `${FEDERATION}\n\n${printSchemaWithDirectives(lexicographicSortSchema(schema))}\n`;
}

async function buildTypes(modules: readonly Module[]): Promise<GraphQLSchema> {
  readPlainFieldsDirectly();
  const resolvers = modules.flatMap((module) => module.resolvers) as NonEmptyArray<ClassType>;
  const schema = await buildSchema({
    resolvers,
    orphanedTypes: modules.flatMap((module) => module.types ?? []),
    authChecker,
    skipCheck: true,
    validateFn: validateArguments,
  });
  callPlainMethodsDirectly(schema, resolvers);
  return schema;
}

/** Without being printed and read again, which is a tenth of what a subgraph does until it is ready. */
function typeDefsOf(schema: GraphQLSchema): DocumentNode {
  const { kind, definitions } = getDocumentNodeFromSchema(schema);
  return { kind, definitions: [...parse(FEDERATION).definitions, ...definitions] };
}

/** Async, because a reference that throws at once would fail every entity of its batch. */
function guarded(reference: Reference) {
  return async (ref: never, ctx: SubgraphContext): Promise<unknown> => {
    requirePermesso(ctx.identity, reference.permesso);
    return reference.resolve(ref, ctx);
  };
}
