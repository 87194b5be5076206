import type { OpenPage } from '@trama/test-kit/console';
import type { Locator } from 'playwright-core';

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

/** Tab until the field, which proves that it can be reached; then what is typed. */
export async function conTasti({ page }: OpenPage, wanted: Locator, text: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) {
      await page.keyboard.type(text);
      return;
    }
  }
  throw new Error(`the keyboard does not reach ${String(wanted)}`);
}

/** Requests with these words in them wait until they are let go. */
export async function trattieni({ page }: OpenPage, words: string): Promise<{ lascia: () => void }> {
  const waiting: Array<() => void> = [];
  let isHeld = true;
  await page.route('**/graphql', async (route) => {
    if (isHeld && route.request().postData()?.includes(words)) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    // Whoever asked may have hung up meanwhile.
    await route.continue().catch(() => undefined);
  });
  return {
    lascia: () => {
      isHeld = false;
      waiting.forEach((go) => go());
    },
  };
}
