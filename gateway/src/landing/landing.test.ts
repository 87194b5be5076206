import { startToyGateway, type ToyGateway } from '../gateway.fixtures.js';

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const PIANO =
  '# The plan.\n# Persona: none.  Variables: {"ambito": 4}\nquery Piano($ambito: Int!) { ambito(numero: $ambito) { nome } }\n';

describe('whoever opens the API in a browser', () => {
  let gateway: ToyGateway;
  let html: string;
  let response: Response;
  beforeAll(async () => {
    const operations = {
      '02-piano-di-zona.graphql': PIANO,
      'console.graphql': '{ no }',
      'README.md': 'no',
      '01-x.graphql': '{ </script> }',
    };
    gateway = await startToyGateway({ operations });
    response = await fetch(`${gateway.url}/graphql?query=x`, { headers: BROWSER });
    html = await response.text();
  });
  afterAll(() => gateway.stop());

  test('gets a page to explore it, in Italian', () => {
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html).toContain('<html lang="it">');
  });

  test('is sent there from the address of the server', async () => {
    const home = await fetch(gateway.url, { headers: BROWSER, redirect: 'manual' });
    expect([home.status, home.headers.get('location')]).toEqual([302, '/graphql']);
    expect((await fetch(gateway.url, { method: 'HEAD', redirect: 'manual' })).status).toBe(302);
  });

  test('needs no other server: the page loads only our files, and may not load any other', async () => {
    const loaded = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '');
    expect(loaded.filter((address) => !address.startsWith('/graphiql/'))).toEqual(['data:,']);
    expect(html).not.toMatch(/https?:|\/\/[a-z]/);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; worker-src 'self';/);
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
  });

  test('gets every file of the page from us, to keep', async () => {
    const base = /"(\/graphiql\/[^/"]+)\/start\.js"/.exec(html)?.[1];
    for (const name of [
      'graphiql.js',
      'graphiql.css',
      'start.js',
      'editor.worker.js',
      'json.worker.js',
      'graphql.worker.js',
    ]) {
      const file = await fetch(`${gateway.url}${base}/${name}`);
      expect([name, file.status, file.headers.get('cache-control')]).toEqual([
        name,
        200,
        'public, max-age=31536000, immutable',
      ]);
      expect((await file.text()).length).toBeGreaterThan(100);
    }
    const css = await (await fetch(`${gateway.url}${base}/graphiql.css`)).text();
    expect(css.match(/url\((?!["']?data:)[^)]*\)|@import/g)).toBeNull();
  });

  test('finds a first question and the operations of the contract, with their example variables', () => {
    const options = JSON.parse(/id="options">(.*)<\/script>/.exec(html)?.[1] ?? '');
    expect(options.defaultTabs).toEqual([
      { query: expect.stringMatching(/\{\s+ambiti \{\s+numero\s+nome\s+\}\s+\}/) },
      { query: '{ </script> }' },
      { query: PIANO, variables: '{\n  "ambito": 4\n}' },
    ]);
  });

  test('leaves no token in the browser', () => {
    expect(html).toContain('"shouldPersistHeaders":false');
  });

  test('may be shown inside a page of ours, and of nobody else', () => {
    expect(response.headers.get('content-security-policy')).toMatch(/; frame-ancestors 'self'$/);
    expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  });

  test('is told apart from a program that asks the same address', async () => {
    const program = await fetch(`${gateway.url}/graphql?query=${encodeURIComponent('{ unita }')}`, {
      headers: { accept: 'application/json', 'apollo-require-preflight': '1' },
    });
    expect(await program.json()).toEqual({ data: { unita: 3 } });
  });
});
