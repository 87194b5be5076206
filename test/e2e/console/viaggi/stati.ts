import type { ConsoleUnderTest } from '@trama/test-kit/console';
import { apriCaso } from './casi.js';
import { conTasti } from './mosse.js';
import type { Viaggio } from './viaggio.js';

/** What can happen while somebody is at work: nothing that was typed is lost, and nothing is done twice. */
export const viaggiStati: readonly Viaggio[] = [
  { nome: 'a session that ends leaves what was typed, and goes on when signed in again', percorri: sessioneFinita },
  { nome: 'without a network what was typed stays, and is sent once', percorri: senzaRete },
  { nome: 'who may not see a page is told so, and by whom it is granted', percorri: vietato },
  { nome: 'two who write the same thing see both versions, field by field', percorri: conflitto },
  { nome: 'a whole form is filled in and sent with the keyboard alone', percorri: soloTastiera },
  { nome: 'a form is filled in on a phone', percorri: alTelefono },
];

async function sessioneFinita(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/casi/nuovo', { persona: 'tutela4' });
  const { page } = opened;
  const persona = page.getByRole('group', { name: 'Persona 1' });
  await persona.getByLabel('Che cos’è nel caso').selectOption('MINORE');
  await persona.getByLabel('Cognome').fill('Sessioni');
  await persona.getByLabel('Nome', { exact: true }).fill('Prova');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Apri il caso' }).click();
  const over = page.getByRole('dialog', { name: 'La sessione è finita' });
  await over.waitFor();
  expect(await opened.violations()).toEqual([]);
  // Nothing about people is kept outside the page.
  expect(await page.evaluate('JSON.stringify([{ ...sessionStorage }, { ...localStorage }])')).not.toContain('Sessioni');
  const other = page.context().waitForEvent('page');
  await over.getByRole('link', { name: 'Accedi in un’altra scheda' }).click();
  const tab = await other;
  await tab.locator('button[value="tutela4"]').click();
  await tab.getByRole('heading', { level: 1, name: 'Accesso rinnovato' }).waitFor();
  await tab.close();
  await over.waitFor({ state: 'detached' });
  expect(await persona.getByLabel('Cognome').inputValue()).toBe('Sessioni');
  await page.getByRole('button', { name: 'Apri il caso' }).click();
  await page.getByRole('heading', { name: 'Persone' }).waitFor();
  expect(opened.faults).toEqual([]);
  await opened.close();
}

