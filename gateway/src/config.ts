import { fileURLToPath } from 'node:url';
import { ConfigError, logLevel, onOff, port, readConfig } from '@trama/kernel/config';
import { z } from 'zod';
import { ASSERTION_KEY, AssertionSigner } from '@trama/identity/assertion';
import type { GatewaySettings } from './gateway.js';
import { identityEnvironment, identityOf } from './identity/identity-environment.js';

const SUPERGRAPH = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));

const CONSOLE = fileURLToPath(new URL('../console/dist/', import.meta.url));

const subgraphUrl = z
  .url({ protocol: /^https?$/, error: 'must be the address of a subgraph: http://host:port/graphql' })
  .refine((url) => url.endsWith('/graphql'), 'must end in /graphql');

/** Another one for each subgraph: who has the key of one cannot speak for us to another. */
const KEY_OF_ONE = 'must be 32 random bytes in base64url, the same that the subgraph has and no other one';
const assertionKey = z.string({ error: KEY_OF_ONE }).regex(ASSERTION_KEY, KEY_OF_ONE);

const environment = z.object({
  TRAMA_HOST: z.string().default('127.0.0.1'),
  TRAMA_PORT: port(4000),
  TRAMA_SUBGRAPH_URL_AMBITO: subgraphUrl,
  TRAMA_SUBGRAPH_URL_ATS: subgraphUrl,
  TRAMA_SUBGRAPH_URL_ASST: subgraphUrl,
  TRAMA_SUBGRAPH_URL_TERZO_SETTORE: subgraphUrl,
  TRAMA_SUPERGRAPH: z.string().default(SUPERGRAPH),
  TRAMA_CONSOLE_FOLDER: z.string().default(CONSOLE),
  TRAMA_ASSERTION_KEY_AMBITO: assertionKey,
  TRAMA_ASSERTION_KEY_ATS: assertionKey,
  TRAMA_ASSERTION_KEY_ASST: assertionKey,
  TRAMA_ASSERTION_KEY_TERZO_SETTORE: assertionKey,
  TRAMA_QUOTA_PUBLIC: z.coerce.number().int().positive().default(600),
  TRAMA_QUOTA_KNOWN: z.coerce.number().int().positive().default(3_000),
  TRAMA_MAX_LOOP_DELAY_MS: z.coerce.number().int().min(0).default(200),
  TRAMA_TRUSTED_PROXIES: z.string().default(''),
  TRAMA_COMPILED_EXECUTOR: onOff('on'),
  TRAMA_SINGLE_FLIGHT: onOff('on'),
  TRAMA_REVALIDATION: onOff('on'),
  TRAMA_KEPT_ANSWERS_MB: z.coerce.number().int().min(0).max(4096).default(32),
  TRAMA_INTROSPECTION: onOff('off'),
  TRAMA_LOG_LEVEL: logLevel,
  ...identityEnvironment,
});

/** @throws ConfigError when the environment does not say what it must */
export function gatewayConfig(env: Record<string, string | undefined> = process.env): GatewaySettings {
  const given = readConfig(environment, env);
  return {
    host: given.TRAMA_HOST,
    port: given.TRAMA_PORT,
    subgraphs: {
      ambito: given.TRAMA_SUBGRAPH_URL_AMBITO,
      ats: given.TRAMA_SUBGRAPH_URL_ATS,
      asst: given.TRAMA_SUBGRAPH_URL_ASST,
      'terzo-settore': given.TRAMA_SUBGRAPH_URL_TERZO_SETTORE,
    },
    supergraph: given.TRAMA_SUPERGRAPH,
    console: given.TRAMA_CONSOLE_FOLDER,
    signer: signerWith({
      ambito: given.TRAMA_ASSERTION_KEY_AMBITO,
      ats: given.TRAMA_ASSERTION_KEY_ATS,
      asst: given.TRAMA_ASSERTION_KEY_ASST,
      'terzo-settore': given.TRAMA_ASSERTION_KEY_TERZO_SETTORE,
    }),
    identity: identityOf(given),
    quota: { publicPerMinute: given.TRAMA_QUOTA_PUBLIC, knownPerMinute: given.TRAMA_QUOTA_KNOWN },
    maxLoopDelayMs: given.TRAMA_MAX_LOOP_DELAY_MS,
    trustedProxies: given.TRAMA_TRUSTED_PROXIES.split(',')
      .map((address) => address.trim())
      .filter(Boolean),
    compiledExecutor: given.TRAMA_COMPILED_EXECUTOR,
    singleFlight: given.TRAMA_SINGLE_FLIGHT,
    revalidation: given.TRAMA_REVALIDATION,
    keptMegabytes: given.TRAMA_KEPT_ANSWERS_MB,
    introspection: given.TRAMA_INTROSPECTION,
    logLevel: given.TRAMA_LOG_LEVEL,
  };
}

/** @throws ConfigError for one key in two places: that subgraph could speak for us to the other */
function signerWith(keys: Readonly<Record<string, string>>): AssertionSigner {
  if (new Set(Object.values(keys)).size < Object.keys(keys).length) {
    throw new ConfigError(
      'Settings to correct:\n  TRAMA_ASSERTION_KEY_...: two subgraphs have the same; give each its own',
    );
  }
  return new AssertionSigner(keys);
}
