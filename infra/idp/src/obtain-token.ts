import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { COMMAND_LINE } from './command-line.js';
import type { NomePersona } from './persone.js';

const metadata = z.object({ issuer: z.string(), authorization_endpoint: z.url(), token_endpoint: z.url() });
const granted = z.object({ access_token: z.string() });

const MAX_STEPS = 8;

/** A token for a program, by its own secret. */
export async function tokenOfApp(issuer: string, nome: NomePersona, secret: string, scope: string): Promise<string> {
  const { token_endpoint: endpoint } = await discover(issuer);
  const authorization = `Basic ${Buffer.from(`${nome}:${secret}`).toString('base64')}`;
  return redeem(endpoint, { grant_type: 'client_credentials', scope }, { authorization });
}

/**
 * A token for a person, the way a browser gets one: authorization code with PKCE, page after page, choosing the persona
 * where a person would. The provider has no shorter way that would have to be guarded.
 */
export async function tokenOfPerson(issuer: string, nome: NomePersona): Promise<string> {
  const { authorization_endpoint: authorize, token_endpoint: endpoint } = await discover(issuer);
  const verifier = secret();
  const state = secret();
  const url = new URL(authorize);
  url.search = new URLSearchParams({
    client_id: COMMAND_LINE.clientId,
    redirect_uri: COMMAND_LINE.redirectUri,
    response_type: 'code',
    scope: 'openid profile',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const returned = await walk(url, nome);
  const code = returned.searchParams.get('code');
  if (!code || returned.searchParams.get('state') !== state) {
    throw new Error('the provider gave no code');
  }
  return redeem(endpoint, {
    grant_type: 'authorization_code',
    client_id: COMMAND_LINE.clientId,
    redirect_uri: COMMAND_LINE.redirectUri,
    code,
    code_verifier: verifier,
  });
}

/** Follows the pages with a browser's memory for cookies, until the one that belongs to the program that asked. */
async function walk(start: URL, nome: NomePersona): Promise<URL> {
  const jar = new Map<string, string>();
  let url = start;
  let body: URLSearchParams | undefined;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      body,
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    remember(jar, response.headers.getSetCookie());
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (!location && (response.status !== 200 || body)) {
      throw new Error(`the provider answered ${response.status}`);
    }
    // Without a location it is the page where one chooses who to be, and it is sent to its own address.
    body = location ? undefined : new URLSearchParams({ persona: nome });
    url = location ? new URL(location, url) : url;
    if (url.href.startsWith(COMMAND_LINE.redirectUri)) {
      return url;
    }
  }
  throw new Error('the provider leads nowhere');
}

function remember(jar: Map<string, string>, cookies: readonly string[]): void {
  for (const cookie of cookies) {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

async function discover(issuer: string): Promise<z.output<typeof metadata>> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  const found = metadata.parse(await response.json());
  if (found.issuer !== issuer) {
    throw new Error('another provider answers there');
  }
  return found;
}

async function redeem(endpoint: string, form: Record<string, string>, headers = {}): Promise<string> {
  const response = await fetch(endpoint, { method: 'POST', headers, body: new URLSearchParams(form) });
  return granted.parse(await response.json()).access_token;
}

const secret = () => randomBytes(32).toString('base64url');
