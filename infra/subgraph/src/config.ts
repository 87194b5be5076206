import { ContextKey } from '@trama/database/context-key';
import { ASSERTION_KEY } from '@trama/identity/assertion';
import { publicKeyOf } from '@trama/identity/key-pair';
import { logLevel, onOff, port, postgresUrl, readConfig } from '@trama/kernel/config';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Subgraph } from './module.js';

/** The secret between a subgraph and its database; `prepare` and the server of one subgraph get the same. */
const contextKey = z
  .string({ error: 'must be 32 random bytes in base64url' })
  .regex(/^[\w-]{43}$/, 'must be 32 random bytes in base64url')
  .transform((text) => ContextKey.parse(text));

const ASSERTION_KEYS = 'must be the key that the gateway has for this subgraph, 32 random bytes in base64url';
const assertionKeys = z
  .string({ error: ASSERTION_KEYS })
  .refine((text) => text.split(',').every((key) => ASSERTION_KEY.test(key.trim())), ASSERTION_KEYS);

const PUBLIC_KEY_OF_ATS = 'must be the public key of the subgraph ats, SPKI in base64url';
const publicKeyOfAts = z.string({ error: PUBLIC_KEY_OF_ATS }).transform((text, ctx) => {
  try {
    return publicKeyOf(text);
  } catch {
    ctx.addIssue({ code: 'custom', message: PUBLIC_KEY_OF_ATS });
    return z.NEVER;
  }
});

const serverSettings = z.object({
  TRAMA_PORT: port(4001),
  TRAMA_HOST: z.string().default('127.0.0.1'),
  TRAMA_DATABASE_URL: postgresUrl,
  TRAMA_STATISTICS_DATABASE_URL: postgresUrl,
  TRAMA_CONTEXT_KEY: contextKey,
  /** Shared with the gateway; two, separated by a comma, while it changes. */
  TRAMA_ASSERTION_KEYS: assertionKeys,
  /** Of the linkage service; without it nobody is told who follows the same family elsewhere. */
  TRAMA_COLLEGAMENTO_URL: z.url({ error: 'must be the address of the linkage service' }).optional(),
  /** With what this subgraph signs what it asks there: PKCS #8 in base64url. */
  TRAMA_COLLEGAMENTO_KEY: z.string().optional(),
  /** Where the subgraph of the ambiti listens, for who asks it: without it, the requests for foster families are not known. */
  TRAMA_AMBITO_URL: z.url({ error: 'must be the address of the subgraph of the ambiti' }).optional(),
  /** With what this subgraph signs what it asks there: PKCS #8 in base64url. */
  TRAMA_AMBITO_KEY: z.string().optional(),
  /** Of the subgraph ats, for who answers it; without it, it is not answered. */
  TRAMA_CALLER_KEY_ATS: publicKeyOfAts.optional(),
  TRAMA_DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
  /** Memory for answers made of published data alone; 0 keeps none. */
  TRAMA_KEPT_ANSWERS_MB: z.coerce.number().int().min(0).max(4096).default(16),
  TRAMA_INTROSPECTION: onOff('off'),
  /** The same for all processes of one release; without it each process is a release of its own. */
  TRAMA_RELEASE: z
    .string()
    .regex(/^[\w.-]{1,80}$/, 'must be a short word, such as the hash of a commit')
    .default(() => randomUUID()),
  TRAMA_LOG_LEVEL: logLevel,
});

/** Of the other databases, as the login that reads published figures and public registers only, for who collects open statistics. */
const altri = {
  TRAMA_STATISTICS_DATABASE_URL_AMBITO: postgresUrl.optional(),
  TRAMA_STATISTICS_DATABASE_URL_ASST: postgresUrl.optional(),
  TRAMA_STATISTICS_DATABASE_URL_TERZO_SETTORE: postgresUrl.optional(),
};

const prepareSettings = z.object({
  ...altri,
  /** SHA-256 of the program itself, as whoever bundled it knows it. */
  TRAMA_CODE: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of the program')
    .optional(),
  TRAMA_OWNER_DATABASE_URL: postgresUrl,
  TRAMA_CONTEXT_KEY: contextKey,
  TRAMA_DEMO: onOff('off'),
  /** Needed where demonstration people are loaded: they are encrypted like real ones. */
  TRAMA_KEYS_DIR: z.string().optional(),
});

/** Folder with `kek.json` and `indice.json`, each readable by its owner alone, and in no backup of the database. */
const keysDir = z.string({ error: 'must be the folder of the keys that protect data of people' });

const jobSettings = z.object({ ...altri, TRAMA_OWNER_DATABASE_URL: postgresUrl });

const anchorSettings = z.object({
  /** Folder outside the database, best on storage that is written once, or copied to somebody else. */
  TRAMA_ANCHOR_DIR: z.string({ error: 'must be the folder of the anchors of the access log' }),
  TRAMA_ANCHOR_KEY_FILE: z.string({ error: 'must be the file with the key that signs anchors' }),
  TRAMA_ANCHOR_KEY_CREATE: onOff('off'),
});

const serverSettingsWithKeys = serverSettings.extend({ TRAMA_KEYS_DIR: keysDir });

export type ServerSettings = z.output<typeof serverSettings> & { readonly TRAMA_KEYS_DIR?: string };

/**
 * The only readers of the environment of a subgraph.
 *
 * @param persone whether it keeps data of people, which needs keys
 */
export const readServerSettings = (persone: boolean): ServerSettings =>
  readConfig(persone ? serverSettingsWithKeys : serverSettings, process.env);
export const readPrepareSettings = (): z.output<typeof prepareSettings> => readConfig(prepareSettings, process.env);
export const readJobSettings = (): z.output<typeof jobSettings> => readConfig(jobSettings, process.env);
export const readAnchorSettings = (): z.output<typeof anchorSettings> => readConfig(anchorSettings, process.env);

/** What the preparation of a subgraph's database is told by its table of contents and its settings. */
export const preparazioneDi = (
  { name, migrations, cubi = [] }: Pick<Subgraph, 'name' | 'migrations' | 'cubi'>,
  settings: z.output<typeof prepareSettings>,
) => ({
  name,
  migrations,
  cubi,
  ownerUrl: settings.TRAMA_OWNER_DATABASE_URL,
  contextKey: settings.TRAMA_CONTEXT_KEY,
  demo: settings.TRAMA_DEMO,
  codice: settings.TRAMA_CODE,
  keysDir: settings.TRAMA_KEYS_DIR,
});

type Altri = Partial<Record<keyof typeof altri, string>>;

/** The addresses of the other databases, by the names of their subgraphs. */
export function altriDatabase(settings: Altri): ReadonlyMap<string, string> {
  const urls = [
    ['ambito', settings.TRAMA_STATISTICS_DATABASE_URL_AMBITO],
    ['asst', settings.TRAMA_STATISTICS_DATABASE_URL_ASST],
    ['terzo-settore', settings.TRAMA_STATISTICS_DATABASE_URL_TERZO_SETTORE],
  ] as const;
  return new Map(urls.flatMap(([nome, url]) => (url ? [[nome, url]] : [])));
}
