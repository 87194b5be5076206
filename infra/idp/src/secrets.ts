import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { z } from 'zod';
import { type NomePersona, PERSONE } from './persone.js';

const FILE = 'segreti.json';

const secrets = z.object({
  /** Signs tokens: private. */
  signingKey: z.looseObject({ kty: z.literal('RSA'), kid: z.string(), d: z.string() }),
  cookieKeys: z.array(z.string().min(32)).min(1),
  /** By name, the secret of each program among the personas. */
  apps: z.record(z.string(), z.string().min(32)),
});

export type Secrets = z.output<typeof secrets>;

export const isApp = (nome: NomePersona): boolean => PERSONE[nome].ruolo === 'APP';
export const APPS = (Object.keys(PERSONE) as NomePersona[]).filter(isApp);

/** The same from one start to the next, so that a token outlives a restart; readable by their owner alone. */
export async function keptSecrets(folder: string): Promise<Secrets> {
  const known = await readSecrets(folder);
  if (known) {
    return known;
  }
  const made = await newSecrets();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, FILE);
  await writeFile(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return made;
}

/** Undefined when there are none, or they are damaged: new ones do as well, and end what the old ones signed. */
export async function readSecrets(folder: string): Promise<Secrets | undefined> {
  try {
    return secrets.parse(JSON.parse(await readFile(join(folder, FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

async function newSecrets(): Promise<Secrets> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' }) as JWK;
  return {
    signingKey: secrets.shape.signingKey.parse({
      ...jwk,
      kid: await calculateJwkThumbprint(jwk),
      alg: 'RS256',
      use: 'sig',
    }),
    cookieKeys: [secret()],
    apps: Object.fromEntries(APPS.map((nome) => [nome, secret()])),
  };
}

const secret = () => randomBytes(32).toString('base64url');
