import type { ConsoleUnderTest, OpenPage } from '@trama/test-kit/console';
import { esegui } from './mosse.js';
import type { Viaggio } from './viaggio.js';

/** The table of fostering goes from who has waited longest to a proposal; a service looks after its requests and its families. */
export const viaggiAffido: readonly Viaggio[] = [
  {
    nome: 'leads the table from the longest wait to a proposal, with a reason when it is not for the first',
    percorri: dallAttesaAllaProposta,
  },
  { nome: 'says why a family is not a candidate, and that a wrong code is of nobody', percorri: perche },
  { nome: 'the plan is walked through, one request at a time, and proposes nothing by itself', percorri: percorso },
  {
    nome: 'from the code of a case to a request, changed, seen by who follows the case, and closed',
    percorri: richiesta,
  },
  { nome: 'a proposal is accepted by both, begins, is reviewed and ends with an outcome', percorri: vitaDiUnAffido },
  { nome: 'a service registers a family, writes who it is, and looks after it', percorri: famiglia },
  { nome: 'who thinks of fostering is called back, and what they wrote is gone', percorri: contatto },
];

async function dallAttesaAllaProposta(console: ConsoleUnderTest): Promise<void> {
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
  await dialog.getByLabel('Motivo').fill('La famiglia ha accolto un altro minore.');
  await dialog.getByRole('button', { name: 'Rifiuta' }).click();
  await page.getByRole('table', { name: 'Proposte e affidi' }).getByText('ha accolto un altro minore').waitFor();
  expect(opened.faults).toEqual([]);
  await opened.close();
}

async function perche(console: ConsoleUnderTest): Promise<void> {
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
}

async function percorso(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/banca-affido/piano?distretto=1', { persona: 'affido-coord' });
  const { page } = opened;
  await page.getByRole('button', { name: 'Percorri il piano' }).click();
  await page.getByRole('heading', { name: /^Abbinamento 1 di / }).waitFor();
  await page.getByRole('heading', { name: 'Di che cosa ha bisogno' }).waitFor();
  expect(new URL(page.url()).searchParams.get('passo')).toBe('1');
  expect(await opened.violations()).toEqual([]);
  await page.getByRole('button', { name: 'Vai alla prossima' }).click();
  await page.getByRole('heading', { name: /^Abbinamento 2 di / }).waitFor();
  await page.getByRole('button', { name: 'Torna alla precedente' }).click();
  await page.getByRole('heading', { name: /^Abbinamento 1 di / }).waitFor();
  await page.getByRole('button', { name: /^Proponi/ }).click();
  const dialog = page.getByRole('dialog');
  const why = dialog.getByLabel('Perché questa famiglia');
  await why.fill('È quella del piano di tutti insieme.');
  await dialog.getByRole('button', { name: 'Proponi' }).click();
  await dialog.waitFor({ state: 'detached' });
  // Proposed by a person: the walk says so, and goes on.
  await page.getByText('Proposta fatta').waitFor();
  expect(opened.faults).toEqual([]);
  await opened.close();
}

/** Registers a request of ambito 4; its page is open afterwards. */
async function registraRichiesta({ page }: OpenPage): Promise<void> {
  const form = page.locator('main form').first();
  await form.getByLabel('Comune della famiglia d’origine').selectOption({ label: 'Lumezzane' });
  await form.getByLabel('Età del minore').fill('5');
  await form.getByLabel('Famiglia d’origine', { exact: true }).selectOption('RECUPERABILE');
  await form.getByLabel('Affido', { exact: true }).selectOption('RESIDENZIALE');
  await form.getByLabel('Chi ha deciso').fill('Tribunale per i minorenni di Brescia');
  await form.getByLabel('Data della decisione').fill('2026-01-15');
  await form.getByRole('button', { name: 'Registra la richiesta' }).click();
  await page.getByRole('heading', { name: 'Famiglie candidate' }).waitFor();
}

