import type { ConsoleUnderTest, OpenPage } from '@trama/test-kit/console';
import { esegui, leggiCodice } from './mosse.js';
import type { Viaggio } from './viaggio.js';

/** Who works with families: a case from its opening to its end, and what is sent to other bodies about it. */
export const viaggiCasi: readonly Viaggio[] = [
  { nome: 'tutela minori leads a case from its opening to its end, each step asked for', percorri: vitaDiUnCaso },
  { nome: 'a case of a household that has one begins with what is known', percorri: nucleoNoto },
  { nome: 'a social worker passes a case to tutela minori, and no longer sees it', percorri: passaggio },
  { nome: 'a body of the Terzo Settore accepts, reads and ends what was sent to it', percorri: versoUnEnte },
  { nome: 'a hospital trust refuses with a reason, and what was not delivered is taken back', percorri: versoUnaAsst },
];

/** A new case of one minor, by whoever is signed in; it stays open in the page. */
export async function apriCaso(opened: OpenPage, cognome: string): Promise<string> {
  const { page } = opened;
  await opened.go('/casi/nuovo');
  await page.getByLabel('Comune dove vive il nucleo').selectOption({ label: 'Lumezzane' });
  const persona = page.getByRole('group', { name: 'Persona 1' });
  await persona.getByLabel('Che cos’è nel caso').selectOption('MINORE');
  await persona.getByLabel('Cognome').fill(cognome);
  await persona.getByLabel('Nome', { exact: true }).fill('Prova');
  await page.getByRole('button', { name: 'Apri il caso' }).click();
  await page.getByRole('heading', { level: 1, name: /^Caso / }).waitFor();
  await page.getByRole('heading', { name: 'Persone' }).waitFor();
  return leggiCodice(opened, /Caso (\S+)/);
}

