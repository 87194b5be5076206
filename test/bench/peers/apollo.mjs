// @apollo/gateway with its defaults, behind Apollo Server's own standalone server with its defaults. It signs nothing: it
// passes on the name of the persona, which only subgraphs of the benchmark believe.
import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

const { PORT, BENCH_SUPERGRAPH, BENCH_SUBGRAPHS } = process.env;
const urls = JSON.parse(BENCH_SUBGRAPHS);

class Named extends RemoteGraphQLDataSource {
  willSendRequest({ request, context }) {
    request.http?.headers.set('x-trama-assertion', `bench:${context.persona ?? 'pubblico'}`);
  }
}

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(BENCH_SUPERGRAPH, 'utf8'),
  buildService: ({ name }) => new Named({ url: urls[name] }),
});
await startStandaloneServer(new ApolloServer({ gateway }), {
  listen: { host: '127.0.0.1', port: Number(PORT) },
  context: async ({ req }) => ({ persona: req.headers['x-bench-persona'] }),
});
