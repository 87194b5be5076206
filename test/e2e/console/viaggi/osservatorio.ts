import { randomUUID } from 'node:crypto';
import { compilazioneId, POVERTA } from '../../../../subgraphs/ats/seed/rilevazioni.js';
import type { ConsoleUnderTest, OpenPage } from '@trama/test-kit/console';
import { conTasti } from './mosse.js';
import type { Viaggio } from './viaggio.js';

/** The observatory on poverty: from a promised meeting to a cited edition, a question on a figure and its answer. */
export const viaggiOsservatorio: readonly Viaggio[] = [
  { nome: 'anybody goes from a theme to an indicator, and takes it away as a link and a file', percorri: indicatore },
  { nome: 'the coordination fixes an edition, and what it reads in it stays', percorri: edizione },
  { nome: 'a figure that was corrected stands in the next edition, beside what it was and why', percorri: differenze },
  { nome: 'a body comes to sit in it and leaves, by keyboard alone, and both days stay', percorri: membri },
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

/** A later answer of ambito 5 for 2020, as a correction leaves it, and published. */
async function corregge({ graph }: ConsoleUnderTest, voce: string, valore: number): Promise<void> {
  const [prima, id] = [compilazioneId(5, 2020, POVERTA), randomUUID()];
  await graph.rows(
    'ats',
    `WITH corretta AS (
       INSERT INTO compilazione (ambito_id, id, campagna_id, edizione, correzione, stato, inviata_il, approvata_il)
       SELECT ambito_id, '${id}', campagna_id, 2, 'Errore di trascrizione', 'APPROVATA', now(), now()
       FROM compilazione WHERE id = '${prima}' RETURNING id)
     INSERT INTO valore (ambito_id, compilazione_id, campagna_id, voce, stato, valore, provenienza, fonte, origine)
     SELECT ambito_id, '${id}', campagna_id, voce, stato, CASE WHEN voce = '${voce}' THEN ${valore} ELSE valore END, provenienza, fonte, origine
     FROM valore WHERE compilazione_id = '${prima}'`,
  );
  await graph.publish('ats');
}

async function differenze(console: ConsoleUnderTest): Promise<void> {
  await corregge(console, 'misura_unica_istanze', 4_000);
  const opened = await console.open('/osservatorio-poverta/tavolo', { persona: 'coordinamento' });
  const { page } = opened;
  await page.getByRole('button', { name: 'Prevedi un incontro' }).click();
  await answer(opened, 'Prevedi un incontro', { Giorno: '2099-11-18' });
  await page.getByText('18 novembre 2099').first().waitFor();
  await page.getByRole('button', { name: /^Fissa l’edizione/ }).click();
  const dialog = page.getByRole('dialog');
  // Why a figure changed is not optional: the API says of which one.
  await dialog.getByRole('button', { name: 'Fissa l’edizione', exact: true }).click();
  await dialog.getByRole('alert').waitFor();
  await answer(opened, 'Fissa l’edizione', {
    'Perché le cifre di prima': '5; 2020; Errore di trascrizione, corretto dall’ambito.',
  });
  // The second of the year by its code: the first is in the table already.
  await page
    .getByRole('table', { name: /^Incontri/ })
    .getByRole('link', { name: 'OPP-2099-2' })
    .click();
  await page.getByRole('heading', { name: /^Che cosa cambia dalla OPP-/ }).waitFor();
  await page.getByText('1 cifra cambia').waitFor();
  const row = page.getByRole('table', { name: /^Differenze/ }).locator('tbody tr');
  expect(await row.count()).toBe(1);
  const cells = await row.locator('td').allInnerTexts();
  expect(cells[0]).toBe('2020');
  expect(cells.slice(2)).toEqual([
    'Cambiata',
    expect.stringMatching(/^[\d.]+$/),
    '4.000',
    'Errore di trascrizione, corretto dall’ambito.',
  ]);
  expect(await opened.violations()).toEqual([]);
  // The first edition still says what it said.
  await page.getByRole('link', { name: /^OPP-/ }).first().click();
  await page.getByText('È la prima edizione').waitFor();
  expect(opened.faults).toEqual([]);
  await opened.close();
}

async function membri(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/osservatorio-poverta/tavolo', { persona: 'coordinamento' });
  const { page } = opened;
  await page.getByRole('button', { name: 'Aggiungi un ente' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const ente = dialog.getByLabel('Ente', { exact: true });
  await ente.waitFor();
  await page.keyboard.press('Shift+Tab');
  await conTasti(opened, ente, 'Banco alimentare di prova');
  await conTasti(opened, dialog.getByLabel('Primo giorno'), '03012024');
  await conTasti(opened, dialog.getByLabel('Dove è scritto'), 'Verbale del 1° marzo 2024');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const table = page.getByRole('table', { name: /^Enti dell’osservatorio/ });
  const row = table.getByRole('row').filter({ hasText: 'Banco alimentare di prova' });
  await row.getByText('1 marzo 2024').waitFor();
  await row.getByRole('button', { name: /^Esce/ }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Ultimo giorno').waitFor();
  await page.keyboard.press('Shift+Tab');
  await conTasti(opened, dialog.getByLabel('Ultimo giorno'), '06302024');
  await page.keyboard.press('Enter');
  await row.waitFor({ state: 'detached' });
  expect(await opened.violations()).toEqual([]);

  await page.getByRole('button', { name: 'Mostra anche chi non c’è più' }).click();
  await row.getByText('30 giugno 2024').waitFor();
  expect(new URL(page.url()).searchParams.get('giorno')).toBe('sempre');
  await page.getByLabel('In quale giorno').fill('2024-05-01');
  await row.waitFor();
  // Anybody reads who sat there; nobody else writes it.
  const altri = await console.open('/osservatorio-poverta/tavolo?giorno=2024-05-01');
  await altri.page.getByRole('rowheader', { name: 'Banco alimentare di prova' }).waitFor();
  expect(await altri.page.getByRole('button', { name: 'Aggiungi un ente' }).count()).toBe(0);
  expect([opened.faults, altri.faults]).toEqual([[], []]);
  await Promise.all([opened.close(), altri.close()]);
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
