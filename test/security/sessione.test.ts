import { randomBytes } from 'node:crypto';
import { Sessions } from '@trama/gateway/identity/session';
import { chiamanteDi, type NomePersona } from '@trama/idp/persone';
import { obtainToken } from '@trama/idp/token';
import { PERMESSI_DI_RUOLO } from '@trama/kernel/ruoli';
import { freePort } from '@trama/local/ports';
import { Browser } from '@trama/test-kit/browser';
import { GraphUnderTest } from '@trama/test-kit/graph';
import { forgetLocalProvider, type LocalProvider, startLocalProvider } from '@trama/test-kit/local-provider';

const MINE = '{ ambito(numero: 4) { datiPropri(anno: 2020) { codice } } }';
const MARK = { 'x-trama-console': '1' };
const HOST = '127.0.0.1';

let graph: GraphUnderTest;
let provider: LocalProvider;
let site: string;
let cookieName: string;
let now = () => Date.now();
const sessionKeys = [randomBytes(32)] as const;

beforeAll(async () => {
  const port = await freePort();
  site = `http://${HOST}:${port}`;
  cookieName = `trama-${port}`;
  provider = await startLocalProvider({ publicUrl: site });
  const { issuer, console: client } = provider;
  graph = await GraphUnderTest.start({
    revalidation: true,
    port,
    identity: {
      issuers: [{ url: issuer }],
      now: () => now(),
      console: { ...client, issuer, scope: 'openid profile', publicUrl: site, sessionKeys },
    },
  });
});
afterEach(() => void (now = () => Date.now()));
afterAll(async () => {
  await graph.stop();
  await provider.stop();
  forgetLocalProvider(provider);
});

/** Signs in as a person would, and tells where that ends. */
async function signIn(nome: NomePersona, browser = new Browser(), ritorno = '/piani') {
  const page = await browser.follow(`${site}/accesso/entra?ritorno=${encodeURIComponent(ritorno)}`);
  expect([page.response.status, page.url.origin]).toEqual([200, provider.issuer]);
  const chosen = { method: 'POST', body: new URLSearchParams({ persona: nome }) };
  const end = await browser.follow(
    page.url,
    chosen,
    (url) => url.origin === site && url.pathname !== '/accesso/ritorno',
  );
  return { browser, end: end.url };
}

async function ask(browser: Browser, headers: Record<string, string> = MARK) {
  const response = await browser.send(`${site}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: MINE }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { ambito: { datiPropri: unknown[] } };
    errors?: Array<{ message: string; extensions: { code: string } }>;
  };
  return {
    status: response.status,
    figures: data?.ambito.datiPropri?.length,
    code: errors?.[0]?.extensions.code,
    response,
  };
}

const whoAmI = async (browser: Browser, headers: Record<string, string> = MARK) =>
  (await (await browser.send(`${site}/accesso/io`, { headers })).json()) as Record<string, unknown>;

describe('what a cache may keep', () => {
  const PUBLIC = '{ ambiti { numero nome } }';
  const get = (headers: Record<string, string>, query = PUBLIC, browser = new Browser()) =>
    browser.send(`${site}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { 'apollo-require-preflight': '1', ...headers },
    });
  const kept = ({ status, headers }: Response) => [status, headers.get('cache-control'), headers.get('etag') !== null];

  test('is the answer to nobody, and never that to somebody, whatever tag they know', async () => {
    let nobody = await get({});
    while (!nobody.headers.has('etag')) {
      nobody = await get({}); // until the marks are known
    }
    expect(kept(nobody)).toEqual([200, 'public, no-cache', true]);
    // A cache in between has to tell these callers from each other.
    expect(nobody.headers.get('vary')!.split(', ')).toEqual(expect.arrayContaining(['authorization', 'cookie']));
    const tag = { 'if-none-match': nobody.headers.get('etag')! };
    expect(kept(await get(tag))).toEqual([304, 'public, no-cache', true]);
    const { browser } = await signIn('udp4');
    const other = await signIn('cabina');
    for (const headers of [{}, MARK]) {
      expect(kept(await get({ ...tag, ...headers }, PUBLIC, browser))).toEqual([200, 'no-store', false]);
      expect(kept(await get({ ...tag, ...headers }, PUBLIC, other.browser))).toEqual([200, 'no-store', false]);
    }
    for (const headers of [{ cookie: `${cookieName}=altro` }, { cookie: 'x=1' }]) {
      expect(kept(await get({ ...tag, ...headers }))).toEqual([200, 'no-store', false]);
    }
    const { status, headers } = await get({ ...tag, authorization: 'Bearer altro' });
    expect([status, headers.get('cache-control'), headers.has('etag')]).toEqual([401, 'no-store', false]);
  });

  test('is nothing of what belongs to an ambito, for who may see it and for who may not', async () => {
    const { browser } = await signIn('udp4');
    const mine = await ask(browser);
    expect(mine.figures).toBeGreaterThan(0);
    expect(kept(mine.response)).toEqual([200, 'no-store', false]);
    expect(kept(await get({ 'if-none-match': '*' }, MINE))).toEqual([401, 'no-store', false]);
    expect(kept(await get({ 'if-none-match': '*' }, MINE, browser))).toEqual([401, 'no-store', false]);
  });
});

