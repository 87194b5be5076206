import { z } from 'zod';

/** The environment does not say what it must; the message names each variable and what it should hold. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * The environment, read once into a typed object. Empty text counts as unset, because that is what
 * `VARIABLE= npm start` and most container set-ups mean by it.
 *
 * @throws ConfigError with one line for each variable that is wrong
 */
export function readConfig<T extends z.ZodObject>(schema: T, env: Record<string, string | undefined>): z.output<T> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given);
  if (result.success) {
    return result.data;
  }
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`Settings to correct:\n${lines.join('\n')}`);
}

export const port = (fallback: number) =>
  z.coerce
    .number({ error: 'must be a port number, 1 to 65535' })
    .int('must be a whole number')
    .min(1, 'must be a port number, 1 to 65535')
    .max(65_535, 'must be a port number, 1 to 65535')
    .default(fallback);

/** `on` or `off`: one way to say it, so that `false`, `0` and `no` cannot be taken for three different things. */
export const onOff = (fallback: 'on' | 'off') =>
  z
    .enum(['on', 'off'], { error: 'must be on or off' })
    .default(fallback)
    .transform((value) => value === 'on');

export const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be a PostgreSQL address: postgres://user:password@host:5432/database',
});

export const logLevel = z
  .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
    error: 'must be one of fatal, error, warn, info, debug, silent',
  })
  .default('info');
