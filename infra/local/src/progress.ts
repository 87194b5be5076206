/** Where lines for people go; `process.stdout` is one. */
export interface Console {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  /** Shows that the step is under way, then how long it took. */
  step<T>(title: string, work: () => Promise<T>): Promise<T>;
  say(line: string): void;
}

const eraseLine = '\r\u001b[2K';

/** One line a step: on a terminal it counts the seconds of those under way, elsewhere it is written when the step is done. */
export function progressOn(out: Console): Progress {
  const running = new Set<{ readonly title: string; readonly started: number }>();
  const redraw = () => {
    if (out.isTTY && running.size > 0) {
      const steps = [...running].map(
        ({ title, started }) => `${title} (${Math.floor((Date.now() - started) / 1000)} s)`,
      );
      out.write(`${eraseLine}… ${steps.join(' · ')}`);
    }
  };
  const say = (line: string) => {
    out.write(`${out.isTTY ? eraseLine : ''}${line}\n`);
    redraw();
  };
  return { say, step };

  async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
    const started = Date.now();
    const current = { title, started };
    running.add(current);
    redraw();
    const clock = setInterval(redraw, 1_000);
    try {
      const result = await work();
      running.delete(current);
      say(`✓ ${title} (${seconds(started)})`);
      return result;
    } catch (error) {
      running.delete(current);
      say(`✗ ${title} (${seconds(started)})`);
      throw error;
    } finally {
      clearInterval(clock);
    }
  }
}

function seconds(started: number): string {
  return `${((Date.now() - started) / 1000).toFixed(1).replace('.', ',')} s`;
}
