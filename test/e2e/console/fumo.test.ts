import { ConsoleUnderTest } from '@trama/test-kit/console';

/** The journey that every `npm test` makes: the front door, somebody's sign-in, a table, a chart, the way out. */
describe('the console', () => {
  let console: ConsoleUnderTest;
  beforeAll(async () => void (console = await ConsoleUnderTest.start()), 120_000);
  afterAll(() => console.stop(), 60_000);

  test('opens on the twelve ambiti, for anybody, from our server alone', async () => {
    const opened = await console.open('/');
    expect(new URL(opened.page.url()).pathname).toBe('/cabina-di-regia');
    expect(await opened.page.locator('tbody tr').count()).toBe(12);
    expect(await opened.violations()).toEqual([]);
    expect(opened.faults).toEqual([]);
    await opened.close();
  }, 60_000);
});
