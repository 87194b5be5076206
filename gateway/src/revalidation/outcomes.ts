import type { Logger } from '@trama/kernel/log';

/**
 * What became of a request of nobody: answered that nothing changed, without asking anybody; kept; not kept, because of
 * something live or an error in it; not kept, because what is published changed meanwhile or is not known.
 */
export type Outcome = 'revalidated' | 'kept' | 'live' | 'changed';

const REPORT_MS = 60_000;
const NONE: Readonly<Record<Outcome, number>> = { revalidated: 0, kept: 0, live: 0, changed: 0 };

/** One line of the log a minute, while there is something to say. */
export class Outcomes {
  private counts = { ...NONE };
  private reportAt = 0;

  constructor(
    private readonly log: Logger,
    private readonly now: () => number = Date.now,
  ) {}

  count(outcome: Outcome): void {
    this.counts[outcome] += 1;
    const now = this.now();
    if (now >= this.reportAt) {
      this.report();
      this.reportAt = now + REPORT_MS;
    }
  }

  /** Also when there will be no next minute. */
  report(): void {
    const { revalidated, kept, live, changed } = this.counts;
    const total = revalidated + kept + live + changed;
    if (total > 0) {
      this.log.info(
        { revalidated, kept, live, changed, share: revalidated / total },
        'answers to nobody in particular',
      );
      this.counts = { ...NONE };
    }
  }
}
