import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startToyGateway, type ToyGateway } from '../gateway.fixtures.js';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('the console, as the gateway serves it', () => {
  let folder: string;
  let gateway: ToyGateway;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trama-console-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>Trama</title>');
    await writeFile(join(folder, 'percorsi.json'), '["piani"]');
    await writeFile(join(folder, 'assets', 'pagina-1a2b.js'), 'console.log(1)');
    await writeFile(join(folder, 'assets', 'carattere-3c.woff2'), 'font');
    gateway = await startToyGateway({ console: folder });
  });
  afterAll(async () => {
    await gateway.stop();
    await rm(folder, { recursive: true });
  });

  test.each(['/', '/piani', '/piani/4?anno=2020'])(
    'is a page at %s, with a policy that allows our own files only',
    async (path) => {
      const response = await fetch(gateway.url + path, { headers: BROWSER });
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(await response.text()).toContain('<title>Trama</title>');
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(response.headers.get('cache-control')).toBe('no-cache');
    },
  );

  test('has no page where the console has none, and none for a program', async () => {
    expect((await fetch(`${gateway.url}/altrove`, { headers: BROWSER })).status).toBe(404);
    expect((await fetch(`${gateway.url}/piani`, { headers: { accept: 'application/json' } })).status).toBe(404);
    expect((await fetch(`${gateway.url}/piani`, { method: 'POST', headers: BROWSER })).status).toBe(404);
  });

  test('gives its files to keep, compressed, except what is compressed by itself', async () => {
    const script = await fetch(`${gateway.url}/assets/pagina-1a2b.js`);
    expect([script.status, script.headers.get('cache-control'), script.headers.get('content-encoding')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      'gzip',
    ]);
    expect(await script.text()).toBe('console.log(1)');
    const font = await fetch(`${gateway.url}/assets/carattere-3c.woff2`);
    expect([font.headers.get('content-type'), font.headers.get('content-encoding')]).toEqual(['font/woff2', null]);
  });

  test.each(['/assets/altro.js', '/assets/..%2Findex.html', '/assets/..%2F..%2Fpackage.json'])(
    'gives nothing else: %s',
    async (path) => {
      expect((await fetch(gateway.url + path, { headers: BROWSER })).status).toBe(404);
    },
  );

  test('leaves the API where it was', async () => {
    expect((await gateway.ask('{ unita }')).data).toEqual({ unita: 3 });
    expect((await fetch(`${gateway.url}/graphql`, { headers: BROWSER })).status).toBe(200);
  });
});
