import { logLevel, onOff, port, postgresUrl, readConfig } from '@trama/kernel/config';
import { z } from 'zod';

const serverSettings = z.object({
  TRAMA_PORT: port(4001),
  TRAMA_HOST: z.string().default('127.0.0.1'),
  TRAMA_DATABASE_URL: postgresUrl,
  TRAMA_DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
  TRAMA_INTROSPECTION: onOff('off'),
  TRAMA_LOG_LEVEL: logLevel,
});

const prepareSettings = z.object({
  TRAMA_OWNER_DATABASE_URL: postgresUrl,
  TRAMA_DEMO: onOff('off'),
});

export type ServerSettings = z.output<typeof serverSettings>;

/** The only readers of the environment of a subgraph. */
export const readServerSettings = (): ServerSettings => readConfig(serverSettings, process.env);
export const readPrepareSettings = (): z.output<typeof prepareSettings> => readConfig(prepareSettings, process.env);
