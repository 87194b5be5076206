import { createRequire } from 'node:module';
import { composeServices } from '@apollo/composition';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';

/** The copy that composition itself uses: two copies would not know each other's classes. */
const composition = createRequire(import.meta.url).resolve('@apollo/composition');
const { Supergraph } = createRequire(composition)('@apollo/federation-internals');

/**
 * One supergraph from the SDL of the subgraphs. Addresses in it are names of the place, not places: the gateway
 * takes the real ones from its settings.
 */
export function compose(subgraphs) {
  const services = [...subgraphs].map(([name, sdl]) => ({
    name,
    url: `http://${name}.trama.internal/graphql`,
    typeDefs: parse(sdl),
  }));
  const { supergraphSdl, errors, hints } = composeServices(services);
  return {
    supergraph: supergraphSdl,
    hints: (hints ?? []).map((hint) => `composition: ${hint.definition.code}: ${oneLine(hint.message)}`),
    errors: (errors ?? []).map((error) => `composition: ${oneLine(error.message)}`),
  };
}

/**
 * What a caller of the gateway sees, without the machinery of federation.
 */
export function apiSchemaOf(supergraph) {
  return lexicographicSortSchema(Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema());
}

export function printApi(supergraph) {
  return printSchema(apiSchemaOf(supergraph));
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}
