import type { ConsoleUnderTest, OpenPage } from '@trama/test-kit/console';
import { trattieni } from './mosse.js';
import type { Viaggio } from './viaggio.js';

const ANNO = 2022;
const CSV = 'text/csv';

/** A row of the form, by what it asks. */
const riga = ({ page }: OpenPage, etichetta: string) =>
  page.locator('.t-voce').filter({ has: page.locator('label', { hasText: new RegExp(`^${etichetta}( |$)`) }) });

const scrivi = async (opened: OpenPage, etichetta: string, valore: string): Promise<void> =>
  riga(opened, etichetta).locator('input').fill(valore);

const salva = async ({ page }: OpenPage): Promise<void> => {
  await page.getByRole('button', { name: 'Salva e controlla' }).click();
  await page.getByText('Tutto salvato.').waitFor();
};

/** A dialog is answered, and gone. */
const conferma = async ({ page }: OpenPage, bottone: string, testi: Readonly<Record<string, string>> = {}) => {
  const dialog = page.getByRole('dialog');
  for (const [label, text] of Object.entries(testi)) {
    await dialog.getByLabel(label).fill(text);
  }
  await dialog.getByRole('button', { name: bottone, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
};

/**
 * The year of the table, from the campaign that opens to the figure that is compared: each step goes on from the one before, on
 * the two pages of the coordination and of the office.
 */
export const viaggiTavolo: readonly Viaggio[] = [
  {
    nome: 'opens a year, and everybody who owes an answer is on the board',
    percorri: apre,
  },
  {
    nome: 'an office writes its answer: what the rules say stands beside the voce, and the address says where one is',
    percorri: compila,
  },
  {
    nome: 'what a colleague wrote meanwhile is shown beside one’s own, and neither is lost',
    percorri: conflitto,
  },
  {
    nome: 'a file is tried before it is written: problems with row and column, then what it changes',
    percorri: importa,
  },
  {
    nome: 'is kept back by a warning until a note explains it, then sent, and taken back',
    percorri: invia,
  },
  {
    nome: 'is reviewed: a question on a figure, its answer, sent back with a reason, approved at last',
    percorri: rivede,
  },
  {
    nome: 'compares what was approved, over the ambiti and over the years, and the choice is in the address',
    percorri: confronta,
  },
  { nome: 'an office takes over what is counted already, and the service opens it to its cases', percorri: proposte },
];

let coordinamento: OpenPage;
let ufficio: OpenPage;
let compilazione: string;

async function apre(console: ConsoleUnderTest): Promise<void> {
  coordinamento = await console.open(`/tavolo-tutela-minori?anno=${ANNO}`, { persona: 'coordinamento' });
  const { page } = coordinamento;
  await page.getByRole('button', { name: `Apri la rilevazione del ${ANNO}` }).click();
  await conferma(coordinamento, 'Apri la rilevazione', { 'Ultimo giorno per inviare': '2099-03-31' });
  await page.locator('tbody tr').nth(12).waitFor();
  expect(await page.locator('tbody').getByText('In bozza').count()).toBe(13);
  expect(await page.getByText('0 su 13').count()).toBe(1);
}

async function compila(console: ConsoleUnderTest): Promise<void> {
  ufficio = await console.open(`/tavolo-tutela-minori?anno=${ANNO}`, { persona: 'udp4' });
  const { page } = ufficio;
  expect(await page.locator('tbody tr').count()).toBe(1);
  await page.getByRole('link', { name: 'Compila Valle Trompia' }).click();
  await page.getByRole('navigation', { name: 'Sezioni del modulo' }).waitFor();
  compilazione = new URL(page.url()).pathname;

  await scrivi(ufficio, 'Minori in carico al 31 dicembre', 'tanti');
  await page.getByRole('button', { name: 'Salva e controlla' }).click();
  await riga(ufficio, 'Minori in carico al 31 dicembre').getByText('Scrivi un numero').waitFor();
  await scrivi(ufficio, 'Minori in carico al 31 dicembre', '1.200');
  await scrivi(ufficio, 'Nuclei in carico al 31 dicembre', '0');
  await salva(ufficio);
  expect(await riga(ufficio, 'Nuclei in carico al 31 dicembre').locator('select').inputValue()).toBe('ZERO');
  // More minors than none in families: the rule says so where it is seen.
  expect(await page.locator('.t-voce .t-errore, .t-voce .t-avviso').count()).toBeGreaterThan(0);

  await page.getByRole('button', { name: /^Età/ }).click();
  expect(new URL(page.url()).searchParams.get('sezione')).toBe('eta');
  expect(await ufficio.violations()).toEqual([]);
}

async function conflitto(console: ConsoleUnderTest): Promise<void> {
  const collega = await console.open(compilazione, { persona: 'udp4' });
  await scrivi(collega, 'Minori in carico al 31 dicembre', '740');
  await scrivi(collega, 'Nuclei in carico al 31 dicembre', '500');
  await salva(collega);
  await collega.close();

  const { page } = ufficio;
  await page.getByRole('button', { name: /^Minori e nuclei/ }).click();
  await scrivi(ufficio, 'Minori in carico al 31 dicembre', '746');
  await scrivi(ufficio, "Minori presi in carico nell'anno", '10');
  await page.getByRole('button', { name: 'Salva e controlla' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Quello salvato: 740').waitFor();
  // Only what both wrote is asked about.
  expect(await dialog.locator('fieldset').count()).toBe(1);
  await dialog.getByRole('button', { name: 'Salva le mie scelte' }).click();
  await page.getByText('Tutto salvato.').waitFor();
  const values = [
    'Minori in carico al 31 dicembre',
    'Nuclei in carico al 31 dicembre',
    "Minori presi in carico nell'anno",
  ];
  expect(await Promise.all(values.map((one) => riga(ufficio, one).locator('input').inputValue()))).toEqual([
    '746',
    '500',
    '10',
  ]);
}

async function importa(): Promise<void> {
  const { page } = ufficio;
  await page.getByRole('link', { name: 'Importa un file' }).click();
  const choose = (content: string) =>
    page.getByLabel('File CSV o XLSX').setInputFiles({ name: 'dati.csv', mimeType: CSV, buffer: Buffer.from(content) });
  await choose('voce;stato;valore;nota\nminori_31_12;;tanti;\nminori_marziani;;3;\n');
  await page.getByText('2 problemi nel file').waitFor();
  expect(await page.locator('tbody tr').allInnerTexts()).toEqual([
    expect.stringMatching(/^2\s+valore\s/),
    expect.stringMatching(/^3\s+voce\s/),
  ]);
  expect(await ufficio.violations()).toEqual([]);

  await choose('voce;stato;valore;nota\nnuclei_31_12;;511;\nminori_prevenzione;;266;\nminori_tutela;;480;\n');
  const write = page.getByRole('button', { name: 'Importa 3 valori' });
  const writing = await trattieni(ufficio, 'ConsoleImportaCompilazione(');
  await write.click();
  await page.getByText('Scrittura dei valori del file').waitFor();
  await page.getByRole('button', { name: 'Interrompi' }).click();
  await page.getByText('Fermata: finora non risulta scritto niente').waitFor();
  expect(await ufficio.violations()).toEqual([]);
  // The request had left: it arrives all the same, and the page says so.
  writing.lascia();
  await page.getByText('il file risulta scritto').waitFor();
  await page.getByRole('link', { name: 'Guarda la compilazione' }).click();
  await page.getByRole('navigation', { name: 'Sezioni del modulo' }).waitFor();
  expect(await riga(ufficio, 'Nuclei in carico al 31 dicembre').locator('input').inputValue()).toBe('511');
}

async function invia(): Promise<void> {
  const { page } = ufficio;
  const invia = async () => {
    await page.getByRole('button', { name: 'Invia al Coordinamento' }).click();
    await conferma(ufficio, 'Invia al Coordinamento');
  };
  await invia();
  await page.getByText('Inviata', { exact: true }).or(page.getByText('Non è stata inviata')).first().waitFor();
  for (const problem of await page.locator('.t-violazioni li button').allInnerTexts()) {
    await page.locator('.t-violazioni').getByRole('button', { name: problem, exact: true }).first().click();
    const row = riga(ufficio, problem);
    await row.getByLabel(`Nota a ${problem}`).fill('Verificato con le assistenti sociali.');
  }
  if (await page.getByText('Non è stata inviata').isVisible()) {
    await salva(ufficio);
    await invia();
  }
  await page.getByRole('button', { name: 'Ritira' }).waitFor();
  await page.getByRole('button', { name: 'Ritira' }).click();
  await conferma(ufficio, 'Ritira');
  await invia();
  await page.getByRole('button', { name: 'Ritira' }).waitFor();
}

async function rivede(): Promise<void> {
  const { page } = coordinamento;
  await coordinamento.go(compilazione);
  await page.getByRole('button', { name: 'Prendi in revisione' }).click();
  await conferma(coordinamento, 'Prendi in revisione');
  await page.getByRole('button', { name: 'Chiedi di Nuclei in carico al 31 dicembre' }).click();
  await conferma(coordinamento, 'Invia la domanda', { Domanda: 'Sono contati anche i nuclei chiusi a dicembre?' });
  await page.getByText('in verifica').first().waitFor();
  expect(await coordinamento.violations()).toEqual([]);

  await ufficio.go(compilazione);
  await ufficio.page.getByRole('button', { name: 'Rispondi' }).click();
  await conferma(ufficio, 'Invia la risposta', { Risposta: 'No, solo quelli aperti.' });
  await ufficio.page.getByText('No, solo quelli aperti.').waitFor();

  await coordinamento.go(compilazione);
  await page.getByRole('button', { name: 'Chiudi la domanda' }).click();
  await conferma(coordinamento, 'Chiudi la domanda', { Conclusione: 'Chiarito, grazie.' });
  await page.getByRole('button', { name: 'Rimanda' }).click();
  await conferma(coordinamento, 'Rimanda', { 'Che cosa rivedere': 'Ricontrolla i minori presi in carico.' });
  // A draft again: its values are the office's own.
  await page.getByText('La bozza la legge solo chi la scrive').waitFor();

  await ufficio.go(compilazione);
  await ufficio.page.getByText('Ricontrolla i minori presi in carico.').first().waitFor();
  await ufficio.page.getByRole('button', { name: 'Invia al Coordinamento' }).click();
  await conferma(ufficio, 'Invia al Coordinamento');
  await ufficio.page.getByRole('button', { name: 'Ritira' }).waitFor();
  await coordinamento.go(compilazione);
  await page.getByRole('button', { name: 'Approva' }).click();
  await conferma(coordinamento, 'Approva');
  await page.getByText('Approvata', { exact: true }).first().waitFor();
}

async function confronta(): Promise<void> {
  const { page } = coordinamento;
  await coordinamento.go('/tavolo-tutela-minori/confronto?anno=2020&voce=minori_tutela&misura=tasso');
  await page.locator('.t-multipli svg').nth(12).waitFor();
  expect(await page.getByLabel('Voce').inputValue()).toBe('minori_tutela');
  expect(await page.locator('table tbody tr').count()).toBe(13);
  expect(await coordinamento.violations()).toEqual([]);
  expect([coordinamento.faults, ufficio.faults]).toEqual([[], []]);
  await Promise.all([coordinamento.close(), ufficio.close()]);
}

async function proposte(console: ConsoleUnderTest): Promise<void> {
  const tavolo = await console.open(`/tavolo-tutela-minori?anno=${ANNO + 1}`, { persona: 'coordinamento' });
  await tavolo.page.getByRole('button', { name: `Apri la rilevazione del ${ANNO + 1}` }).click();
  await conferma(tavolo, 'Apri la rilevazione', { 'Ultimo giorno per inviare': '2099-03-31' });
  await tavolo.page.locator('tbody tr').nth(12).waitFor();
  await tavolo.close();

  const office = await console.open(`/tavolo-tutela-minori?anno=${ANNO + 1}`, { persona: 'udp4' });
  const { page } = office;
  await page.getByRole('link', { name: 'Compila Valle Trompia' }).click();
  await page.getByRole('button', { name: 'Mostra le proposte' }).click();
  const list = page.getByRole('list', { name: 'Proposte' });
  await list.getByText('Minori in carico al 31 dicembre').first().waitFor();
  expect(await office.violations()).toEqual([]);
  await list.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: /^Accetta 1 proposta su / }).click();
  await page.getByText('contato dalle cartelle').first().waitFor();
  const path = new URL(page.url()).pathname;
  await office.close();

  const service = await console.open(path, { persona: 'tutela4' });
  await service.page.getByRole('button', { name: 'Conta adesso' }).click();
  const counted = service.page.getByRole('table', { name: 'Voci contate dalle cartelle' });
  await counted.getByRole('button', { name: 'Apri i casi di Minori in carico al 31 dicembre' }).click();
  const dialog = service.page.getByRole('dialog');
  await dialog
    .getByRole('link', { name: /^04-C-/ })
    .first()
    .waitFor();
  expect(await service.violations()).toEqual([]);
  await dialog.getByRole('link').first().click();
  await service.page.getByRole('heading', { level: 1, name: /^Caso 04-C-/ }).waitFor();
  expect(service.faults).toEqual([]);
  await service.close();
}
