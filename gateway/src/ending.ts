/** Nobody waits any more for what was asked. */
export class NobodyWaits extends Error {
  /** For the log. */
  readonly code: 'GONE' | 'LATE';

  constructor(code: 'GONE' | 'LATE') {
    super(code);
    this.code = code;
  }
}

/**
 * The end of a request, which comes once: who asked has gone, or has waited long enough. An AbortSignal is the same with an
 * event, its target and weak references, which every request would pay for and hardly any needs.
 */
export class Ending {
  private why: NobodyWaits | undefined;
  private readonly listeners = new Set<() => void>();

  /** Undefined as long as somebody waits. */
  get reason(): NobodyWaits | undefined {
    return this.why;
  }

  come(code: NobodyWaits['code']): void {
    if (this.why) {
      return;
    }
    this.why = new NobodyWaits(code);
    for (const listener of [...this.listeners]) {
      listener();
    }
  }

  add(listener: () => void): void {
    this.listeners.add(listener);
  }

  remove(listener: () => void): void {
    this.listeners.delete(listener);
  }
}
