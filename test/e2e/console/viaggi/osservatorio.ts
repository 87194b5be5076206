import type { ConsoleUnderTest, OpenPage } from '@trama/test-kit/console';
import type { Viaggio } from './viaggio.js';

/** The observatory on poverty: from a promised meeting to a cited edition, a question on a figure and its answer. */
export const viaggiOsservatorio: readonly Viaggio[] = [
  { nome: 'anybody goes from a theme to an indicator, and takes it away as a link and a file', percorri: indicatore },
  { nome: 'the coordination fixes an edition, and what it reads in it stays', percorri: edizione },
  { nome: 'who takes part asks about a figure of an edition, and the coordination answers', percorri: domanda },
];

async function indicatore(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/osservatorio-poverta');
  const { page } = opened;
  await page.getByRole('navigation', { name: 'Temi' }).getByRole('button', { name: /^Casa/ }).click();
  expect(new URL(page.url()).searchParams.get('tema')).toBe('CASA');
  await page.getByRole('table', { name: /^Casa/ }).getByRole('link').first().click();
  await page.getByRole('heading', { level: 2, name: 'Che cosa dice, e che cosa no' }).waitFor();
  await opened.settled();
  await page.getByText('Che cosa non dice').waitFor();
  expect(await page.locator('.t-tessera').count()).toBe(12);
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: /^CSV di Le due serie/ }).click();
  expect((await file).suggestedFilename()).toBe('le-due-serie-e-chi-entra-e-chi-esce.csv');
  // Nobody who is not of the table is told that questions exist.
  expect(await page.getByText('Domande sulle cifre').count()).toBe(0);
  expect(opened.faults).toEqual([]);
  await opened.close();
}

async function answer({ page }: OpenPage, button: string, texts: Readonly<Record<string, string>>): Promise<void> {
  const dialog = page.getByRole('dialog');
  for (const [label, text] of Object.entries(texts)) {
    await dialog.getByLabel(label, { exact: false }).first().fill(text);
  }
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function edizione(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/osservatorio-poverta/tavolo', { persona: 'coordinamento' });
  const { page } = opened;
  await page.getByRole('button', { name: 'Prevedi un incontro' }).click();
  await answer(opened, 'Prevedi un incontro', { Giorno: '2099-05-20' });
  await page.getByText('20 maggio 2099').first().waitFor();
  await page.getByRole('button', { name: /^Fissa l’edizione/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Perché le cifre di prima').fill('senza numeri');
  await dialog.getByRole('button', { name: 'Fissa l’edizione', exact: true }).click();
  await dialog.getByText('Scrivi ogni motivo così').waitFor();
  await answer(opened, 'Fissa l’edizione', { 'Perché le cifre di prima': '' });
  await page
    .getByRole('table', { name: /^Incontri/ })
    .getByRole('link', { name: /^OPP-/ })
    .click();
  await page.getByText('È la prima edizione').waitFor();
  expect(await page.locator('.t-impronta').first().innerText()).toMatch(/^[0-9a-f]{64}$/);
  await page.getByRole('button', { name: 'Scrivi una lettura' }).click();
  await page.getByRole('dialog').getByLabel('Tema').selectOption('CASA');
  await answer(opened, 'Scrivi una lettura', { Lettura: 'Le domande superano gli alloggi in tutti gli ambiti.' });
  await page.getByText('Le domande superano gli alloggi').waitFor();
  expect(await opened.violations()).toEqual([]);
  expect(opened.faults).toEqual([]);
  await opened.close();
}

async function domanda(console: ConsoleUnderTest): Promise<void> {
  const cabina = await console.open('/osservatorio-poverta/edizioni', { persona: 'cabina' });
  await cabina.page
    .getByRole('table', { name: /^Edizioni/ })
    .getByRole('link')
    .first()
    .click();
  await cabina.page.getByRole('link', { name: 'Gli indicatori di questa edizione' }).click();
  await cabina.page
    .getByRole('table', { name: /^Reddito/ })
    .getByRole('link')
    .first()
    .click();
  const address = new URL(cabina.page.url());
  expect(address.searchParams.get('edizione')).toMatch(/^OPP-/);
  await cabina.page.getByRole('button', { name: 'Chiedi di questa cifra' }).click();
  await answer(cabina, 'Chiedi di questa cifra', { Domanda: 'Sono contati anche i nuclei che hanno rinunciato?' });
  await cabina.page.getByText('In attesa').waitFor();
  await cabina.close();

  const opened = await console.open(address.pathname + address.search, { persona: 'coordinamento' });
  await opened.page.getByRole('button', { name: /^Rispondi/ }).click();
  await answer(opened, 'Rispondi', { Risposta: 'No, solo quelli che la ricevono.' });
  await opened.page.getByText('No, solo quelli che la ricevono.').waitFor();
  expect(await opened.violations()).toEqual([]);
  await opened.close();
}
