import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings, SETTINGS } from './settings.js';

const repository = '/clone';
const allUrls = Object.fromEntries(
  SETTINGS.filter(({ name }) => name.includes('DATABASE_URL')).map(({ name }) => [
    name,
    `postgres://${name.toLowerCase()}@db/trama`,
  ]),
);
const refusal = (env: Record<string, string>): string => {
  try {
    readSettings(env, repository);
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('settings of the local topology', () => {
  test('have the defaults that the table tells', () => {
    const fallback = Object.fromEntries(SETTINGS.map((setting) => [setting.name, setting.default]));
    expect(readSettings({}, repository)).toEqual(readSettings(fallback, repository));
    expect(readSettings({}, repository)).toEqual({
      port: 4000,
      dataFolder: join(repository, '.trama'),
      demo: true,
      introspection: true,
      logLevel: 'warn',
      issuers: undefined,
      idpPort: undefined,
      externalDatabases: undefined,
    });
  });

  test.each([
    ['TRAMA_PORT', 'quattromila'],
    ['TRAMA_PORT', '70000'],
    ['TRAMA_PORT', '80.5'],
    ['TRAMA_IDP_PORT', '0'],
    ['TRAMA_DEMO', 'true'],
    ['TRAMA_INTROSPECTION', '0'],
    ['TRAMA_LOG_LEVEL', 'verbose'],
    ['TRAMA_DATABASE_URL_ATS', 'mysql://localhost/ats'],
  ])('refuse %s=%s and name it', (name, value) => {
    expect(refusal({ [name]: value })).toContain(`${name}: deve essere`);
  });

  test('are all told at once, not one at each start', () => {
    const message = refusal({ TRAMA_PORT: 'x', TRAMA_DEMO: 'forse' });
    expect(message).toContain('TRAMA_PORT');
    expect(message).toContain('TRAMA_DEMO');
  });

  test('take databases of others only for all subgraphs and all three roles', () => {
    expect(readSettings(allUrls, repository).externalDatabases?.['terzo-settore']).toEqual({
      appUrl: 'postgres://trama_database_url_terzo_settore@db/trama',
      ownerUrl: 'postgres://trama_owner_database_url_terzo_settore@db/trama',
      statUrl: 'postgres://trama_statistics_database_url_terzo_settore@db/trama',
    });
    const { TRAMA_OWNER_DATABASE_URL_ASST: _, ...rest } = allUrls;
    expect(refusal(rest)).toContain('TRAMA_OWNER_DATABASE_URL_ASST: manca');
  });

  test('are in the README as they are in the code', () => {
    const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
    const rows = SETTINGS.map(
      ({ name, default: value, description }) => `| \`${name}\` | ${value ? `\`${value}\`` : ''} | ${description} |`,
    );
    expect(readme.split('\n').filter((line) => line.startsWith('| `TRAMA_'))).toEqual(rows);
  });
});
