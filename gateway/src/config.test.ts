import { ConfigError } from '@trama/kernel/config';
import { newAssertionKey } from '@trama/identity/assertion';
import { gatewayConfig } from './config.js';
import { startGateway } from './gateway.js';

const URLS = {
  TRAMA_ASSERTION_KEY_AMBITO: newAssertionKey(),
  TRAMA_ASSERTION_KEY_ATS: newAssertionKey(),
  TRAMA_ASSERTION_KEY_ASST: newAssertionKey(),
  TRAMA_ASSERTION_KEY_TERZO_SETTORE: newAssertionKey(),
  TRAMA_SUBGRAPH_URL_AMBITO: 'http://127.0.0.1:4001/graphql',
  TRAMA_SUBGRAPH_URL_ATS: 'http://127.0.0.1:4002/graphql',
  TRAMA_SUBGRAPH_URL_ASST: 'http://127.0.0.1:4003/graphql',
  TRAMA_SUBGRAPH_URL_TERZO_SETTORE: 'http://127.0.0.1:4004/graphql',
};

describe('the settings', () => {
  test('are safe when nobody says otherwise', () => {
    expect(gatewayConfig(URLS)).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      introspection: false,
      logLevel: 'info',
      supergraph: expect.stringMatching(/[/\\]schema[/\\]supergraph\.graphql$/),
      subgraphs: { 'terzo-settore': 'http://127.0.0.1:4004/graphql' },
    });
  });

  test('name each variable that is missing or wrong', () => {
    const wrong = {
      ...URLS,
      TRAMA_SUBGRAPH_URL_ATS: '',
      TRAMA_SUBGRAPH_URL_ASST: 'http://127.0.0.1:4003/',
      TRAMA_INTROSPECTION: 'yes',
    };
    expect(() => gatewayConfig(wrong)).toThrow(ConfigError);
    expect(() => gatewayConfig(wrong)).toThrow(
      /TRAMA_SUBGRAPH_URL_ATS[^]*TRAMA_SUBGRAPH_URL_ASST: must end in \/graphql[^]*TRAMA_INTROSPECTION/,
    );
  });

  test('give no two subgraphs the same key', () => {
    const same = { ...URLS, TRAMA_ASSERTION_KEY_ASST: URLS.TRAMA_ASSERTION_KEY_ATS };
    expect(() => gatewayConfig(same)).toThrow(ConfigError);
    expect(() => gatewayConfig(same)).toThrow(/TRAMA_ASSERTION_KEY_[^]*each its own/);
  });

  describe('of identity', () => {
    const identity = { TRAMA_ISSUERS: 'https://accessi.example/realms/trama', TRAMA_AUDIENCE: 'trama' };

    test('are optional: without issuers everybody is the public', () => {
      expect(gatewayConfig(URLS).identity).toBeUndefined();
      expect(gatewayConfig({ ...URLS, ...identity }).identity).toEqual({
        issuers: [{ url: 'https://accessi.example/realms/trama' }],
        audience: 'trama',
        claimPrefix: 'trama_',
        staleKeysMs: 43_200_000,
        console: undefined,
      });
    });

    test('tell the people of one issuer from those of another', () => {
      const two = { ...identity, TRAMA_ISSUERS: 'https://uno.example, asst=https://due.example' };
      expect(gatewayConfig({ ...URLS, ...two }).identity?.issuers).toEqual([
        { url: 'https://uno.example' },
        { name: 'asst', url: 'https://due.example' },
      ]);
    });

    test.each([
      ['TRAMA_ISSUERS', { TRAMA_ISSUERS: 'http://accessi.example' }],
      ['TRAMA_ISSUERS', { TRAMA_ISSUERS: 'accessi' }],
      ['TRAMA_ISSUERS', { TRAMA_ISSUERS: 'https://uno.example,https://due.example' }],
      ['TRAMA_AUDIENCE', { TRAMA_AUDIENCE: '' }],
      ['TRAMA_STALE_KEYS_HOURS', { TRAMA_STALE_KEYS_HOURS: '48' }],
    ])('are refused by name: %s %j', (name, wrong) => {
      expect(() => gatewayConfig({ ...URLS, ...identity, ...wrong })).toThrow(
        new RegExp(`${name}: must|${name}: .*(name|<=)`),
      );
    });

    describe('of the console', () => {
      const KEY = 'k'.repeat(43);
      const signIn = {
        TRAMA_CONSOLE_CLIENT_ID: 'console',
        TRAMA_PUBLIC_URL: 'https://trama.example/',
        TRAMA_SESSION_KEY: `${KEY}, ${'l'.repeat(43)}`,
      };

      test('say where people sign in: at the first issuer', () => {
        expect(gatewayConfig({ ...URLS, ...identity, ...signIn }).identity?.console).toMatchObject({
          issuer: 'https://accessi.example/realms/trama',
          clientId: 'console',
          scope: 'openid profile',
          publicUrl: 'https://trama.example',
          sessionKeys: [{ length: 32 }, { length: 32 }],
        });
        expect(gatewayConfig({ ...URLS, ...identity }).identity?.console).toBeUndefined();
      });

      test.each([
        ['TRAMA_PUBLIC_URL', ''],
        ['TRAMA_PUBLIC_URL', 'http://trama.example'],
        ['TRAMA_SESSION_KEY', ''],
        ['TRAMA_SESSION_KEY', 'short'],
      ])('are refused by name: %s=%s', (name, value) => {
        const wrong = { ...URLS, ...identity, ...signIn, [name]: value };
        expect(() => gatewayConfig(wrong)).toThrow(new RegExp(`${name}: must`));
      });
    });

    test('may use http on this machine only', () => {
      const local = { ...identity, TRAMA_ISSUERS: 'http://127.0.0.1:4005' };
      expect(gatewayConfig({ ...URLS, ...local }).identity?.issuers).toEqual([{ url: 'http://127.0.0.1:4005' }]);
    });
  });

  test('say where the composed schema should have been', async () => {
    const settings = { ...gatewayConfig(URLS), supergraph: '/nowhere/supergraph.graphql', port: 0, logLevel: 'silent' };
    await expect(startGateway(settings)).rejects.toThrow(/TRAMA_SUPERGRAPH: no readable file at \/nowhere/);
  });
});
