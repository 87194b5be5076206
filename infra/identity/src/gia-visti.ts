import { AssertionError } from './assertion-error.js';

/** One-time tokens that were already used: the same one twice is somebody who listened. */
export class GiaVisti {
  private readonly finoA = new Map<string, number>();

  /** How many could still be used a second time, as far as anybody looked. */
  get quanti(): number {
    return this.finoA.size;
  }

  /** @throws AssertionError for a token seen before */
  requireFirst(jti: string, now: number, millisecondi: number): void {
    // In the order in which they came, so the first that is still good ends the search.
    for (const [old, until] of this.finoA) {
      if (until > now) {
        break;
      }
      this.finoA.delete(old);
    }
    if (this.finoA.has(jti)) {
      throw new AssertionError('seen before');
    }
    this.finoA.set(jti, now + millisecondi);
  }
}
