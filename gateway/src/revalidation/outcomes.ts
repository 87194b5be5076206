import type { Logger } from '@trama/kernel/log';
import { MinuteCounts } from '../minute-counts.js';

/**
 * What became of a request of nobody: answered that nothing changed, without asking anybody; kept; not kept, because of
 * something live or an error in it; not kept, because what is published changed meanwhile or is not known.
 */
export type Outcome = 'revalidated' | 'kept' | 'live' | 'changed';

export class Outcomes extends MinuteCounts<Outcome> {
  constructor(log: Logger, now?: () => number) {
    const none = { revalidated: 0, kept: 0, live: 0, changed: 0 };
    super(log, none, 'answers to nobody in particular', ['revalidated'], now);
  }
}
