// Everything that `npm start` starts, in the same way, with the benchmark's own entries for subgraphs and gateway.
import { fileURLToPath } from 'node:url';
import { start } from '../../../infra/local/dist/start.js';
import { repositoryTopology } from '../../../infra/local/dist/topology.js';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const topology = repositoryTopology();
process.exit(
  await start(process.env, {
    ...topology,
    gateway: here('gateway.mjs'),
    main: (name) => (name === 'collegamento' ? topology.main(name) : here('subgraph.mjs')),
  }),
);
