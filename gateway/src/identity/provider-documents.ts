import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';

export type Fetch = typeof globalThis.fetch;

/** A provider that answers slower than this is as good as absent: requests are waiting. */
const TIMEOUT_MS = 2_000;
const MAX_BYTES = 256 * 1024;
const WELL_KNOWN = '/.well-known/openid-configuration';

const discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });
const keys = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

/** What an identity provider publishes of itself and we need: where its keys are, and the keys. */
export class ProviderDocuments {
  private jwksUri: string | undefined;

  constructor(
    private readonly issuer: string,
    private readonly fetch: Fetch,
  ) {}

  /** @throws when the provider does not answer, or answers something else than its keys */
  async keys(): Promise<JSONWebKeySet> {
    const uri = (this.jwksUri ??= await this.discoverKeys());
    try {
      return keys.parse(await this.json(uri));
    } catch (error) {
      this.jwksUri = undefined; // it may have moved: the next attempt looks
      throw error;
    }
  }

  private async discoverKeys(): Promise<string> {
    const found = discovery.parse(await this.json(this.issuer.replace(/\/$/, '') + WELL_KNOWN));
    if (found.issuer !== this.issuer) {
      throw new Error('the provider calls itself by another name');
    }
    if (!isSafeAddress(found.jwks_uri)) {
      throw new Error('the keys are not at a safe address');
    }
    return found.jwks_uri;
  }

  private async json(url: string): Promise<unknown> {
    const response = await this.fetch(url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok || !response.body) {
      throw new Error(`status ${response.status}`);
    }
    return JSON.parse(await textOf(response.body));
  }
}

async function textOf(body: ReadableStream<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) {
      throw new Error('too large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Keys that somebody on the way could replace prove nothing; on this machine there is nobody on the way. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}
