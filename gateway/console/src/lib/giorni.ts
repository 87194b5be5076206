const comeSiScrive = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' });

/** Today where the services work, as 2026-01-31: what the API means by today. */
export const oggi = (): string => comeSiScrive.format();
