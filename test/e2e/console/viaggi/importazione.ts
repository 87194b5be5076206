import { readFile } from 'node:fs/promises';
import type { ConsoleUnderTest, OpenPage } from '@trama/test-kit/console';
import { trattieni } from './mosse.js';
import type { Viaggio } from './viaggio.js';

/** Files into records: tried before they are written, and stopped when somebody wants to. */
export const viaggiImportazione: readonly Viaggio[] = [
  { nome: 'a file of cases is tried: problems with row and column, and the trial can be stopped', percorri: prova },
  { nome: 'cases are written in parts: stopped between two of them, and gone on with', percorri: scrive },
];

const TESTATA = 'codice_esterno;aperto_il;comune;ruolo;nome;cognome';
const riga = (n: number, altro = '017029;ALTRO') => `CS-${n};2019-03-14;${altro};Nome${n};Cognome${n}`;

const scegli = async ({ page }: OpenPage, ...righe: readonly string[]): Promise<void> =>
  page.getByLabel('File CSV').setInputFiles({
    name: 'casi.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\uFEFF${[TESTATA, ...righe].join('\r\n')}\r\n`),
  });

async function prova(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/casi', { persona: 'sociale1' });
  const { page } = opened;
  await page.getByRole('link', { name: 'Importa da un altro programma' }).click();
  await page.getByRole('button', { name: 'Mostra le colonne' }).click();
  await page.getByRole('rowheader', { name: 'codice_esterno' }).waitFor();
  expect(await page.getByLabel('File CSV').isDisabled()).toBe(true);
  await page.getByLabel('Programma da cui viene').fill('perché');
  await page.getByText('Usa lettere senza accento').waitFor();
  await page.getByLabel('Programma da cui viene').fill('Cartella Vecchia');

  const trial = await trattieni(opened, 'ConsoleProvaImportazioneCasi(');
  await scegli(opened, riga(1));
  await page.getByText('Controllo del file, caso per caso').waitFor();
  expect(await opened.violations()).toEqual([]);
  await page.getByRole('button', { name: 'Interrompi' }).click();
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
  trial.lascia();
  expect(await page.getByText('Esito della prova').count()).toBe(0);

  await scegli(opened, riga(1, '017029;NONNO'), riga(2, ';ALTRO'));
  await page.getByText('1 errore nel file').waitFor();
  const problems = page.getByRole('table', { name: 'Problemi del file' }).locator('tbody tr');
  expect(await problems.allInnerTexts()).toEqual([
    expect.stringMatching(/^2\s+ruolo\s+errore/),
    expect.stringMatching(/^2\s+codice_fiscale\s+avviso/),
    expect.stringMatching(/^3\s+comune\s+avviso/),
  ]);
  expect(await page.getByRole('button', { name: /^Importa \d/ }).count()).toBe(0);
  expect(await opened.violations()).toEqual([]);

  // Warnings are read, and accepted.
  await scegli(opened, riga(2, ';ALTRO'));
  const write = page.getByRole('button', { name: 'Importa 1 caso' });
  expect(await write.isDisabled()).toBe(true);
  await page.getByLabel('Ho letto l’avviso').check();
  await write.click();
  const dialog = page.getByRole('dialog', { name: 'Importare 1 caso?' });
  expect(await dialog.getByRole('button', { name: 'Annulla' }).evaluate((one) => one.matches(':focus'))).toBe(true);
  await dialog.getByRole('button', { name: 'Importa' }).click();
  await page.getByText('1 caso importato.').waitFor();
  await page
    .getByRole('table', { name: /^Importazioni/ })
    .getByText('Cartella Vecchia')
    .waitFor();

  // What is there already is not written again, nor is it silently left out.
  await scegli(opened, riga(2, ';ALTRO'));
  await page.getByText('Questo caso è già stato importato').waitFor();
  expect(opened.faults).toEqual([]);
  await opened.close();
}

async function scrive(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/casi/importa', { persona: 'sociale1' });
  const { page } = opened;
  const done = page.getByRole('table', { name: /^Importazioni/ }).locator('tbody tr');
  const before = await done.count();
  await page.getByLabel('Programma da cui viene').fill('Cartella Vecchia');
  await scegli(opened, ...Array.from({ length: 160 }, (_, n) => riga(100 + n)));
  await page.getByText('apre 160 casi, con 160 persone').waitFor();
  await page.getByRole('button', { name: 'Importa 160 casi' }).click();
  const writing = await trattieni(opened, 'ConsoleImportaCasi(');
  await page.getByRole('dialog').getByRole('button', { name: 'Importa' }).click();
  await page.getByText('Scrittura: 0 casi su 160').waitFor();
  await page.getByRole('button', { name: 'Interrompi' }).click();
  await page.getByText('Mi fermo appena questo gruppo di casi è scritto').waitFor();
  writing.lascia();
  await page.getByText('Fermata: 100 casi scritti su 160').waitFor();
  expect(await opened.violations()).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Scarica le righe che mancano' }).click();
  const rest = await readFile(await (await download).path(), 'utf8');
  expect(rest.trim().split('\r\n')).toEqual([TESTATA, ...Array.from({ length: 60 }, (_, n) => riga(200 + n))]);
  await page.getByRole('button', { name: 'Riprendi' }).click();
  await page.getByText('160 casi importati.').waitFor();
  // Each part once, however it was stopped.
  await done.nth(before + 1).waitFor();
  expect(await done.count()).toBe(before + 2);
  await opened.go('/casi');
  await page.getByText(/^50 di 1[67]\d$/).waitFor();
  expect(opened.faults).toEqual([]);
  await opened.close();
}
