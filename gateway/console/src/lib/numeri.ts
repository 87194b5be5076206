/**
 * A number as Italians type it: 1.234,5. A point alone is taken for thousands where it can be, and for decimals where it
 * cannot (2.5), as people who copy from other programs mean it.
 *
 * @returns undefined for what is no number
 */
export function leggiNumero(text: string): number | undefined {
  const typed = text.replaceAll(/[\s\u00a0']/g, '');
  if (!/^-?\d[\d.]*(,\d+)?$/.test(typed)) {
    return undefined;
  }
  const isGrouped = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(typed);
  if (isGrouped) {
    return Number(typed.replaceAll('.', '').replace(',', '.'));
  }
  const isPlain = /^-?\d+([.,]\d+)?$/.test(typed);
  return isPlain ? Number(typed.replace(',', '.')) : undefined;
}

/** As it stands in a field to be changed: 1234,5, without points, so that nobody has to keep them right. */
export const scriviNumero = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','));
