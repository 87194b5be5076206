import type { ConsoleUnderTest } from '@trama/test-kit/console';
import type { Viaggio } from './viaggio.js';

/** What holds around every page: signing in and out, a session that ends, a phone, the keyboard. */
export const viaggiCornice: readonly Viaggio[] = [
  { nome: 'who signs in comes back to the same view, and who leaves is nobody', percorri: entraEdEsce },
  { nome: 'a phone has the navigation one touch away', percorri: telefono },
  { nome: 'the keyboard reaches the content at once', percorri: tastiera },
  { nome: 'nothing moves while a page comes', percorri: fermo },
];

async function entraEdEsce(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/piano-di-zona?ordine=-obiettivi', { persona: 'udp4' });
  const { page } = opened;
  expect(new URL(page.url()).search).toBe('?ordine=-obiettivi');
  expect(await page.locator('.t-accesso').innerText()).toContain('Ufficio di Piano, ambito 4');
  await page.getByRole('button', { name: 'Esci', exact: true }).click();
  await page.getByRole('button', { name: 'Sì, esci' }).click();
  await opened.go('/piano-di-zona');
  expect(await page.getByRole('link', { name: 'Accedi' }).isVisible()).toBe(true);
  await opened.close();
}

async function telefono(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/', { context: { viewport: { width: 360, height: 740 }, hasTouch: true } });
  const { page } = opened;
  const navigation = page.getByRole('navigation', { name: 'Principale' });
  expect(await navigation.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Apri il menu' }).tap();
  await navigation.getByRole('link', { name: 'Rete dei servizi' }).tap();
  await page.getByRole('heading', { level: 1, name: 'Rete dei servizi' }).waitFor();
  await opened.settled();
  expect([await navigation.isVisible(), await opened.overflow()]).toEqual([false, 0]);
  await opened.close();
}

async function tastiera(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/cabina-di-regia');
  const { page } = opened;
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').innerText()).toBe('Vai al contenuto');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').evaluate((element) => element.closest('main') !== null)).toBe(true);
  await opened.close();
}

/** The browser's own measure of how much of the page moved by itself. */
async function fermo(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/cabina-di-regia');
  const moved = await opened.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const { PerformanceObserver: Observer } = globalThis as unknown as { PerformanceObserver: ShiftObserver };
        new Observer((list) => {
          list.getEntries().forEach(({ value }) => (sum += value));
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 500);
      }),
  );
  expect(moved).toBeLessThan(0.001);
  await opened.close();
}

/** As much of the browser's observer as is asked for: Node's own type of that name knows no layout. */
type ShiftObserver = new (told: (list: { getEntries(): Array<{ value: number }> }) => void) => {
  observe(options: { type: string; buffered: boolean }): void;
};