async function vitaDiUnCaso(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/casi', { persona: 'tutela4' });
  const { page } = opened;
  const codice = await apriCaso(opened, 'Vitali');
  expect(await opened.violations()).toEqual([]);

  await page.getByRole('button', { name: 'Registra un provvedimento' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Registra un provvedimento' }).click();
  expect(await dialog.getByText('Questo campo è obbligatorio.').count()).toBe(2);
  await dialog.getByLabel('Che cosa dispone').selectOption('AFFIDAMENTO_AL_SERVIZIO');
  await dialog.getByLabel('Autorità').selectOption('TRIBUNALE_MINORENNI');
  await dialog.getByRole('button', { name: 'Registra un provvedimento' }).click();
  await page.getByRole('rowheader', { name: 'Affidamento al servizio' }).waitFor();

  await page.getByRole('button', { name: 'Avvia un intervento' }).click();
  await dialog.getByLabel('Che cosa').selectOption('EDUCATIVA_DOMICILIARE');
  await dialog.getByRole('button', { name: 'Avvia un intervento' }).click();
  const interventi = page.getByRole('table', { name: 'Interventi' });
  await interventi.getByText('in corso').waitFor();

  // Nothing may be left running when a case ends: the API says so, and the words that were chosen stay.
  await page.getByRole('button', { name: 'Chiudi il caso' }).click();
  await dialog.getByLabel('Come finisce').selectOption('OBIETTIVI_RAGGIUNTI');
  await dialog.getByRole('button', { name: 'Chiudi il caso' }).click();
  await dialog.getByRole('alert').getByText('interventi in corso').waitFor();
  expect(await dialog.getByLabel('Come finisce').inputValue()).toBe('OBIETTIVI_RAGGIUNTI');
  await dialog.getByRole('button', { name: 'Annulla' }).click();

  await interventi.getByRole('button', { name: /^Concludi/ }).click();
  await dialog.getByLabel('Ore in tutto').fill('12,5');
  await dialog.getByLabel('Incontri in tutto').fill('tre');
  await dialog.getByRole('button', { name: 'Concludi' }).click();
  await dialog.getByText('Scrivi un numero.').waitFor();
  await dialog.getByLabel('Incontri in tutto').fill('3');
  await dialog.getByRole('button', { name: 'Concludi' }).click();
  await interventi.getByText('12,5 ore, 3 incontri').waitFor();

  await esegui(opened, 'Chiudi il caso', { scelte: { 'Come finisce': 'OBIETTIVI_RAGGIUNTI' } });
  await page.getByText('obiettivi raggiunti').waitFor();
  expect(await page.getByRole('button', { name: 'Avvia un intervento' }).count()).toBe(0);
  await opened.go('/casi?stato=CHIUSO');
  await page.getByRole('link', { name: codice }).waitFor();
  expect(opened.faults).toEqual([]);
  await opened.close();
}

async function nucleoNoto(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/casi', { persona: 'tutela4' });
  const { page } = opened;
  const primo = await apriCaso(opened, 'Fratelli');
  await page.getByRole('link', { name: 'Apri un altro caso di questo nucleo' }).click();
  await page.getByText('Le persone sono già scritte').waitFor();
  expect(await page.getByLabel('Comune dove vive il nucleo').count()).toBe(0);
  expect(await page.getByLabel('Cognome').inputValue()).toBe('Fratelli');
  expect(await opened.violations()).toEqual([]);
  await page.getByRole('button', { name: 'Apri il caso' }).click();
  await page.getByRole('heading', { name: 'Altri casi del nucleo' }).waitFor();
  await page.getByRole('button', { name: 'Mostra gli altri casi' }).click();
  await page.getByRole('listitem').getByRole('link', { name: primo }).waitFor();

  await opened.go('/casi/nuovo');
  await page.getByLabel(/^La famiglia ha già un caso/).fill('04-C-NESSUNO');
  await page.getByRole('button', { name: 'Parti da quel caso' }).click();
  await page.getByText('non c’è, o non è tra quelli che segui').waitFor();
  await opened.close();
}

async function passaggio(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/casi', { persona: 'sociale4' });
  const { page } = opened;
  const codice = await apriCaso(opened, 'Passaggi');
  await esegui(opened, 'Passa a tutela minori', { scelte: { 'Équipe di tutela': 'MEDIA_VALLE' } });
  await page.getByRole('heading', { level: 1, name: 'I miei casi' }).waitFor();
  await opened.go(`/casi/${codice}`);
  await page.getByText('non è tra quelli che segui').waitFor();
  await opened.close();
}

interface Inviato {
  readonly verso: 'ENTE' | 'ASST';
  readonly quale: RegExp;
  readonly base: string;
}

/** @returns the code of what was sent */
async function invia(opened: OpenPage, caso: string, { verso, quale, base }: Inviato): Promise<string> {
  const { page } = opened;
  await opened.go(`/casi/${caso}/invia`);
  await page.getByLabel('Che cosa fai').selectOption('RICHIESTA');
  await page.getByLabel('A chi').selectOption(verso);
  const destinatario = page.getByLabel(verso === 'ENTE' ? 'Quale ente' : 'Quale ASST');
  const label = (await destinatario.locator('option').allInnerTexts()).find((text) => quale.test(text));
  await destinatario.selectOption({ label: label! });
  await page.getByLabel('Su quale base giuridica').selectOption(base);
  await page.getByLabel('Nomi e date di nascita dei minori').check();
  await page.getByLabel('Perché, e per che cosa').fill('Due incontri alla settimana in spazio neutro.');
  await page.getByRole('button', { name: 'Vedi che cosa si invia' }).click();
  await page.getByRole('heading', { name: 'Esattamente che cosa si invia' }).waitFor();
  await page.getByText('Minore: ').waitFor();
  expect(await opened.violations()).toEqual([]);
  await esegui(opened, 'Invia');
  await page.getByRole('heading', { level: 1, name: 'Invii' }).waitFor();
  const row = page.getByRole('row').filter({ hasText: quale }).filter({ hasText: 'In attesa di risposta' }).last();
  return (await row.getByRole('link').innerText()).trim();
}

async function versoUnEnte(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/casi', { persona: 'tutela4' });
  const caso = await apriCaso(opened, 'Inviati');
  const codice = await invia(opened, caso, {
    verso: 'ENTE',
    quale: /famiglie affidatarie/i,
    base: 'AFFIDAMENTO_DI_SERVIZIO',
  });

  const ente = await console.open('/invii', { persona: 'ets-a' });
  await ente.page.getByRole('link', { name: codice }).click();
  await ente.page.getByText('Due incontri alla settimana').waitFor();
  // Nothing of what is in it before it was accepted and delivered.
  expect(await ente.page.getByRole('button', { name: 'Leggi il contenuto' }).count()).toBe(0);
  await esegui(ente, 'Accetta');
  await opened.go(`/invii/${codice}`);
  await esegui(opened, 'Consegna');
  await ente.go(`/invii/${codice}`);
  await ente.page.getByRole('button', { name: 'Leggi il contenuto' }).click();
  await ente.page.getByText('Inviati Prova').waitFor();
  expect(await ente.violations()).toEqual([]);
  await esegui(ente, 'Concludi', {
    scelte: { 'Com’è andata': 'RAGGIUNTO' },
    testi: { 'Che cosa è stato fatto e trovato': 'Dieci incontri, ben riusciti.' },
  });
  await opened.go(`/invii/${codice}`);
  await opened.page.getByText('Dieci incontri, ben riusciti.').waitFor();
  expect([opened.faults, ente.faults]).toEqual([[], []]);
  await Promise.all([opened.close(), ente.close()]);
}

async function versoUnaAsst(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/casi', { persona: 'tutela4' });
  const caso = await apriCaso(opened, 'Sanitari');
  const verso = { verso: 'ASST', quale: /Spedali Civili/, base: 'INTEGRAZIONE_SOCIOSANITARIA' } as const;
  const codice = await invia(opened, caso, verso);
  const asst = await console.open(`/invii/${codice}`, { persona: 'asst1' });
  await esegui(asst, 'Rifiuta', { testi: { 'Perché lo rifiuti': 'Serve prima la valutazione del pediatra.' } });
  await opened.go(`/invii/${codice}`);
  await opened.page.getByText('Serve prima la valutazione del pediatra.').waitFor();

  const altro = await invia(opened, caso, verso);
  await opened.go(`/invii/${altro}`);
  await esegui(opened, 'Ritira', { testi: { 'Perché lo ritiri': 'La famiglia ha cambiato medico.' } });
  await opened.page.getByText('La famiglia ha cambiato medico.').waitFor();
  expect([opened.faults, asst.faults]).toEqual([[], []]);
  await Promise.all([opened.close(), asst.close()]);
}
