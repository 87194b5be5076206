/** What an error may tell besides its code. Anything else in `extensions` was written for us, not for the caller. */
const PUBLIC = [
  'campi',
  'servizio',
  'riferimento',
  'versione',
  'stato',
  'azioni',
  'voci',
  'variabile',
  'percorso',
] as const;

export function publicExtensions(extensions: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> {
  const given = extensions ?? {};
  return Object.fromEntries(PUBLIC.filter((key) => Object.hasOwn(given, key)).map((key) => [key, given[key]]));
}
