import type { Logger } from '@trama/kernel/log';

const REPORT_MS = 60_000;

/** Counts what becomes of requests: one line of the log a minute, while there is something to say. */
export class MinuteCounts<What extends string> {
  private counts: Record<What, number>;
  private reportAt = 0;

  /**
   * @param none each of the things that are counted, at zero
   * @param line what the log calls them together
   * @param share which of them are told as a share of all
   */
  constructor(
    private readonly log: Logger,
    private readonly none: Readonly<Record<What, number>>,
    private readonly line: string,
    private readonly share: readonly What[],
    private readonly now: () => number = Date.now,
  ) {
    this.counts = { ...none };
  }

  count(what: What): void {
    this.counts[what] += 1;
    const now = this.now();
    if (now >= this.reportAt) {
      this.report();
      this.reportAt = now + REPORT_MS;
    }
  }

  /** Also when there will be no next minute. */
  report(): void {
    const sum = (names: readonly What[]) => names.reduce((total, name) => total + this.counts[name], 0);
    const total = sum(Object.keys(this.none) as What[]);
    if (total > 0) {
      const told: Readonly<Record<string, number>> = { ...this.counts, share: sum(this.share) / total };
      this.log.info(told, this.line);
      this.counts = { ...this.none };
    }
  }
}
