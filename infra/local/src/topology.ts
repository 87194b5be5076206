import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type SubgraphName = 'ambito' | 'ats' | 'asst' | 'terzo-settore';

/** Every program with a database of its own. */
export type DatabaseName = SubgraphName | 'collegamento';

export interface DatabasePlace {
  readonly name: DatabaseName;
  /** As environment variables spell it. */
  readonly key: string;
  readonly database: string;
  /** Whether it keeps data of people, and so needs keys. */
  readonly persone: boolean;
}

export interface SubgraphPlace extends DatabasePlace {
  readonly name: SubgraphName;
}

export const subgraphs: readonly SubgraphPlace[] = [
  { name: 'ambito', key: 'AMBITO', database: 'trama_ambito', persone: true },
  { name: 'ats', key: 'ATS', database: 'trama_ats', persone: true },
  { name: 'asst', key: 'ASST', database: 'trama_asst', persone: false },
  { name: 'terzo-settore', key: 'TERZO_SETTORE', database: 'trama_terzo_settore', persone: false },
];

/** The linkage service: no subgraph, and a key that none of them has. */
export const collegamento: DatabasePlace = {
  name: 'collegamento',
  key: 'COLLEGAMENTO',
  database: 'trama_collegamento',
  persone: false,
};

export const databases: readonly DatabasePlace[] = [...subgraphs, collegamento];

/** Where the programs are; a test puts its own in their place. */
export interface Topology {
  readonly repository: string;
  readonly supergraph: string;
  readonly gateway: string;
  readonly idp: string;
  readonly prepare: (name: DatabaseName) => string;
  readonly main: (name: DatabaseName) => string;
  readonly jobs: (name: DatabaseName) => string;
}

export function repositoryTopology(repository = fileURLToPath(new URL('../../../', import.meta.url))): Topology {
  // Bundled, because most of what a program does until it is ready is to look for its modules and compile them.
  const program = (name: string) => join(repository, 'infra', 'programs', 'dist', `${name}.cjs`);
  return {
    repository,
    supergraph: join(repository, 'schema', 'supergraph.graphql'),
    gateway: program('gateway'),
    idp: program('idp'),
    prepare: (name) => program(`${name}-prepare`),
    main: (name) => program(`${name}-main`),
    jobs: (name) =>
      name === 'collegamento'
        ? join(repository, 'infra', name, 'dist', 'lavori.js')
        : join(repository, 'subgraphs', name, 'dist', 'src', 'lavori.js'),
  };
}