async function senzaRete(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/casi', { persona: 'tutela4' });
  const { page } = opened;
  const codice = await apriCaso(opened, 'Retini');
  await page.getByRole('button', { name: 'Registra un provvedimento' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Che cosa dispone').selectOption('PENALE');
  await dialog.getByLabel('Autorità').selectOption('PROCURA_MINORENNI');
  // The answer is lost on its way, after the API has done its work: sending again must not do it twice.
  await page.route('**/graphql', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await dialog.getByRole('button', { name: 'Registra un provvedimento' }).click();
  await dialog.getByText('Trama non risponde').waitFor();
  expect(await dialog.getByLabel('Autorità').inputValue()).toBe('PROCURA_MINORENNI');
  await page.unroute('**/graphql');
  await dialog.getByRole('button', { name: 'Registra un provvedimento' }).click();
  await dialog.waitFor({ state: 'detached' });
  await opened.go(`/casi/${codice}`);
  expect(await page.getByRole('table', { name: 'Provvedimenti' }).locator('tbody tr').count()).toBe(1);

  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'I miei casi' }).first().click();
  await page.getByText('Trama non risponde').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Riprova' }).click();
  await page.getByRole('table').waitFor();
  await opened.close();
}

async function vietato(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/casi', { persona: 'cabina' });
  const { page } = opened;
  await page.getByText('Il tuo profilo non può vedere questa pagina').waitFor();
  expect(await opened.violations()).toEqual([]);
  await opened.go('/banca-affido/contatti');
  await page.getByText('Il tuo profilo non può vedere questa pagina').waitFor();
  await opened.close();
}

async function conflitto(console: ConsoleUnderTest): Promise<void> {
  const first = await console.open('/banca-affido/famiglie', { persona: 'affidi4' });
  await first.page.getByRole('table', { name: 'Famiglie', exact: true }).getByRole('link').first().click();
  await first.page.getByRole('heading', { name: 'Che cosa offre' }).waitFor();
  const path = new URL(first.page.url()).pathname;
  const second = await console.open(path, { persona: 'affidi4' });
  for (const { page } of [first, second]) {
    await page.getByRole('button', { name: 'Mostra nomi e recapiti' }).click();
    await page.getByRole('button', { name: 'Scrivi nomi e recapiti' }).click();
  }
  const [mine, theirs] = [second.page.getByRole('dialog').first(), first.page.getByRole('dialog').first()];
  await theirs.getByLabel('Nomi').fill('Famiglia Primi');
  await theirs.getByRole('button', { name: 'Salva' }).click();
  await theirs.waitFor({ state: 'detached' });
  await mine.getByLabel('Nomi').fill('Famiglia Secondi');
  await mine.getByRole('button', { name: 'Salva' }).click();
  const choice = second.page.getByRole('dialog', { name: 'Qualcuno ha salvato prima di te' });
  await choice.getByText('Quello salvato: Famiglia Primi').waitFor();
  expect(await second.violations()).toEqual([]);
  await choice.getByText('Il mio: Famiglia Secondi').click();
  await choice.getByRole('button', { name: 'Salva le mie scelte' }).click();
  await second.page.getByText('Famiglia Secondi').first().waitFor();
  await Promise.all([first.close(), second.close()]);
}

async function soloTastiera(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/banca-affido/richieste', { persona: 'affidi4' });
  const { page } = opened;
  await page.getByRole('link', { name: 'Nuova richiesta' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Nuova richiesta di affido' }).waitFor();
  await opened.settled();
  const type = (label: string, text: string) =>
    conTasti(opened, page.locator('main form').getByLabel(new RegExp(`^\\s*${label}( \\(facoltativo\\))?$`)), text);
  await type('Comune della famiglia d’origine', 'Lumezzane');
  await type('Età del minore', '6');
  await type('Fratelli da accogliere insieme', '1');
  await type('Età del fratello', '9');
  await type('Ha bisogni speciali', ' ');
  await type('Famiglia d’origine', 'Cap');
  await type('Affido', 'Diurno');
  await type('arabo', ' ');
  await type('Chi ha deciso', 'Tribunale per i minorenni di Brescia');
  await page.keyboard.press('Enter');
  // The day is missing: the form says so and goes there by itself.
  await page.getByText('Questo campo è obbligatorio.').waitFor();
  await page.locator('[aria-invalid="true"]:focus').waitFor();
  expect(await page.locator('.t-campo:has(:focus)').innerText()).toContain('Data della decisione');
  await page.keyboard.type('01152026');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^Richiesta 04-R-/ }).waitFor();
  await page.getByText('6 anni, con 1 fratello di 9 anni').waitFor();
  await page.getByText('Diurno, giudiziale').waitFor();
  await page.getByText('arabo').first().waitFor();
  expect(opened.faults).toEqual([]);
  await opened.close();
}

async function alTelefono(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/casi', {
    persona: 'tutela4',
    context: { viewport: { width: 360, height: 740 }, hasTouch: true },
  });
  const { page } = opened;
  await apriCaso(opened, 'Telefoni');
  expect(await opened.overflow()).toBe(0);
  await page.getByRole('button', { name: 'Avvia un intervento' }).tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Che cosa').selectOption('SPAZIO_NEUTRO');
  expect(await opened.overflow()).toBe(0);
  await dialog.getByRole('button', { name: 'Avvia un intervento' }).tap();
  await page.getByRole('rowheader', { name: 'Spazio neutro' }).waitFor();
  expect([await opened.overflow(), await opened.violations()]).toEqual([0, []]);
  await opened.close();
}
