// One subgraph of Trama as the libraries serve it by themselves: Apollo Server with its default plugins, graphql's own
// execution, type-graphql's function around each field, a transaction for each read. The same resolvers and rows. It asks
// nobody for a signature: the header names the persona.
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { parse } from 'graphql';
import { buildSchema, createResolversMap } from 'type-graphql';
import { In } from 'typeorm';
import { connect } from '../../../infra/database/dist/connect.js';
import { ContextKey } from '../../../infra/database/dist/context-key.js';
import { Database, Tx } from '../../../infra/database/dist/database.js';
import { chiamanteDi } from '../../../infra/idp/dist/persone.js';
import { identityOf, PUBBLICO } from '../../../infra/kernel/dist/identity.js';
import { SubgraphContext } from '../../../infra/subgraph/dist/context.js';
import { entitiesOf } from '../../../infra/subgraph/dist/module.js';

const { PORT, BENCH_SUBGRAPH: name, BENCH_DATABASE_URL, BENCH_STATISTICS_URL, BENCH_CONTEXT_KEY } = process.env;
const { subgraph } = await import(`../../../subgraphs/${name}/dist/src/subgraph.js`);

/** Each read in a transaction of its own, as an ORM offers it. */
class PlainDatabase extends Database {
  read(identity, work) {
    return this.write(identity, work);
  }
}

/** Entities from their repository. */
Tx.prototype.select = function (entity, { where = {}, order, comment }) {
  const these = Object.fromEntries(Object.entries(where).map(([column, values]) => [column, In([...values])]));
  return this.repo(entity).find({ where: these, order, comment });
};

const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@inaccessible"])
directive @permesso(nome: String!) on FIELD_DEFINITION | OBJECT`;

const { modules } = subgraph;
const schema = await buildSchema({
  resolvers: modules.flatMap((module) => module.resolvers),
  orphanedTypes: modules.flatMap((module) => module.types ?? []),
  authChecker: () => true,
  skipCheck: true,
  validate: false,
});
const resolvers = createResolversMap(schema);
for (const { typeName, resolve } of modules.flatMap((module) => module.references ?? [])) {
  (resolvers[typeName] ??= {}).__resolveReference = (ref, context) => resolve(ref, context);
}
const key = ContextKey.parse(BENCH_CONTEXT_KEY);
const open = async (url, entities) =>
  new PlainDatabase(await connect({ url, application: `bench-plain-${name}`, poolSize: 10 }, entities), key);
const database = await open(BENCH_DATABASE_URL, entitiesOf(subgraph));
const published = await open(BENCH_STATISTICS_URL, entitiesOf(subgraph));

const server = new ApolloServer({
  schema: buildSubgraphSchema({ typeDefs: parse(`${FEDERATION}\n${printSchemaWithDirectives(schema)}`), resolvers }),
});
await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: Number(PORT) },
  context: async ({ req }) => {
    const persona = /^bench:(.+)$/.exec(req.headers['x-trama-assertion'] ?? '')?.[1];
    const chiamante = !persona || persona === 'pubblico' ? PUBBLICO : chiamanteDi(persona);
    return new SubgraphContext(identityOf(chiamante, 'bench'), database, published, {});
  },
});
