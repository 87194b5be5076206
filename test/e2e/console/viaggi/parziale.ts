import type { ConsoleUnderTest } from '@trama/test-kit/console';
import type { Viaggio } from './viaggio.js';

/** The last journeys: after them a part of the platform is missing. */
export const viaggiParziali: readonly Viaggio[] = [
  { nome: 'a service that stops is named, the rest stays, and no hole is kept as a fact', percorri: senzaAsst },
];

async function senzaAsst(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/piano-di-zona');
  const { page } = opened;
  await console.graph.lose('asst');
  await page.getByRole('link', { name: 'Cabina di Regia' }).click();
  await page.getByText('Dati parziali').first().waitFor();
  expect(await page.getByText('i dati delle ASST').first().isVisible()).toBe(true);
  expect(await page.locator('.t-tabella tbody tr').count()).toBe(12);
  expect(await page.locator('.t-tabella tbody tr').first().innerText()).toContain('non disponibile');
  expect(await opened.violations()).toEqual([]);
  // Away and back: what is missing is asked again, and said again.
  await page.getByRole('link', { name: 'Piani di Zona' }).click();
  await page.getByRole('heading', { level: 1, name: 'Piani di Zona' }).waitFor();
  await page.getByRole('link', { name: 'Cabina di Regia' }).click();
  await page.getByText('Dati parziali').first().waitFor();
  await opened.close();
}
