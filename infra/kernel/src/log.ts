import { type Logger, pino } from 'pino';

export type { Logger };

/**
 * One line of JSON an event, on standard error: standard output stays free for what a person reads.
 * Variables, tokens and SQL parameters are never logged, so there is nothing to redact; the paths below
 * are the belt to those braces.
 */
export function createLog(name: string, level: string): Logger {
  return pino(
    { name, level, redact: { paths: ['*.authorization', '*.cookie', '*.variables', '*.parameters'], remove: true } },
    pino.destination({ dest: 2, sync: true }),
  );
}
