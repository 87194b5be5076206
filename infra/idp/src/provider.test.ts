import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenVerifier } from '@trama/gateway/identity/token-verifier';
import { createLog } from '@trama/kernel/log';
import { freePort } from '@trama/local/ports';
import { AUDIENCE } from '@trama/test-kit/issuer';
import { forgetLocalProvider, type LocalProvider, startLocalProvider } from '@trama/test-kit/local-provider';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { providerConfig } from './config.js';
import { chiamanteDi, type NomePersona, PERSONE } from './persone.js';
import { obtainToken } from './token.js';

const log = createLog('prova', 'silent');
const NAMES = Object.keys(PERSONE) as NomePersona[];
const CONSOLE = 'http://localhost:4000';

describe('the local identity provider', () => {
  let provider: LocalProvider;
  let dataFolder: string;
  let secrets: string;
  let verifier: TokenVerifier;
  beforeAll(async () => {
    provider = await startLocalProvider({ publicUrl: CONSOLE });
    ({ dataFolder } = provider);
    secrets = join(dataFolder, 'idp', 'segreti.json');
    verifier = verifierOf(provider.issuer);
  });
  afterAll(async () => {
    await provider.stop();
    forgetLocalProvider(provider);
  });

  const verifierOf = (issuer: string) =>
    new TokenVerifier({ issuers: [{ url: issuer }], audience: AUDIENCE, claimPrefix: 'trama_', staleKeysMs: 0 }, log);
  const authorize = (changes: Record<string, string | undefined> = {}) => {
    const url = new URL('/auth', provider.issuer);
    const parameters: Record<string, string | undefined> = {
      client_id: 'console',
      redirect_uri: 'http://localhost:4000/accesso/ritorno',
      response_type: 'code',
      scope: 'openid profile',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
      ...changes,
    };
    Object.entries(parameters).forEach(([name, value]) => value !== undefined && url.searchParams.set(name, value));
    return fetch(url, { redirect: 'manual' });
  };

  test.each(NAMES)('gives %s a token by which the gateway knows who it is', async (nome) => {
    const token = await obtainToken(nome, dataFolder);
    const { chiamante, scade } = await verifier.verify(token);
    expect(chiamante).toEqual(chiamanteDi(nome));
    expect(scade - Date.now() / 1000).toBeLessThanOrEqual(3_600);
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', alg: 'RS256', kid: expect.any(String) });
    expect(decodeJwt(token)).toMatchObject({ aud: AUDIENCE, jti: expect.any(String), nbf: expect.any(Number) });
  });

  test('says which personas there are when asked for another', async () => {
    const refusal = obtainToken('sindaco', dataFolder);
    await expect(refusal).rejects.toThrow(/^La persona "sindaco" non esiste\.[^]*npm run --silent token/);
    await expect(refusal).rejects.toThrow(new RegExp(NAMES.join('[^]*')));
    await expect(obtainToken('toString', dataFolder)).rejects.toThrow('non esiste');
    await expect(obtainToken(undefined, dataFolder)).rejects.toThrow('Indica una persona');
  });

  test('says that Trama is not running, or has gone', async () => {
    await expect(obtainToken('udp4', join(dataFolder, 'vuota'))).rejects.toThrow(/avviala con npm start/);
    const gone = mkdtempSync(join(tmpdir(), 'trama-idp-'));
    writeFileSync(join(gone, 'accesso.json'), JSON.stringify({ issuer: `http://127.0.0.1:${await freePort()}` }));
    await expect(obtainToken('udp4', gone)).rejects.toThrow(/avviala con npm start/);
    writeFileSync(join(gone, 'accesso.json'), JSON.stringify({ issuer: `${provider.issuer}/altro` }));
    await expect(obtainToken('udp4', gone)).rejects.toThrow(/riavviala con npm start/);
    rmSync(gone, { recursive: true });
  });

  test('asks for proof that who redeems a code is who began', async () => {
    const without = await authorize({ code_challenge: undefined, code_challenge_method: undefined });
    expect(new URL(without.headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_request');
    const plain = await authorize({ code_challenge_method: 'plain' });
    expect(new URL(plain.headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_request');
  });

  test('sends nobody to an address that it does not know, and its error page is Italian and silent', async () => {
    const response = await authorize({ redirect_uri: 'https://altrove.example/' });
    const text = await response.text();
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(text).toContain('torna a Trama e accedi di nuovo');
    expect(text).not.toContain('altrove');
  });

  test('shows people and no programs, on a page without scripts', async () => {
    const started = await authorize();
    const cookie = started.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const page = new URL(started.headers.get('location') ?? '', provider.issuer);
    const response = await fetch(page, { headers: { cookie } });
    const html = await response.text();
    expect([...html.matchAll(/value="([\w-]+)"/g)].map((match) => match[1])).toEqual(
      NAMES.filter((nome) => PERSONE[nome].ruolo !== 'APP'),
    );
    expect(html).not.toMatch(/<script|onclick|https?:\/\//);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' http:\/\/localhost:4000; /,
    );
    // Another browser, without the cookies of who began, can neither see nor answer.
    expect((await fetch(page)).status).toBe(400);
    for (const persona of ['app-aperta', 'sindaco', '']) {
      const answer = await fetch(page, { method: 'POST', headers: { cookie }, body: new URLSearchParams({ persona }) });
      expect(answer.status).toBe(400);
    }
  });

  test('answers nobody who calls it by another name', async () => {
    const { port } = new URL(provider.issuer);
    const status = await new Promise((resolve) => {
      const asked = request({ port, host: '127.0.0.1', path: '/health/ready', headers: { host: 'altrove.example' } });
      asked.on('response', (response) => resolve(response.resume().statusCode)).end();
    });
    expect(status).toBe(421);
  });

  test('gives programs what they were granted, and only to who knows the secret', async () => {
    const ask = (form: Record<string, string>, secret: string) =>
      fetch(new URL('/token', provider.issuer), {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`app-aperta:${secret}`).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
      });
    expect((await ask({}, 'indovinato')).status).toBe(401);
    const { apps } = JSON.parse(readFileSync(secrets, 'utf8')) as {
      apps: Record<string, string>;
    };
    expect((await ask({ scope: 'rete-servizi' }, apps['app-aperta']!)).status).toBe(400);
    const other = (await (await ask({ resource: 'urn:altro' }, apps['app-aperta']!)).json()) as {
      access_token: string;
    };
    await expect(verifier.verify(other.access_token)).rejects.toMatchObject({
      extensions: { code: 'NON_AUTENTICATO' },
    });
  });

  test('keeps its keys to itself from one start to the next', async () => {
    const token = await obtainToken('tutela4', dataFolder);
    await provider.stop();
    provider = await startLocalProvider({ publicUrl: CONSOLE, like: provider });
    await expect(verifierOf(provider.issuer).verify(token)).resolves.toMatchObject({
      chiamante: chiamanteDi('tutela4'),
    });
    expect(statSync(secrets).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataFolder, 'idp')).mode & 0o777).toBe(0o700);
    const published = await (await fetch(new URL('/jwks', provider.issuer))).json();
    expect(JSON.stringify(published)).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
  });

  test('makes new keys where the old ones are damaged', async () => {
    await provider.stop();
    writeFileSync(secrets, '{"signingKey":');
    provider = await startLocalProvider({ publicUrl: CONSOLE, like: provider });
    expect(JSON.parse(readFileSync(secrets, 'utf8'))).toHaveProperty('signingKey.kid');
  });

  test.each([
    ['in production', { NODE_ENV: 'production' }, /in produzione non parte/],
    ['off this machine', { TRAMA_HOST: '0.0.0.0' }, /solo su questa macchina/],
  ])('does not start %s', async (_, env, words) => {
    const elsewhere = { ...provider, issuer: `http://127.0.0.1:${await freePort()}` };
    await expect(startLocalProvider({ publicUrl: CONSOLE, like: elsewhere, env })).rejects.toThrow(words);
  });
});

describe('the settings of the local identity provider', () => {
  const env = {
    TRAMA_IDP_FOLDER: '/dati/idp',
    TRAMA_AUDIENCE: AUDIENCE,
    TRAMA_PUBLIC_URL: 'http://localhost:4000/',
    TRAMA_CONSOLE_CLIENT_SECRET: 'segreto-della-console-per-la-prova-1',
  };

  test('are for this machine', () => {
    expect(providerConfig(env)).toMatchObject({ host: '127.0.0.1', port: 4005, publicUrl: 'http://localhost:4000' });
  });

  test.each([
    ['in production', { NODE_ENV: 'production' }, /in produzione non parte.*TRAMA_ISSUERS/],
    ['off this machine', { TRAMA_HOST: '0.0.0.0' }, /solo su questa macchina/],
    ['off this machine by name', { TRAMA_HOST: 'trama.example' }, /solo su questa macchina/],
    ['without a secret for the console', { TRAMA_CONSOLE_CLIENT_SECRET: '' }, /TRAMA_CONSOLE_CLIENT_SECRET/],
  ])('make it refuse to start %s', (_, changes, words) => {
    expect(() => providerConfig({ ...env, ...changes })).toThrow(words);
  });
});
