import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '@trama/kernel/log';
import type { Provider } from 'oidc-provider';
import type { ProviderSettings } from './config.js';
import { errorPage, PEOPLE, pagePolicy, signInPage } from './pages.js';
import type { NomePersona } from './persone.js';
import { createProvider } from './provider.js';
import { keptSecrets } from './secrets.js';

export interface RunningProvider {
  readonly issuer: string;
  stop(): Promise<void>;
}

const SIGN_IN = /^\/persona\/([\w-]{1,64})$/;
const MAX_BODY = 1_000;

/** Listens before the provider is made, because its name is where it listens. */
export async function startProvider(settings: ProviderSettings, log: Logger): Promise<RunningProvider> {
  const secrets = await keptSecrets(settings.folder);
  let provider: Provider | undefined;
  const policy = pagePolicy([settings.publicUrl]);
  const server = createServer((request, response) => {
    if (!provider || request.headers.host !== new URL(provider.issuer).host) {
      // A page of somebody's site whose name was made to point here would otherwise sign in as whoever it likes.
      response.writeHead(421).end();
      return;
    }
    harden(response, policy);
    route(provider, request, response).catch((error: unknown) => {
      log.info({ error: error instanceof Error ? error.name : 'unknown' }, 'sign-in refused');
      respond(response, 400, errorPage());
    });
  });
  const port = await listen(server, settings);
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const issuer = `http://${host}:${port}`;
  try {
    provider = createProvider(issuer, settings, secrets);
  } catch (error) {
    await close(server);
    throw error;
  }
  provider.on('server_error', (_ctx, error) => log.error({ error: error.name }, 'identity provider fault'));
  log.info({ issuer }, 'identity provider started');
  return { issuer, stop: () => close(server) };
}

async function route(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = ''] = (request.url ?? '').split('?');
  if (path === '/health/ready') {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"stato":"pronto"}');
    return;
  }
  const [, uid] = SIGN_IN.exec(path) ?? [];
  if (!uid) {
    await provider.callback()(request, response);
    return;
  }
  // Throws when the browser that asks is not the one that began.
  const interaction = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    respond(response, 200, signInPage(interaction.uid));
    return;
  }
  const accountId = personOf(await bodyOf(request));
  await provider.interactionFinished(request, response, { login: { accountId, remember: false } });
}

function personOf(body: string): NomePersona {
  const nome = new URLSearchParams(body).get('persona') as NomePersona;
  if (!PEOPLE.includes(nome)) {
    throw new Error('no such persona');
  }
  return nome;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MAX_BODY) {
      throw new Error('body too large');
    }
  }
  return body;
}

function harden(response: ServerResponse, policy: string): void {
  response.setHeader('content-security-policy', policy);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-store');
}

function respond(response: ServerResponse, status: number, html: string): void {
  if (!response.headersSent) {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  }
}

function listen(server: Server, { host, port }: ProviderSettings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
