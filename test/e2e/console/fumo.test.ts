import { ConsoleUnderTest } from '@trama/test-kit/console';

/** The journey that every `npm test` makes: the front door, a sign-in, a chart, a comune. All the others are in pagine.lungo.test.ts. */
describe('the console', () => {
  let console: ConsoleUnderTest;
  beforeAll(async () => void (console = await ConsoleUnderTest.start()), 240_000);
  afterAll(() => console.stop(), 60_000);

  test('opens on the twelve ambiti, for anybody, from our server alone', async () => {
    const opened = await console.open('/');
    expect(new URL(opened.page.url()).pathname).toBe('/cabina-di-regia');
    expect(await opened.page.locator('.t-tabella tbody tr').count()).toBe(12);
    expect(await opened.page.locator('.t-tessera').count()).toBe(12);
    expect(await opened.page.locator('.t-dimostrativo-avviso').isVisible()).toBe(true);
    expect(await opened.violations()).toEqual([]);
    expect(opened.faults).toEqual([]);
    await opened.close();
  }, 120_000);

  test('knows who signed in, and shows the figure that the plan published', async () => {
    const opened = await console.open('/cabina-di-regia/ambiti/4', { persona: 'cabina' });
    expect(await opened.page.locator('.t-accesso').innerText()).toContain('Cabina di Regia');
    expect(await opened.page.locator('.t-carta', { hasText: 'Minori in carico' }).first().innerText()).toContain('746');
    expect(opened.faults).toEqual([]);
    await opened.close();
  }, 120_000);
});
