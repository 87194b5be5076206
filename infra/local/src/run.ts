import type { DataFolder } from './data-folder.js';
import { Service, type ServiceOptions } from './program.js';
import type { Progress } from './progress.js';
import type { DatabaseUrls, Settings } from './settings.js';
import type { Teardown } from './teardown.js';
import type { DatabaseName, Topology } from './topology.js';

export type Env = Readonly<Record<string, string | undefined>>;

/** A subgraph's database: its addresses, and the secret with which it and its subgraph know each other's callers. */
export interface OwnDatabase extends DatabaseUrls {
  readonly contextKey: string;
  /** Where the keys of its data of people are, if it keeps any. */
  readonly keysFolder: string | undefined;
}

export type Databases = Readonly<Record<DatabaseName, OwnDatabase>>;

export interface Run {
  readonly env: Env;
  readonly settings: Settings;
  readonly topology: Topology;
  readonly data: DataFolder;
  readonly progress: Progress;
  readonly teardown: Teardown;
  /** Ends the run: something it cannot do without is gone. */
  readonly fatal: (message: string) => void;
}

export const loopback = '127.0.0.1';

type ServiceNeeds = Pick<ServiceOptions, 'name' | 'entry' | 'nodeArgs' | 'env' | 'givenUp'> & { readonly port: number };

/** A program that answers, in this run. */
export function serviceOf(run: Run, { name, entry, nodeArgs = [], port, env, givenUp }: ServiceNeeds): Service {
  const { settings, data, progress } = run;
  const common = {
    TRAMA_HOST: loopback,
    TRAMA_LOG_LEVEL: settings.logLevel,
    TRAMA_INTROSPECTION: onOff(settings.introspection),
  };
  const service = new Service({
    name,
    entry,
    nodeArgs,
    env: { ...childEnv(run), ...common, TRAMA_PORT: String(port), ...env },
    logFile: data.log(name),
    readyUrl: `http://${loopback}:${port}/health/ready`,
    say: progress.say,
    givenUp,
  });
  run.teardown.add(() => service.stop());
  return service;
}

const SECRETS =
  /^TRAMA_((OWNER_|STATISTICS_)?DATABASE_URL|CONTEXT_KEY|KEYS_DIR|ASSERTION|COLLEGAMENTO|AMBITO_(URL|KEY)|CALLER_KEY|CONSOLE_CLIENT_SECRET|SESSION_KEY)/;

/** Each program gets its own addresses and nobody else's; PG* variables meant for another server go to none of ours. */
export function childEnv({ env, settings }: Run): Record<string, string | undefined> {
  const isWithheld = (name: string) => SECRETS.test(name) || (!settings.externalDatabases && name.startsWith('PG'));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isWithheld(name)));
}

export const onOff = (value: boolean) => (value ? 'on' : 'off');
