/** Nobody waits any more for what was asked. */
export class NobodyWaits extends Error {
  /** For the log. */
  readonly code: 'GONE' | 'LATE';

  constructor(code: 'GONE' | 'LATE') {
    super(code);
    this.code = code;
  }
}

/** Who has to stop when nobody waits any more. */
export interface Waiting {
  end(reason: NobodyWaits): void;
}

/**
 * The end of a request, which comes once: who asked has gone, or has waited long enough. An AbortSignal is the same with an
 * event, its target and weak references, which every request would pay for and hardly any needs.
 *
 * Who waits is an object and no function: V8 makes a function that is written where it becomes a property (`this.stop = () => ...`)
 * among the old objects, where it stays, with all that it sees, until these are collected.
 */
export class Ending {
  private why: NobodyWaits | undefined;
  private readonly waiting = new Set<Waiting>();

  /** Undefined as long as somebody waits. */
  get reason(): NobodyWaits | undefined {
    return this.why;
  }

  come(code: NobodyWaits['code']): void {
    if (this.why) {
      return;
    }
    this.why = new NobodyWaits(code);
    for (const one of [...this.waiting]) {
      one.end(this.why);
    }
  }

  add(one: Waiting): void {
    this.waiting.add(one);
  }

  remove(one: Waiting): void {
    this.waiting.delete(one);
  }
}
