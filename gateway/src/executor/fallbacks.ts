import type { Logger } from '@trama/kernel/log';
import { MinuteCounts } from '../minute-counts.js';

/** Who made an answer: our code; the engine, because the operation is not covered; the engine, from data that is not covered. */
export type Fallback = 'compiled' | 'operation' | 'data';

/** How much is left to the engine. */
export class Fallbacks extends MinuteCounts<Fallback> {
  constructor(
    private readonly told: Logger,
    now?: () => number,
  ) {
    super(told, { compiled: 0, operation: 0, data: 0 }, 'answers left to the engine', ['operation', 'data'], now);
  }

  /** An operation will be the engine's from now on; the reason names nothing that a caller wrote. */
  notCovered(reason: string): void {
    this.told.info({ reason }, 'operation not compiled');
  }
}
