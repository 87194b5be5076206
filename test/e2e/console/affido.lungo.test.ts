import { ConsoleUnderTest } from '@trama/test-kit/console';

/** The table of fostering goes from who has waited longest to a proposal; a service looks after its own families. */
describe('the foster-family bank in the console', () => {
  let console: ConsoleUnderTest;
  beforeAll(async () => void (console = await ConsoleUnderTest.start()), 120_000);
  afterAll(() => console.stop(), 60_000);

  test('leads the table from the longest wait to a proposal, with a reason when it is not for the first', async () => {
    const opened = await console.open('/banca-affido', { persona: 'affido-coord' });
    const { page } = opened;
    await page
      .getByRole('table', { name: /90 giorni/ })
      .getByRole('link')
      .first()
      .click();
    await opened.settled();
    await page.getByRole('heading', { name: 'Di che cosa ha bisogno' }).waitFor();
    await opened.go('/banca-affido/richieste');
    // The first request that has a second candidate.
    const codes = await page.getByRole('table').getByRole('link').allTextContents();
    const propose = page.getByRole('button', { name: /^Proponi/ });
    for (const code of codes) {
      await opened.go(`/banca-affido/richieste/${code}`);
      if ((await propose.count()) > 1) {
        break;
      }
    }
    expect(await propose.count()).toBeGreaterThan(1);
    await page.getByText('Perché questi punti').first().click();
    expect(
      await page
        .getByText(/^Distanza: .*punti/)
        .first()
        .isVisible(),
    ).toBe(true);
    const compare = page.getByRole('checkbox', { name: /^Confronta/ });
    await compare.nth(0).check();
    await compare.nth(1).check();
    await page.getByRole('table', { name: /^Confronto tra/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('confronta')?.split(',')).toHaveLength(2);
    expect(await opened.violations()).toEqual([]);

    await propose.nth(1).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Proponi' }).click();
    await dialog.getByText('Questo campo è obbligatorio.').waitFor();
    expect(await opened.violations()).toEqual([]);
    await dialog.getByLabel('Perché questa famiglia').fill('Conosce già la scuola del minore.');
    await dialog.getByRole('button', { name: 'Proponi' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('table', { name: 'Proposte e affidi' }).getByText('Conosce già la scuola').waitFor();
    await page
      .getByRole('button', { name: /^Rifiuta/ })
      .first()
      .click();
    await page.getByRole('dialog').getByLabel('Motivo').fill('La famiglia ha accolto un altro minore.');
    await page.getByRole('dialog').getByRole('button', { name: 'Rifiuta' }).click();
    await page.getByRole('table', { name: 'Proposte e affidi' }).getByText('ha accolto un altro minore').waitFor();
    expect(opened.faults).toEqual([]);
    await opened.close();
  }, 120_000);

  test('says why a family is not a candidate, with the norm, and that a wrong code is of nobody', async () => {
    const opened = await console.open('/banca-affido/piano', { persona: 'affido-coord' });
    const { page } = opened;
    await page.getByText('Contano prima i minori con una famiglia').waitFor();
    const left = page.getByRole('table', { name: 'Chi resta senza, e perché' }).getByRole('link');
    const taken = page.getByRole('table', { name: 'Chi trova una famiglia' }).getByRole('link');
    const [code, family] = [await left.first().textContent(), await taken.nth(1).textContent()];
    await opened.go(`/banca-affido/richieste/${code}?famiglia=${family}`);
    await page
      .getByText(new RegExp(`Che cosa esclude ${family}|${family} è candidata`))
      .first()
      .waitFor();
    await opened.go('/banca-affido/richieste/RA-99-nessuna');
    await page.getByText('che tu possa vedere').waitFor();
    await opened.close();
  }, 120_000);

  test('gives a service its tasks and its families, which it reconfirms, and registers one', async () => {
    const opened = await console.open('/banca-affido/famiglie', { persona: 'affidi4' });
    const { page } = opened;
    await page.getByRole('heading', { name: 'Da fare' }).waitFor();
    await page.getByRole('table', { name: 'Famiglie', exact: true }).getByRole('link').first().click();
    await opened.settled();
    await page.getByRole('heading', { name: 'Che cosa offre' }).waitFor();
    expect(await opened.violations()).toEqual([]);
    const reconfirm = page.getByRole('button', { name: 'Riconferma la disponibilità' });
    if (await reconfirm.isVisible()) {
      await reconfirm.click();
      await page
        .getByText(new Intl.DateTimeFormat('it-IT', { dateStyle: 'long', timeZone: 'Europe/Rome' }).format())
        .first()
        .waitFor();
    }
    await opened.go('/banca-affido/famiglie');
    await page.getByRole('button', { name: 'Registra una famiglia' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Registra' }).click();
    await dialog
      .getByText('Il codice ISTAT ha 6 cifre.')
      .or(dialog.getByText('Questo campo è obbligatorio.').first())
      .first()
      .waitFor();
    expect(await opened.violations()).toEqual([]);
    await dialog.getByLabel('Comune di casa').fill('017075');
    await dialog.getByLabel('Componenti della famiglia').fill('4');
    await dialog.getByLabel('Affido: residenziale').check();
    await dialog.getByLabel('Età minima').fill('3');
    await dialog.getByLabel('Età massima').fill('10');
    await dialog.getByLabel('Posti').fill('1');
    await dialog.getByRole('button', { name: 'Registra' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(opened.faults).toEqual([]);
    await opened.close();
  }, 120_000);
});
