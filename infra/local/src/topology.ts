import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type SubgraphName = 'ambito' | 'ats' | 'asst' | 'terzo-settore';

export interface SubgraphPlace {
  readonly name: SubgraphName;
  /** As environment variables spell it. */
  readonly key: string;
  readonly database: string;
  /** Whether it keeps data of people, and so needs keys. */
  readonly persone: boolean;
}

export const subgraphs: readonly SubgraphPlace[] = [
  { name: 'ambito', key: 'AMBITO', database: 'trama_ambito', persone: true },
  { name: 'ats', key: 'ATS', database: 'trama_ats', persone: false },
  { name: 'asst', key: 'ASST', database: 'trama_asst', persone: false },
  { name: 'terzo-settore', key: 'TERZO_SETTORE', database: 'trama_terzo_settore', persone: false },
];

/** Where the programs are; a test puts its own in their place. */
export interface Topology {
  readonly repository: string;
  readonly supergraph: string;
  readonly gateway: string;
  readonly idp: string;
  readonly prepare: (name: SubgraphName) => string;
  readonly main: (name: SubgraphName) => string;
  readonly jobs: (name: SubgraphName) => string;
}

export function repositoryTopology(repository = fileURLToPath(new URL('../../../', import.meta.url))): Topology {
  const subgraph = (name: SubgraphName, program: string) => join(repository, 'subgraphs', name, 'dist', 'src', program);
  return {
    repository,
    supergraph: join(repository, 'schema', 'supergraph.graphql'),
    gateway: join(repository, 'gateway', 'dist', 'main.js'),
    idp: join(repository, 'infra', 'idp', 'dist', 'main.js'),
    prepare: (name) => subgraph(name, 'prepare.js'),
    main: (name) => subgraph(name, 'main.js'),
    jobs: (name) => subgraph(name, 'lavori.js'),
  };
}
