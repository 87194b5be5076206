// Hive Gateway with the query planner of Hive Router (Rust) and its executor. BENCH_DEDUPLICATION=off takes away what it does by
// default: to send requests to a subgraph that are alike and under way only once.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

const { PORT, BENCH_SUPERGRAPH, BENCH_SUBGRAPHS, BENCH_DEDUPLICATION } = process.env;
const urls = JSON.parse(BENCH_SUBGRAPHS);

const gateway = createGatewayRuntime({
  supergraph: readFileSync(BENCH_SUPERGRAPH, 'utf8'),
  unifiedGraphHandler,
  logging: false,
  graphiql: false,
  landingPage: false,
  transportEntries: Object.fromEntries(
    Object.entries(urls).map(([name, url]) => [
      name,
      { kind: 'http', location: url, options: { deduplicateInflightRequests: BENCH_DEDUPLICATION !== 'off' } },
    ]),
  ),
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({
      'x-trama-assertion': `bench:${request.headers.get('x-bench-persona') ?? 'pubblico'}`,
    }),
  },
});
createServer(gateway).listen(Number(PORT), '127.0.0.1');
