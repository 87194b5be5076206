import { newAssertionKey } from '@trama/identity/assertion';
import { readServerSettings } from './config.js';

describe('the settings of a subgraph', () => {
  const before = { ...process.env };
  beforeEach(() => {
    Object.assign(process.env, {
      TRAMA_DATABASE_URL: 'postgres://app@localhost/trama',
      TRAMA_STATISTICS_DATABASE_URL: 'postgres://stat@localhost/trama',
      TRAMA_CONTEXT_KEY: 'a'.repeat(43),
      TRAMA_ASSERTION_KEYS: newAssertionKey(),
    });
    delete process.env.TRAMA_KEYS_DIR;
  });
  afterEach(() => void (process.env = { ...before }));

  test('without a folder of keys stop one that keeps data of people, and no other', () => {
    expect(() => readServerSettings(true)).toThrow(/TRAMA_KEYS_DIR: must be the folder of the keys/);
    expect(readServerSettings(false).TRAMA_KEYS_DIR).toBeUndefined();
    process.env.TRAMA_KEYS_DIR = '/srv/chiavi';
    expect(readServerSettings(true).TRAMA_KEYS_DIR).toBe('/srv/chiavi');
  });
});
