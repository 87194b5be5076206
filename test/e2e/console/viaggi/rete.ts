import type { ConsoleUnderTest } from '@trama/test-kit/console';
import type { Viaggio } from './viaggio.js';

/** The network of services: a planning office declares which places are taken, and everybody else reads only a state. */
export const viaggiRete: readonly Viaggio[] = [
  {
    nome: 'a planning office looks for free places, declares, corrects, and sees how full the network is',
    percorri: dichiara,
  },
  { nome: 'who comes without an account reads the state of a unit, and no number', percorri: cittadino },
];

const UNITA = '01-asilo-nido-dimostrativa-02';

async function dichiara(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/rete-servizi?ambito=1', { persona: 'udp1' });
  const { page } = opened;
  await page.getByLabel('Posti', { exact: true }).selectOption('Con posti liberi');
  expect(new URL(page.url()).searchParams.get('posti')).toBe('liberi');
  await page.getByText('Dalle dichiarazioni recenti').waitFor();
  await opened.settled();
  const elenco = page.getByRole('table', { name: 'Unità d’offerta' });
  for (const testo of await elenco.locator('.t-posti .t-pillola').allInnerTexts()) {
    expect(['Posti liberi', 'Ultimi posti']).toContain(testo);
  }
  const link = elenco.getByRole('link').first();
  const nome = await link.innerText();
  await link.click();
  const dichiarazione = page.getByRole('button', { name: 'Dichiara i posti occupati' });
  await dichiarazione.click();
  const dialog = page.getByRole('dialog', { name: 'Dichiara i posti occupati' });
  const posti = Number(/I posti dell’unità sono (\d+)/.exec(await dialog.innerText())?.[1]);
  await dialog.getByLabel('Posti occupati').fill(String(posti + 1));
  await dialog.getByRole('button', { name: 'Dichiara', exact: true }).click();
  await dialog.getByText('scrivi nella nota perché', { exact: false }).first().waitFor();
  expect(await opened.violations()).toEqual([]);
  await dialog.getByLabel('Nota').fill('Un inserimento urgente di pochi giorni');
  await dialog.getByRole('button', { name: 'Dichiara', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Nessun posto è libero.', { exact: false }).waitFor();
  // It is no longer among those with free places, though the list was there before.
  await page.goBack();
  await elenco.waitFor();
  await opened.settled();
  expect(await elenco.getByRole('link', { name: nome, exact: true }).count()).toBe(0);
  await page.goForward();

  // The same day again, as if nobody had declared it: both are shown, and one is chosen.
  await dichiarazione.click();
  await dialog.getByLabel('Posti occupati').fill('1');
  await dialog.getByRole('button', { name: 'Dichiara', exact: true }).click();
  const conflitto = page.getByRole('dialog', { name: 'Qualcuno ha salvato prima di te' });
  await conflitto.getByText(`Quello salvato: ${posti + 1}`).waitFor();
  await conflitto.getByRole('button', { name: 'Salva le mie scelte' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Almeno un posto è libero.', { exact: false }).waitFor();
  // Until the list is asked again its first row is another day, which may be corrected as well.
  const dichiarata = page.getByRole('cell', { name: `1 di ${posti}`, exact: true });
  await page
    .getByRole('row')
    .filter({ has: dichiarata })
    .getByRole('button', { name: /^Correggi/ })
    .click();
  const correzione = page.getByRole('dialog', { name: /^Correggi/ });
  await correzione.getByLabel('Posti occupati').fill(String(posti));
  await correzione.getByRole('button', { name: 'Correggi', exact: true }).click();
  await correzione.waitFor({ state: 'detached' });
  await page.getByText('Nessun posto è libero.', { exact: false }).waitFor();

  await page.goto(`${console.site}/rete-servizi/saturazione?ambito=1`);
  await opened.settled();
  await page.getByRole('table', { name: /^Saturazione di ogni tipo/ }).waitFor();
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: /^CSV di Saturazione per tipo/ }).click();
  expect((await file).suggestedFilename()).toBe('saturazione-per-tipo-di-unita.csv');
  expect(await opened.violations()).toEqual([]);
  expect(opened.faults).toEqual([]);
  await opened.close();
}

async function cittadino(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open(`/rete-servizi/${UNITA}`);
  await opened.page.getByRole('heading', { name: 'Posti liberi' }).waitFor();
  expect(await opened.page.getByText('Posti occupati, giorno per giorno').count()).toBe(0);
  expect(await opened.page.getByRole('button', { name: 'Dichiara i posti occupati' }).count()).toBe(0);
  expect(opened.faults).toEqual([]);
  await opened.close();
}
