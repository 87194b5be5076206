const comeSiScrive = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' });

/** Today where the services work, as 2026-01-31: what the API means by today. */
export const oggi = (): string => comeSiScrive.format();

/** An address is typed by hand too: what only looks like a day is none. */
export const isGiorno = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
