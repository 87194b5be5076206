import { ConfigError, logLevel, port, readConfig } from '@trama/kernel/config';
import { z } from 'zod';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

const environment = z.object({
  NODE_ENV: z.string().optional(),
  TRAMA_HOST: z.string().default('127.0.0.1'),
  TRAMA_PORT: port(4005),
  /** Where keys and secrets are kept from one start to the next. */
  TRAMA_IDP_FOLDER: z.string({ error: 'must be the folder of the keys' }),
  TRAMA_AUDIENCE: z.string({ error: 'must be what tokens call the gateway' }),
  /** Where people use the console; they come back there from the sign-in page. */
  TRAMA_PUBLIC_URL: z.url({ error: 'must be the address of the gateway as people write it' }),
  TRAMA_CONSOLE_CLIENT_ID: z.string().default('console'),
  TRAMA_CONSOLE_CLIENT_SECRET: z.string({ error: 'must be the secret of the console' }).min(32),
  TRAMA_LOG_LEVEL: logLevel,
});

export interface ProviderSettings {
  readonly host: string;
  readonly port: number;
  readonly folder: string;
  readonly audience: string;
  readonly publicUrl: string;
  readonly console: { readonly clientId: string; readonly clientSecret: string };
  readonly logLevel: string;
}

/**
 * @throws ConfigError also where this provider must not be: it asks for no password, so whoever reaches it is whoever
 *   they choose to be
 */
export function providerConfig(env: Record<string, string | undefined> = process.env): ProviderSettings {
  const given = readConfig(environment, env);
  if (given.NODE_ENV === 'production') {
    throw new ConfigError(
      'Questo fornitore d’identità è dimostrativo e in produzione non parte: indica al gateway quello vero con TRAMA_ISSUERS.',
    );
  }
  if (!LOOPBACK.includes(given.TRAMA_HOST)) {
    throw new ConfigError(
      'Questo fornitore d’identità è dimostrativo e ascolta solo su questa macchina: TRAMA_HOST deve essere 127.0.0.1.',
    );
  }
  return {
    host: given.TRAMA_HOST,
    port: given.TRAMA_PORT,
    folder: given.TRAMA_IDP_FOLDER,
    audience: given.TRAMA_AUDIENCE,
    publicUrl: new URL(given.TRAMA_PUBLIC_URL).origin,
    console: { clientId: given.TRAMA_CONSOLE_CLIENT_ID, clientSecret: given.TRAMA_CONSOLE_CLIENT_SECRET },
    logLevel: given.TRAMA_LOG_LEVEL,
  };
}
