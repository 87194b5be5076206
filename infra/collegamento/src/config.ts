import { ContextKey } from '@trama/database/context-key';
import { publicKeyOf } from '@trama/identity/key-pair';
import { logLevel, port, postgresUrl, readConfig } from '@trama/kernel/config';
import { z } from 'zod';

const contextKey = z
  .string({ error: 'must be 32 random bytes in base64url' })
  .regex(/^[\w-]{43}$/, 'must be 32 random bytes in base64url')
  .transform((text) => ContextKey.parse(text));

const callerKey = (name: string) =>
  z.string({ error: `must be the public key of ${name}, SPKI in base64url` }).transform((text, ctx) => {
    try {
      return publicKeyOf(text);
    } catch {
      ctx.addIssue({ code: 'custom', message: `must be the public key of ${name}, SPKI in base64url` });
      return z.NEVER;
    }
  });

const settings = z.object({
  TRAMA_PORT: port(4006),
  TRAMA_HOST: z.string().default('127.0.0.1'),
  TRAMA_DATABASE_URL: postgresUrl,
  TRAMA_CONTEXT_KEY: contextKey,
  /** Folder with `collegamento.json`, readable by its owner alone. */
  TRAMA_KEYS_DIR: z.string({ error: 'must be the folder of the linkage key' }),
  TRAMA_CALLER_KEY_AMBITO: callerKey('the subgraph ambito'),
  TRAMA_CALLER_KEY_ATS: callerKey('the subgraph ats'),
  TRAMA_LOG_LEVEL: logLevel,
});

export type CollegamentoSettings = z.output<typeof settings>;

/** The only reader of the environment of the linkage service. */
export const readCollegamentoSettings = (): CollegamentoSettings => readConfig(settings, process.env);
