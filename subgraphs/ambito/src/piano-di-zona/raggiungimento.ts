import { OperatoreIndicatore } from './indicatore.type.js';

/**
 * How far a measure is on the way to the expected value, per cent from 0 to 100, one decimal.
 * More than expected is still 100: an average must not hide one missed target behind another one's excess.
 *
 * @returns null without a measure or without an expected value to compare it with
 */
export function raggiungimento(
  valore: number | null,
  atteso: number | null,
  operatore: OperatoreIndicatore | null,
): number | null {
  if (valore === null || atteso === null || atteso <= 0) {
    return null;
  }
  return operatore === OperatoreIndicatore.MASSIMO
    ? within(valore <= 0 ? 1 : atteso / valore)
    : within(valore / atteso);
}

const within = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