async function vitaDiUnAffido(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/banca-affido/richieste/nuova', { persona: 'affidi4' });
  await registraRichiesta(opened);
  const { page } = opened;
  const path = new URL(page.url()).pathname;
  const tavolo = await console.open(path, { persona: 'affido-coord' });
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format();
  const step = async (
    { page: on }: OpenPage,
    azione: string,
    testi: Readonly<Record<string, string>> = {},
    esito = '',
  ) => {
    await on
      .getByRole('button', { name: new RegExp(`^${azione}`) })
      .first()
      .click();
    const dialog = on.getByRole('dialog');
    for (const [label, text] of Object.entries(testi)) {
      await dialog.getByLabel(label).fill(text);
    }
    if (esito) {
      await dialog.getByLabel('Esito').selectOption(esito);
    }
    await dialog.getByRole('button', { name: azione, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await step(tavolo, 'Proponi');
  // The table records the agreement of the services, and says why it is the table that does.
  await step(tavolo, 'Accetta', { Motivo: 'I due servizi hanno dato l’accordo nella riunione di oggi.' });
  await tavolo.page.getByRole('cell', { name: 'Accettato' }).waitFor();
  await opened.go(path);
  await step(opened, 'Avvia l’affido', { Data: today });
  await page.getByRole('cell', { name: 'In essere' }).waitFor();
  await step(opened, 'Registra la verifica', { Data: today });
  await step(opened, 'Concludi l’affido', { Data: today }, 'RIENTRO');
  await page.getByText('Concluso: Rientro nella famiglia d’origine').waitFor();
  expect(await opened.violations()).toEqual([]);
  expect([opened.faults, tavolo.faults]).toEqual([[], []]);
  await Promise.all([opened.close(), tavolo.close()]);
}

async function richiesta(console: ConsoleUnderTest): Promise<void> {
  const tutela = await console.open('/casi', { persona: 'tutela4' });
  await tutela.page.getByRole('table').getByRole('link').first().click();
  await tutela.page.getByRole('heading', { name: 'Affido' }).waitFor();
  const caso = /Caso (\S+)/.exec(await tutela.page.locator('h1').innerText())![1]!;

  const opened = await console.open(`/banca-affido/richieste/nuova?caso=${caso}`, { persona: 'affidi4' });
  const { page } = opened;
  await page.getByRole('button', { name: 'Registra la richiesta' }).click();
  expect(await page.getByText('Questo campo è obbligatorio.').count()).toBe(6);
  expect(await opened.violations()).toEqual([]);
  await registraRichiesta(opened);
  const codice = new URL(page.url()).pathname;

  await page.getByRole('button', { name: 'Cambia che cosa si cerca' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('inglese').check();
  await dialog.getByRole('button', { name: 'Salva' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('inglese').first().waitFor();

  // Who follows the case reads what is looked for, and no family.
  await tutela.go(codice);
  await tutela.page.getByRole('link', { name: caso }).waitFor();
  await tutela.page.getByText('le vede il servizio affidi').waitFor();
  expect(await tutela.page.getByRole('heading', { name: 'Famiglie candidate' }).count()).toBe(0);

  await esegui(opened, 'Chiudi la richiesta', { testi: { Motivo: 'Il minore è accolto dai nonni.' } });
  await page.getByText('Chiusa: Il minore è accolto dai nonni.').waitFor();
  expect([opened.faults, tutela.faults]).toEqual([[], []]);
  await Promise.all([opened.close(), tutela.close()]);
}

async function famiglia(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/banca-affido/famiglie', { persona: 'affidi4' });
  const { page } = opened;
  await page.getByRole('heading', { name: 'Da fare' }).waitFor();
  await page.getByRole('button', { name: 'Registra una famiglia' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Registra' }).click();
  await dialog.getByText('Questo campo è obbligatorio.').first().waitFor();
  expect(await opened.violations()).toEqual([]);
  await dialog.getByLabel('Comune di casa').selectOption({ label: 'Gardone Val Trompia' });
  await dialog.getByLabel('Componenti della famiglia').fill('4');
  await dialog.getByRole('checkbox', { name: 'Residenziale' }).check();
  await dialog.getByLabel('Età minima').fill('3');
  await dialog.getByLabel('Età massima').fill('10');
  await dialog.getByLabel('Posti').fill('1');
  await dialog.getByLabel('Nomi').fill('Famiglia Nuova');
  await dialog.getByRole('button', { name: 'Registra' }).click();
  await page.getByRole('heading', { name: 'Che cosa offre' }).waitFor();
  // Who it is comes only when it is asked for.
  expect(await page.getByText('Famiglia Nuova').count()).toBe(0);
  await page.getByRole('button', { name: 'Mostra nomi e recapiti' }).click();
  await page.getByText('Famiglia Nuova').waitFor();
  await page.getByRole('button', { name: 'Scrivi nomi e recapiti' }).click();
  await dialog.getByLabel('Recapiti').fill('Telefono 030 000000');
  await dialog.getByRole('button', { name: 'Salva' }).click();
  await page.getByText('Telefono 030 000000').waitFor();

  await page.getByRole('button', { name: 'Cambia che cosa offre' }).click();
  await dialog.getByLabel('Età massima').fill('2');
  await dialog.getByRole('button', { name: 'Salva' }).click();
  await dialog.getByText('L’età massima viene dopo la minima.').waitFor();
  await dialog.getByLabel('Età massima').fill('12');
  await dialog.getByRole('button', { name: 'Salva' }).click();
  await page.getByText('da 3 a 12 anni').waitFor();
  await esegui(opened, 'Riconferma la disponibilità');
  await esegui(opened, 'Sospendi', { testi: { Motivo: 'Aspetta un figlio.' } });
  await page.getByText('Aspetta un figlio.').waitFor();
  await esegui(opened, 'Riattiva');
  await esegui(opened, 'Togli dalla banca', { testi: { Motivo: 'Si trasferisce.' } });
  await page.getByText('Si trasferisce.').waitFor();
  expect(await opened.violations()).toEqual([]);
  expect(opened.faults).toEqual([]);
  await opened.close();
}

const CHIEDE = `mutation ($input: ChiediContattoAffidoInput!) { chiediContattoAffido(input: $input) { servizio { codice } } }`;

async function contatto(console: ConsoleUnderTest): Promise<void> {
  const { errors } = await console.graph.ask(CHIEDE, {
    input: {
      chiaveIdempotenza: 'chi-pensa-all-affido',
      comune: '017096',
      nome: 'Cittadina Curiosa',
      recapito: '030 111111',
      messaggio: 'Vorrei sapere come si comincia.',
    },
  });
  expect(errors).toEqual([]);
  const opened = await console.open('/banca-affido/contatti', { persona: 'affidi4' });
  const { page } = opened;
  const scheda = page.getByRole('listitem').filter({ hasText: 'Cittadina Curiosa' });
  await scheda.getByText('Vorrei sapere come si comincia.').waitFor();
  expect(await opened.violations()).toEqual([]);
  const press = async (bottone: RegExp, nome: string, esito?: string) => {
    await scheda.getByRole('button', { name: bottone }).click();
    const dialog = page.getByRole('dialog');
    if (esito) {
      await dialog.getByLabel('Com’è andata').selectOption(esito);
    }
    await dialog.getByRole('button', { name: nome, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await press(/^Rispondo io/, 'Rispondo io');
  await page.getByText('Nessuno in questo stato').waitFor();
  await page.getByLabel('Stato').selectOption('PRESO_IN_CARICO');
  await press(/^Chiudi/, 'Chiudi', 'INFORMATO');
  await page.getByText('Nessuno in questo stato').waitFor();
  await page.getByLabel('Stato').selectOption('CHIUSO');
  await page.getByText('Ha avuto quello che chiedeva').waitFor();
  expect(await page.getByText('Cittadina Curiosa').count()).toBe(0);

  await page.getByRole('button', { name: 'Cambia i recapiti' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Telefono').fill('030 222222');
  await dialog.getByRole('button', { name: 'Pubblica' }).click();
  await page.getByText('030 222222').waitFor();
  expect(opened.faults).toEqual([]);
  await opened.close();
}
