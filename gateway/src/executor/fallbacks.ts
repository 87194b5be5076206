import type { Logger } from '@trama/kernel/log';

/** Who made an answer: our code; the engine, because the operation is not covered; the engine, from data that is not covered. */
export type Fallback = 'none' | 'operation' | 'data';

const REPORT_MS = 60_000;

/** How much is left to the engine: one line of the log a minute, while there is something to say. */
export class Fallbacks {
  private counts: Record<Fallback, number> = { none: 0, operation: 0, data: 0 };
  private reportAt = 0;

  constructor(
    private readonly log: Logger,
    private readonly now: () => number = Date.now,
  ) {}

  count(fallback: Fallback): void {
    this.counts[fallback] += 1;
    const now = this.now();
    if (now >= this.reportAt) {
      this.report();
      this.reportAt = now + REPORT_MS;
    }
  }

  /** An operation will be the engine's from now on; the reason names nothing that a caller wrote. */
  notCovered(reason: string): void {
    this.log.info({ reason }, 'operation not compiled');
  }

  /** Also when there will be no next minute. */
  report(): void {
    const { none, operation, data } = this.counts;
    const total = none + operation + data;
    if (total === 0) {
      return;
    }
    this.log.info({ compiled: none, operation, data, share: (operation + data) / total }, 'answers left to the engine');
    this.counts = { none: 0, operation: 0, data: 0 };
  }
}