describe('a session of the console', () => {
  test('begins at the provider and ends where it was asked for, as the person who signed in', async () => {
    const { browser, end } = await signIn('udp4', new Browser(), '/piani?anno=2020#obiettivi');
    expect(end.href).toBe(`${site}/piani?anno=2020#obiettivi`);
    expect((await ask(browser)).figures).toBeGreaterThan(0);
    const { soggetto, nome, scadeIl, ...rest } = await whoAmI(browser);
    const { subject, ...chiamante } = chiamanteDi('udp4');
    expect({ soggetto, nome, ...rest }).toEqual({
      soggetto: subject,
      nome: 'Ufficio di Piano, ambito 4',
      permessi: PERMESSI_DI_RUOLO.UFFICIO_DI_PIANO,
      ...chiamante,
    });
    expect(Date.parse(String(scadeIl)) - Date.now()).toBeLessThanOrEqual(3_600_000);
  });

  test('is a cookie that no script reads and no other site sends', async () => {
    const { browser } = await signIn('udp4');
    const line = browser.line(HOST, cookieName) ?? '';
    const [, ...flags] = line.split('; ');
    expect(flags.map((flag) => flag.replace(/=\d+$/, ''))).toEqual([
      'HttpOnly',
      'Max-Age',
      'Path=/',
      'SameSite=Strict',
    ]);
    const value = line.split(';')[0]!.split('=')[1]!;
    // dir + A256GCM: five parts, the second empty; nothing of the person can be read from it.
    expect(value.split('.')).toHaveLength(5);
    expect(Buffer.from(value, 'base64url').toString('latin1')).not.toContain('udp4');
    expect(browser.line(HOST, `${cookieName}-accesso`)).toBeUndefined();
  });

  test('on a real site is bound to it by its name and goes over TLS alone', async () => {
    const sessions = new Sessions({ publicUrl: 'https://trama.example/console', sessionKeys }, Date.now);
    const scade = Math.floor(Date.now() / 1000) + 60;
    const line = await sessions.begin({ chiamante: chiamanteDi('udp4'), nome: null, scade });
    expect(line).toMatch(/^__Host-trama=[\w.-]+; Secure; HttpOnly; Max-Age=\d+; Path=\/; SameSite=Strict$/);
    const attempt = await sessions.beginAttempt({ state: 's', nonce: 'n', verifier: 'v', ritorno: '/' });
    expect(attempt).toMatch(/^__Host-trama-accesso=[\w.-]+; Secure; HttpOnly; Max-Age=600; Path=\/; SameSite=Lax$/);
    // One kind of sealed text is not the other.
    const asSession = attempt.replace('__Host-trama-accesso', '__Host-trama').split(';')[0]!;
    await expect(sessions.read({ cookie: asSession })).resolves.toBeUndefined();
    await expect(sessions.read({ cookie: line.split(';')[0] })).resolves.toMatchObject({ scade });
    const others = new Sessions({ publicUrl: 'https://trama.example', sessionKeys: [randomBytes(32)] }, Date.now);
    await expect(others.read({ cookie: line.split(';')[0] })).resolves.toBeUndefined();
  });

  test('ends with the token, also for who kept the cookie, and the browser is told to forget it', async () => {
    const { browser } = await signIn('udp4');
    now = () => Date.now() + 3_700_000;
    const { status, code, response } = await ask(browser);
    expect([status, code]).toEqual([401, 'NON_AUTENTICATO']);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(new RegExp(`^${cookieName}=; HttpOnly; Max-Age=0;`)),
    ]);
    expect(browser.line(HOST, cookieName)).toBeUndefined();
  });

  test('ends when one leaves, here and at the provider', async () => {
    const { browser } = await signIn('udp4');
    const from = { method: 'POST' };
    expect((await browser.send(`${site}/accesso/esci`, from)).status).toBe(401);
    const elsewhere = { ...from, headers: { ...MARK, origin: 'https://altrove.example' } };
    expect((await browser.send(`${site}/accesso/esci`, elsewhere)).status).toBe(401);
    expect((await ask(browser)).figures).toBeGreaterThan(0);
    const left = await browser.send(`${site}/accesso/esci`, { ...from, headers: MARK });
    const { vai } = (await left.json()) as { vai: string };
    expect([left.status, new URL(vai).origin]).toEqual([200, provider.issuer]);
    expect((await browser.send(vai)).status).toBe(200);
    expect(await ask(browser)).toMatchObject({ status: 401, figures: undefined, code: 'NON_AUTENTICATO' });
    expect(await whoAmI(browser)).toMatchObject({ ruolo: 'PUBBLICO', scadeIl: null });
  });
});

