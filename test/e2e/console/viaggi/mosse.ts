import type { OpenPage } from '@trama/test-kit/console';

interface Detti {
  readonly scelte?: Readonly<Record<string, string>>;
  readonly testi?: Readonly<Record<string, string>>;
}

/** A step of a record: the button, what its dialog asks, and the same button again, until the dialog is gone. */
export async function esegui(
  { page }: OpenPage,
  bottone: string,
  { scelte = {}, testi = {} }: Detti = {},
): Promise<void> {
  await page.getByRole('button', { name: bottone, exact: true }).click();
  const dialog = page.getByRole('dialog');
  for (const [label, option] of Object.entries(scelte)) {
    await dialog.getByLabel(label).selectOption(option);
  }
  for (const [label, text] of Object.entries(testi)) {
    await dialog.getByLabel(label).fill(text);
  }
  await dialog.getByRole('button', { name: bottone, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** The code in the title of the page. */
export async function leggiCodice({ page }: OpenPage, form: RegExp): Promise<string> {
  return form.exec(await page.locator('h1').innerText())?.[1] ?? '';
}
