import type { ConsoleUnderTest } from '@trama/test-kit/console';
import { apriCaso } from './casi.js';
import { conTasti, esegui } from './mosse.js';
import type { Viaggio } from './viaggio.js';

/** A case that one may not read, opened all the same, and whoever looks at that afterwards. */
export const viaggiEmergenze: readonly Viaggio[] = [
  { nome: 'a case of others is read for minutes, with a reason, and somebody else reviews it', percorri: emergenza },
  { nome: 'an emergency is opened with the keyboard alone', percorri: conLaTastiera },
  { nome: 'another ambito follows the same family: said first, with whom to call', percorri: seguitoAltrove },
];

const MOTIVO = 'Chiamata dal pronto soccorso: serve sapere chi segue il minore.';

async function emergenza(console: ConsoleUnderTest): Promise<void> {
  const tutela = await console.open('/casi', { persona: 'tutela4' });
  const codice = await apriCaso(tutela, 'Urgenti');
  await tutela.close();

  const opened = await console.open('/casi', { persona: 'sociale4' });
  const { page } = opened;
  await page.getByLabel('Codice di un caso').fill(codice.toLowerCase());
  await page.getByRole('button', { name: 'Vai al caso' }).click();
  await page.getByText('Questo caso non c’è, o non è tra quelli che segui').waitFor();
  expect(await page.getByText('Urgenti').count()).toBe(0);
  await page.getByRole('button', { name: 'Apri in emergenza' }).click();
  const dialog = page.getByRole('dialog');
  const open = () => dialog.getByRole('button', { name: 'Apri in emergenza' }).click();
  await dialog.getByLabel('Perché ti serve adesso').fill('Serve adesso');
  await dialog.getByLabel('Per quanti minuti').fill('90');
  await open();
  await dialog.getByText('Scrivi almeno 20 caratteri').waitFor();
  await dialog.getByText('Non può essere più di 60.').waitFor();
  expect(await opened.violations()).toEqual([]);
  await dialog.getByLabel('Perché ti serve adesso').fill(MOTIVO);
  await dialog.getByLabel('Per quanti minuti').fill('15');
  await open();
  await page.getByText(/^Lo vedi per un’emergenza, fino alle \d\d:\d\d$/).waitFor();
  await page.getByText('Urgenti').first().waitFor();
  // To read, and nothing else.
  for (const name of ['Chiudi il caso', 'Avvia un intervento', 'Assegna a un collega', /^Invia a/]) {
    expect(await page.getByRole('button', { name }).or(page.getByRole('link', { name })).count()).toBe(0);
  }
  expect(await opened.violations()).toEqual([]);
  await opened.go('/casi');
  await page.getByRole('row').filter({ hasText: codice }).getByText('in emergenza').waitFor();

  const office = await console.open('/emergenze', { persona: 'udp4' });
  const row = office.page.getByRole('row').filter({ hasText: codice });
  await row.getByText(MOTIVO).waitFor();
  await row.getByText('sociale4').waitFor();
  // Whoever reviews judges the reason: the case stays closed to them.
  expect(await office.page.getByRole('link', { name: codice }).count()).toBe(0);
  await row.getByRole('button', { name: /^Rivedi/ }).click();
  const review = office.page.getByRole('dialog');
  await review.getByRole('button', { name: 'Rivedi' }).click();
  await review.getByText('Questo campo è obbligatorio.').waitFor();
  await review.getByLabel('Che cosa hai trovato').selectOption('GIUSTIFICATA');
  await review.getByLabel('Che cosa hai chiesto e saputo').fill('Sentita la responsabile: era di turno.');
  await review.getByRole('button', { name: 'Rivedi' }).click();
  await row.waitFor({ state: 'detached' });
  await office.page.getByLabel('Stato').selectOption('RIVISTA');
  await row.getByText('Giustificata', { exact: true }).waitFor();
  await row.getByText('era di turno').waitFor();
  expect(await office.violations()).toEqual([]);
  expect([opened.faults, office.faults]).toEqual([[], []]);
  await Promise.all([opened.close(), office.close()]);
}

async function conLaTastiera(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/casi/01-C-NESSUNO', { persona: 'tutela4' });
  const { page } = opened;
  await page.getByRole('button', { name: 'Apri in emergenza' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Perché ti serve adesso').waitFor();
  // The dialog opens on its first field, or one step before it.
  await page.keyboard.press('Shift+Tab');
  await conTasti(opened, dialog.getByLabel('Perché ti serve adesso'), MOTIVO);
  await conTasti(opened, dialog.getByLabel('Per quanti minuti'), '');
  await page.keyboard.press('Enter');
  // Of another ambito, or of none: the same words, and what was typed stays.
  await dialog.getByRole('alert').waitFor();
  expect(await dialog.getByLabel('Perché ti serve adesso').inputValue()).toBe(MOTIVO);
  expect(await opened.violations()).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.locator(':focus').innerText()).toBe('Apri in emergenza');
  await opened.close();
}

async function seguitoAltrove(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/casi', { persona: 'tutela4' });
  const { page } = opened;
  const codice = await apriCaso(opened, 'Altrove');
  await page.getByText('nessuno ha un codice fiscale').waitFor();
  // As the job of the linkage writes down what the service has found.
  await console.graph.rows(
    'ambito',
    `INSERT INTO seguito_altrove (ambito_id, caso_id, altro_ambito, servizio, recapito)
     SELECT ambito_id, id, 1, 'Tutela minori, équipe Centro', '030 123456' FROM caso WHERE codice = '${codice}'`,
  );
  await opened.go(`/casi/${codice}`);
  const alert = page.getByRole('status').filter({ hasText: 'La famiglia è seguita anche da un altro servizio' });
  await alert.getByText('Brescia').waitFor();
  expect(await alert.innerText()).toContain('Tutela minori, équipe Centro: 030 123456');
  expect(await alert.innerText()).toContain('1 persona non ha un codice fiscale');
  // Before anything else of the case.
  const first = await page.locator('main .t-stato, main h2').first().innerText();
  expect(first).toContain('seguita anche da un altro servizio');
  expect(await opened.violations()).toEqual([]);
  await esegui(opened, 'Chiudi il caso', { scelte: { 'Come finisce': 'TRASFERIMENTO' } });
  await page.getByText('la famiglia si è trasferita').waitFor();
  // Nobody follows a closed case: there is nobody to call.
  await alert.waitFor({ state: 'detached' });
  expect(opened.faults).toEqual([]);
  await opened.close();
}