describe('a request that carries the session', () => {
  let browser: Browser;
  beforeAll(async () => void ({ browser } = await signIn('udp4')));

  test.each<[string, Record<string, string>]>([
    ['with the header of the console', MARK],
    ['that the browser says is from here', { 'sec-fetch-site': 'same-origin' }],
  ])('counts %s', async (_, headers) => {
    expect((await ask(browser, headers)).figures).toBeGreaterThan(0);
  });

  test('counts from our own origin', async () => {
    expect((await ask(browser, { origin: site })).figures).toBeGreaterThan(0);
  });

  test.each<[string, Record<string, string>]>([
    ['without any sign of ours', {}],
    ['from another site, whatever else it says', { ...MARK, origin: 'https://altrove.example' }],
    ['from a page without an origin', { ...MARK, origin: 'null' }],
    ['from a neighbouring port', { ...MARK, origin: 'http://127.0.0.1:1' }],
    ['that the browser says is from another site', { ...MARK, 'sec-fetch-site': 'cross-site' }],
    ['that the browser says is from a neighbour', { ...MARK, 'sec-fetch-site': 'same-site' }],
    ['with another value in the header', { 'x-trama-console': 'true' }],
  ])('is refused %s', async (_, headers) => {
    const { status, code, figures } = await ask(browser, headers);
    expect([status, code, figures]).toEqual([401, 'NON_AUTENTICATO', undefined]);
  });

  test.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])(
    'is refused as %s, which a form of another site could send',
    async (type) => {
      const { status, figures } = await ask(browser, { ...MARK, 'content-type': type });
      expect([status, figures]).toEqual([415, undefined]);
    },
  );

  test('is the public’s when it is a GET, which a link could be', async () => {
    const url = `${site}/graphql?query=${encodeURIComponent(MINE)}`;
    const response = await browser.send(url, { headers: { ...MARK, 'apollo-require-preflight': '1' } });
    expect(await response.json()).toEqual({
      errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'NON_AUTENTICATO' }) })],
    });
    const opened = await browser.send(`${site}/accesso/io`, { headers: { 'sec-fetch-site': 'none' } });
    expect(opened.status).toBe(401);
  });

  test('may not carry a token as well', async () => {
    const authorization = `Bearer ${await obtainToken('udp4', provider.dataFolder)}`;
    expect((await ask(new Browser(), { authorization })).figures).toBeGreaterThan(0);
    const { status, code } = await ask(browser, { ...MARK, authorization });
    expect([status, code]).toEqual([401, 'NON_AUTENTICATO']);
  });

  test.each([
    ['changed', (value: string) => `${value.slice(0, -4)}AAAA`],
    ['cut', (value: string) => value.slice(0, 40)],
    ['made up', () => 'udp4'],
    ['empty', () => ''],
  ])('is refused when the session is %s', async (_, change) => {
    const value = browser
      .line(HOST, cookieName)!
      .split(';')[0]!
      .slice(cookieName.length + 1);
    const other = new Browser();
    other.plant(HOST, cookieName, change(value));
    const { status, code } = await ask(other);
    expect([status, code]).toEqual([401, 'NON_AUTENTICATO']);
  });

  test('is worth nothing with the token of a provider in the place of the session', async () => {
    const other = new Browser();
    other.plant(HOST, cookieName, await graph.token('udp4'));
    expect((await ask(other)).status).toBe(401);
  });
});

