const MAX_RUNNING = 2;

interface Flights<T> {
  running: number;
  /** Begins when one that runs has ended; whoever comes meanwhile joins it. */
  next: Promise<T> | undefined;
  readonly begin: Array<() => void>;
}

/**
 * Asks the same thing once for all who wait for it at the same time. Nobody joins an answer that began before they asked:
 * after a change that was acknowledged, an answer always knows of it, whichever gateway the change went through.
 */
export class SingleFlight<T> {
  private readonly flights = new Map<string, Flights<T>>();

  /** @param maxRunning at once, for the same question: only beyond these does anybody wait */
  constructor(private readonly maxRunning = MAX_RUNNING) {}

  /** @param alone asks for one who waits; @param together for all who do, so it must not end when one of them goes away */
  run(key: string, alone: () => Promise<T>, together: () => Promise<T>): Promise<T> {
    const flights = this.flights.get(key) ?? { running: 0, next: undefined, begin: [] };
    this.flights.set(key, flights);
    if (flights.running < this.maxRunning) {
      return this.fly(key, flights, alone);
    }
    flights.next ??= new Promise<void>((resolve) => flights.begin.push(resolve))
      .then(() => together())
      .finally(() => this.land(key, flights));
    return flights.next;
  }

  private async fly(key: string, flights: Flights<T>, ask: () => Promise<T>): Promise<T> {
    flights.running += 1;
    try {
      return await ask();
    } finally {
      this.land(key, flights);
    }
  }

  /** The place of the one that ended goes to the next, which from now on nobody joins. */
  private land(key: string, flights: Flights<T>): void {
    const begin = flights.begin.shift();
    if (begin) {
      flights.next = undefined;
      begin();
      return;
    }
    flights.running -= 1;
    if (flights.running === 0) {
      this.flights.delete(key);
    }
  }
}
