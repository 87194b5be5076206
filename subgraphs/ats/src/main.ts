import { runSubgraph } from '@trama/subgraph/run';
import { subgraph } from './subgraph.js';

void runSubgraph(subgraph);
