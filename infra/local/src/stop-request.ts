import { parentOf } from './system-process.js';

const signals: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGTERM', 'SIGBREAK'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** npm passes on the Ctrl-C that the terminal has already given us: the same one, not a second. */
const echoMilliseconds = 1_000;

/**
 * Resolves when somebody asks us to stop: by a signal, or by the end of npm, which started us and passes
 * on no signal when it is killed. Asked again, the process exits at once.
 */
export function stopRequested(underNpm: boolean): Promise<void> {
  const ancestors = ancestry();
  return new Promise((resolve) => {
    let first: number | undefined;
    const ask = () => {
      if (first !== undefined && Date.now() - first > echoMilliseconds) {
        process.exit(130);
      }
      first ??= Date.now();
      resolve();
    };
    signals.forEach((signal) => process.on(signal, ask));
    if (underNpm) {
      setInterval(() => ancestry() !== ancestors && first === undefined && ask(), 1_000).unref();
    }
  });
}

/** npm runs us through a shell, which stays when npm is killed: so the parent's parent too. */
function ancestry(): string {
  return `${process.ppid} ${parentOf(process.ppid) ?? ''}`;
}
