import { eseguiLavoro } from '@trama/subgraph/lavori';
import { migrations } from './archivio.js';
import { COLLEGAMENTO } from './cliente/protocollo.js';

await eseguiLavoro({ name: COLLEGAMENTO, modules: [], migrations }, process.argv.slice(2));
