import { isAbsolute, resolve } from 'node:path';
import { ConfigError, readConfig } from '@trama/kernel/config';
import { z } from 'zod';
import { StartError } from './start-error.js';
import { databases, type DatabaseName } from './topology.js';

/** One row of the table of settings. */
export interface Setting {
  readonly name: string;
  readonly default: string;
  readonly description: string;
}

export interface DatabaseUrls {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly statUrl: string;
}

export interface Settings {
  readonly port: number;
  readonly dataFolder: string;
  readonly demo: boolean;
  readonly introspection: boolean;
  readonly logLevel: string;
  /** Whose tokens the gateway believes, when it is not the provider that comes with Trama. */
  readonly issuers?: string;
  /** The port that the identity provider must have; absent, any that is free. */
  readonly idpPort?: number;
  /** Absent: the databases are those of the PostgreSQL that comes with Trama. */
  readonly externalDatabases?: Readonly<Record<DatabaseName, DatabaseUrls>>;
}

const appVariable = (key: string) => `TRAMA_DATABASE_URL_${key}`;
const ownerVariable = (key: string) => `TRAMA_OWNER_DATABASE_URL_${key}`;
const statVariable = (key: string) => `TRAMA_STATISTICS_DATABASE_URL_${key}`;
const databaseVariables = databases.flatMap(({ key }) => [appVariable(key), ownerVariable(key), statVariable(key)]);

export const SETTINGS: readonly Setting[] = [
  { name: 'TRAMA_PORT', default: '4000', description: 'Port of the gateway, on 127.0.0.1.' },
  {
    name: 'TRAMA_DATA_DIR',
    default: '.trama',
    description:
      'Folder of the data, the passwords and the logs; a relative path starts from the repository. One running copy per folder.',
  },
  {
    name: 'TRAMA_DEMO',
    default: 'on',
    description: '`on` or `off`: load the demonstration data, every record of which says `DIMOSTRATIVO`.',
  },
  { name: 'TRAMA_INTROSPECTION', default: 'on', description: '`on` or `off`: let clients ask for the schema.' },
  {
    name: 'TRAMA_LOG_LEVEL',
    default: 'warn',
    description: '`fatal`, `error`, `warn`, `info`, `debug` or `silent`: what the programs write to their logs.',
  },
  {
    name: 'TRAMA_ISSUERS',
    default: '',
    description:
      'Identity providers whose tokens count, separated by commas, instead of the one that comes with Trama; then the other settings of identity are those of the [gateway](../../gateway/README.md).',
  },
  {
    name: 'TRAMA_IDP_PORT',
    default: '',
    description:
      'Port of the identity provider that comes with Trama, on 127.0.0.1. By itself it is that of the last start, or 4005, or any free one. With databases of your own the provider starts only when this is given: it asks for no password.',
  },
  ...databases.flatMap(({ name, key }) => [
    {
      name: appVariable(key),
      default: '',
      description: `PostgreSQL address of ${name}'s database, as the application role (a member of \`trama_app\`). All fifteen addresses or none.`,
    },
    {
      name: ownerVariable(key),
      default: '',
      description: 'The same database, as the role that owns its tables and runs the migrations.',
    },
    {
      name: statVariable(key),
      default: '',
      description:
        'The same database, as the role that reads published figures and public registers only (a member of `trama_stat`).',
    },
  ]),
];

const fallback = (name: string) => SETTINGS.find((setting) => setting.name === name)?.default ?? '';

const portNumber = 'deve essere il numero di una porta, da 1 a 65535';
const onOff = (name: string) =>
  z
    .enum(['on', 'off'], { error: 'deve essere on oppure off' })
    .prefault(fallback(name) as 'on' | 'off')
    .transform((value) => value === 'on');
const databaseUrl = z
  .url({
    protocol: /^postgres(ql)?$/,
    error: 'deve essere un indirizzo PostgreSQL: postgres://utente:password@host:5432/database',
  })
  .optional();

const port = z.coerce.number({ error: portNumber }).int(portNumber).min(1, portNumber).max(65_535, portNumber);

const environment = z
  .object({
    TRAMA_PORT: port.prefault(fallback('TRAMA_PORT')),
    TRAMA_ISSUERS: z.string().optional(),
    TRAMA_IDP_PORT: port.optional(),
    TRAMA_DATA_DIR: z.string().prefault(fallback('TRAMA_DATA_DIR')),
    TRAMA_DEMO: onOff('TRAMA_DEMO'),
    TRAMA_INTROSPECTION: onOff('TRAMA_INTROSPECTION'),
    TRAMA_LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
        error: 'deve essere uno tra fatal, error, warn, info, debug, silent',
      })
      .prefault(fallback('TRAMA_LOG_LEVEL') as 'warn'),
    ...Object.fromEntries(databaseVariables.map((name) => [name, databaseUrl])),
  })
  .superRefine((given: Record<string, unknown>, ctx) => {
    const missing = databaseVariables.filter((name) => given[name] === undefined);
    if (missing.length === databaseVariables.length) {
      return;
    }
    for (const name of missing) {
      ctx.addIssue({
        code: 'custom',
        path: [name],
        message: 'manca: gli indirizzi dei database vanno dati tutti e quindici, o nessuno',
      });
    }
  });

/** @throws StartError that names each wrong variable */
export function readSettings(env: Readonly<Record<string, string | undefined>>, repository: string): Settings {
  const read = parse(env);
  const dataFolder = read.TRAMA_DATA_DIR;
  return {
    port: read.TRAMA_PORT,
    dataFolder: isAbsolute(dataFolder) ? dataFolder : resolve(repository, dataFolder),
    demo: read.TRAMA_DEMO,
    introspection: read.TRAMA_INTROSPECTION,
    logLevel: read.TRAMA_LOG_LEVEL,
    issuers: read.TRAMA_ISSUERS,
    idpPort: read.TRAMA_IDP_PORT,
    externalDatabases: externalDatabases(read),
  };
}

function parse(env: Readonly<Record<string, string | undefined>>): z.output<typeof environment> {
  try {
    return readConfig(environment, env);
  } catch (error) {
    if (error instanceof ConfigError) {
      const [, ...lines] = error.message.split('\n');
      throw new StartError(
        `Impostazioni da correggere:\n${lines.join('\n')}\nLa tabella delle impostazioni è in infra/local/README.md.`,
      );
    }
    throw error;
  }
}

function externalDatabases(read: Readonly<Record<string, unknown>>): Settings['externalDatabases'] {
  const urls = (variable: string) => String(read[variable]);
  const entries = databases.map(({ name, key }) => [
    name,
    { appUrl: urls(appVariable(key)), ownerUrl: urls(ownerVariable(key)), statUrl: urls(statVariable(key)) },
  ]);
  const given = databaseVariables.every((name) => read[name] !== undefined);
  return given ? (Object.fromEntries(entries) as Record<DatabaseName, DatabaseUrls>) : undefined;
}
