import { createHash } from 'node:crypto';
/** Lower case, ASCII, words joined by a dash: `Comunità Montana` is `comunita-montana`. */
export function slug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Public code of an ASST: `ASST Spedali Civili` is `ASST-SPEDALI-CIVILI`. */
export const codiceAsst = (denominazione: string): string => slug(denominazione).toUpperCase();

/** Public code of a record of an ambito: it starts with the ambito, so that a look-up touches one shard. */
export const codiceDiAmbito = (ambito: number, ...parts: string[]): string =>
  [String(ambito).padStart(2, '0'), ...parts.map(slug)].filter(Boolean).join('-');

/** The same codes again, with a number after those that would repeat: `a, b, a` becomes `a, b, a-2`. */
export function senzaRipetizioni(codici: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return codici.map((codice) => {
    const times = (seen.get(codice) ?? 0) + 1;
    seen.set(codice, times);
    return times === 1 ? codice : `${codice}-${times}`;
  });
}

/** The same id at every start, on every machine, for a record that a seed writes (RFC 9562, version 8). */
export function uuidDi(...parti: ReadonlyArray<string | number>): string {
  const byte = createHash('sha256')
    .update(JSON.stringify(['trama', ...parti]))
    .digest()
    .subarray(0, 16);
  byte.writeUInt8((byte.readUInt8(6) & 0x0f) | 0x80, 6);
  byte.writeUInt8((byte.readUInt8(8) & 0x3f) | 0x80, 8);
  return byte.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
