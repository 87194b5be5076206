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

/** One line a step: on a terminal it counts the seconds, elsewhere it is written when the step is done. */
export function progressOn(out: Console): Progress {
  let running: { title: string; started: number } | undefined;
  const redraw = () => {
    if (out.isTTY && running) {
      out.write(`${eraseLine}… ${running.title} (${Math.floor((Date.now() - running.started) / 1000)} s)`);
    }
  };
  const say = (line: string) => {
    out.write(`${out.isTTY && running ? eraseLine : ''}${line}\n`);
    redraw();
  };
  return { say, step };

  async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
    const started = Date.now();
    running = { title, started };
    redraw();
    const clock = setInterval(redraw, 1_000);
    try {
      const result = await work();
      finish(`✓ ${title} (${seconds(started)})`);
      return result;
    } catch (error) {
      finish(`✗ ${title} (${seconds(started)})`);
      throw error;
    } finally {
      clearInterval(clock);
    }
  }

  function finish(line: string): void {
    out.write(`${out.isTTY ? eraseLine : ''}${line}\n`);
    running = undefined;
  }
}

function seconds(started: number): string {
  return `${((Date.now() - started) / 1000).toFixed(1).replace('.', ',')} s`;
}