describe('a sign-in', () => {
  test.each([
    'https://altrove.example/',
    '//altrove.example/',
    '/\\altrove.example',
    '/\t/altrove.example',
    '/\n//altrove.example',
    'javascript:alert(1)',
    '/./%2e%2e//altrove.example',
    '/accesso/esci',
    'piani',
    '',
  ])('does not lead out of the site: %j', async (ritorno) => {
    const { end } = await signIn('udp4', new Browser(), ritorno);
    expect(end.href).toBe(`${site}/`);
  });

  test('belongs to the browser that began it', async () => {
    const victim = new Browser();
    const attacker = new Browser();
    const page = await attacker.follow(`${site}/accesso/entra`);
    const chosen = { method: 'POST', body: new URLSearchParams({ persona: 'udp1' }) };
    const { url } = await attacker.follow(page.url, chosen, (next) => next.pathname === '/accesso/ritorno');
    expect(url.searchParams.get('code')).toBeTruthy();
    const response = await victim.send(url);
    expect(response.status).toBe(401);
    expect(await response.text()).toMatch(/Accesso non riuscito[^]*accedi di nuovo/);
    expect(victim.line(HOST, cookieName)).toBeUndefined();
    // Nor with an attempt of its own: the state is another.
    await victim.send(`${site}/accesso/entra`);
    expect((await victim.send(url)).status).toBe(401);
    expect(victim.line(HOST, cookieName)).toBeUndefined();
  });

  test('never takes over a session that was there before', async () => {
    const planted = new Browser();
    const { browser: attacker } = await signIn('udp1');
    const fixed = attacker
      .line(HOST, cookieName)!
      .split(';')[0]!
      .slice(cookieName.length + 1);
    planted.plant(HOST, cookieName, fixed);
    const { browser } = await signIn('udp4', planted);
    expect(browser.line(HOST, cookieName)).not.toContain(fixed);
    expect(await whoAmI(browser)).toMatchObject({ soggetto: 'udp4' });
    expect(await whoAmI(attacker)).toMatchObject({ soggetto: 'udp1' });
  });

  test('comes back with the state with which it left', async () => {
    const browser = new Browser();
    const page = await browser.follow(`${site}/accesso/entra`);
    const chosen = { method: 'POST', body: new URLSearchParams({ persona: 'udp4' }) };
    const { url } = await browser.follow(page.url, chosen, (next) => next.pathname === '/accesso/ritorno');
    url.searchParams.set('state', 'un-altro');
    expect((await browser.send(url)).status).toBe(401);
    expect(browser.line(HOST, cookieName)).toBeUndefined();
  });

  test('is good once', async () => {
    const browser = new Browser();
    const page = await browser.follow(`${site}/accesso/entra`);
    const chosen = { method: 'POST', body: new URLSearchParams({ persona: 'udp4' }) };
    const { url } = await browser.follow(page.url, chosen, (next) => next.pathname === '/accesso/ritorno');
    expect((await browser.send(url)).status).toBe(303);
    expect((await browser.send(url)).status).toBe(401);
  });

  test('that takes too long, or that the person refuses, ends on a page that says what to do', async () => {
    const browser = new Browser();
    await browser.send(`${site}/accesso/entra`);
    const refused = await browser.send(`${site}/accesso/ritorno?error=access_denied&state=x`);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
    expect(refused.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    const page = await browser.follow(`${site}/accesso/entra`);
    const chosen = { method: 'POST', body: new URLSearchParams({ persona: 'udp4' }) };
    const { url } = await browser.follow(page.url, chosen, (next) => next.pathname === '/accesso/ritorno');
    now = () => Date.now() + 700_000;
    const late = await browser.send(url);
    expect([late.status, await late.text()]).toEqual([401, expect.stringContaining('è passato troppo tempo')]);
  });

  test('goes by the one name that the provider knows', async () => {
    const response = await fetch(`${site.replace(HOST, 'localhost')}/accesso/entra?ritorno=/piani`, {
      redirect: 'manual',
    });
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      `${site}/accesso/entra?ritorno=%2Fpiani`,
    ]);
  });
});

describe('while the provider is away', () => {
  beforeAll(() => provider.stop());
  afterAll(async () => void (provider = await startLocalProvider({ publicUrl: site, like: provider })));

  test('who is signed in goes on, and who was not hears that nobody can be asked', async () => {
    const sessions = new Sessions({ publicUrl: site, sessionKeys }, Date.now);
    const scade = Math.floor(Date.now() / 1000) + 60;
    const line = await sessions.begin({ chiamante: chiamanteDi('udp4'), nome: null, scade });
    const browser = new Browser();
    browser.plant(HOST, cookieName, line.split(';')[0]!.slice(cookieName.length + 1));
    expect((await ask(browser)).figures).toBeGreaterThan(0);
    const attempt = await sessions.beginAttempt({ state: 's', nonce: 'n', verifier: 'v', ritorno: '/' });
    const back = await fetch(`${site}/accesso/ritorno?code=x&state=s&iss=${encodeURIComponent(provider.issuer)}`, {
      headers: { cookie: attempt.split(';')[0]! },
    });
    expect(back.status).toBe(503);
  });
});
