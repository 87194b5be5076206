import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, portRefusal } from './ports.js';
import type { Service, ServiceOptions } from './program.js';
import type { Settings } from './settings.js';
import { StartError } from './start-error.js';

type Env = Readonly<Record<string, string | undefined>>;

export interface ProviderNeeds {
  readonly env: Env;
  readonly settings: Settings;
  readonly dataFolder: string;
  /** A service of this start, on a port. */
  readonly serve: (options: Pick<ServiceOptions, 'name' | 'env' | 'givenUp'> & { readonly port: number }) => Service;
}

const AUDIENCE = 'urn:trama:gateway';
const CLIENT = 'console';
const USUAL_PORT = 4005;
/** Secrets of the gateway that others among its neighbours have no use for. */
export const GATEWAY_SECRETS = ['TRAMA_CONSOLE_CLIENT_SECRET', 'TRAMA_SESSION_KEY'] as const;

/** Why the provider that comes with Trama stays out; undefined when it may run. */
export function reasonWithout({ env, settings }: Pick<ProviderNeeds, 'env' | 'settings'>): string | undefined {
  if (settings.issuers !== undefined) {
    return `Accesso: quello di TRAMA_ISSUERS (${settings.issuers}).`;
  }
  if (env.NODE_ENV === 'production') {
    return 'Accesso: nessuno. Quello dimostrativo non parte con NODE_ENV=production: indica il tuo con TRAMA_ISSUERS.';
  }
  if (settings.externalDatabases && settings.idpPort === undefined) {
    return (
      'Accesso: nessuno. Con database tuoi quello dimostrativo, che non chiede password, parte solo se lo vuoi: ' +
      'TRAMA_IDP_PORT=4005; altrimenti indica il tuo con TRAMA_ISSUERS.'
    );
  }
  return undefined;
}

/** @returns what the gateway has to be told */
export async function startProvider(needs: ProviderNeeds): Promise<Record<string, string>> {
  const consoleSecret = randomBytes(32).toString('base64url');
  const publicUrl = `http://localhost:${needs.settings.port}`;
  const port = await startOnSomePort(needs, (candidate) =>
    needs.serve({
      name: 'idp',
      port: candidate,
      env: {
        TRAMA_IDP_FOLDER: join(needs.dataFolder, 'idp'),
        TRAMA_AUDIENCE: AUDIENCE,
        TRAMA_PUBLIC_URL: publicUrl,
        TRAMA_CONSOLE_CLIENT_ID: CLIENT,
        TRAMA_CONSOLE_CLIENT_SECRET: consoleSecret,
      },
      // Who has a token goes on; nobody gets a new one.
      givenUp: () => undefined,
    }),
  );
  // Another name than the gateway's, so that the two share no cookies, as on a real network.
  const issuer = `http://127.0.0.1:${port}`;
  await keep(needs.dataFolder, issuer);
  return {
    TRAMA_ISSUERS: issuer,
    TRAMA_AUDIENCE: AUDIENCE,
    TRAMA_CLAIM_PREFIX: 'trama_',
    TRAMA_PUBLIC_URL: publicUrl,
    TRAMA_CONSOLE_CLIENT_ID: CLIENT,
    TRAMA_CONSOLE_CLIENT_SECRET: consoleSecret,
    TRAMA_CONSOLE_SCOPE: 'openid profile',
    TRAMA_SESSION_KEY: randomBytes(32).toString('base64url'),
  };
}

/** Nobody is to look for a provider that is not ours, or not there. */
export const forgetProvider = (dataFolder: string): Promise<void> => rm(whereabouts(dataFolder), { force: true });

async function startOnSomePort(needs: ProviderNeeds, serve: (port: number) => Service): Promise<number> {
  let refused: unknown;
  for (const candidate of await candidates(needs)) {
    try {
      await serve(candidate).start();
      return candidate;
    } catch (error) {
      // Another program may have taken the port between our look and the provider's.
      if (!String(error).includes('EADDRINUSE')) {
        throw error;
      }
      refused = error;
    }
  }
  throw refused;
}

/** The same port as last time, if it can be: tokens name their issuer by it, and outlive a restart. */
async function candidates({ settings, dataFolder }: ProviderNeeds): Promise<number[]> {
  if (settings.idpPort !== undefined) {
    const refusal = await portRefusal(settings.idpPort);
    if (refusal) {
      throw new StartError(
        `La porta ${settings.idpPort} del fornitore d'identità non è libera (${refusal}): scegline un'altra con TRAMA_IDP_PORT, o toglila e ne prendo una libera.`,
      );
    }
    return [settings.idpPort];
  }
  const wanted = [await keptPort(dataFolder), USUAL_PORT].filter(
    (port) => port !== undefined && port !== settings.port,
  );
  const free: number[] = [];
  for (const port of new Set(wanted as number[])) {
    if (!(await portRefusal(port))) {
      free.push(port);
    }
  }
  return [...free, await freePort(), await freePort()];
}

async function keptPort(dataFolder: string): Promise<number | undefined> {
  try {
    const { issuer } = JSON.parse(await readFile(whereabouts(dataFolder), 'utf8')) as { issuer: string };
    return Number(new URL(issuer).port) || undefined;
  } catch {
    return undefined; // the first start of this folder
  }
}

/** Where `npm run token` looks. */
async function keep(dataFolder: string, issuer: string): Promise<void> {
  const file = whereabouts(dataFolder);
  await writeFile(`${file}.new`, `${JSON.stringify({ issuer })}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

const whereabouts = (dataFolder: string) => join(dataFolder, 'accesso.json');
