export type Valore = string | number | null;

const collator = new Intl.Collator('it', { numeric: true });

/** What is not there comes last whichever way one sorts: it is neither the least nor the most. */
export function ordina<R>(rows: readonly R[], valueOf: (row: R) => Valore, isDescending: boolean): R[] {
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === null || right === null) {
      return Number(left === null) - Number(right === null);
    }
    return (
      sign *
      (typeof left === 'number' && typeof right === 'number'
        ? left - right
        : collator.compare(String(left), String(right)))
    );
  });
}
