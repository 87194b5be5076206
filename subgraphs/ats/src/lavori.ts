import { eseguiLavoro } from '@trama/subgraph/lavori';
import { subgraph } from './subgraph.js';

await eseguiLavoro(subgraph, process.argv.slice(2));
