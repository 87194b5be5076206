import pg from 'pg';

const CONTROL =
  /^\s*(START|BEGIN|COMMIT|ROLLBACK|SET|SELECT set_config|SELECT 1\b|SELECT \* FROM current_schema|SHOW|SELECT version)/i;

/**
 * Every statement that reaches PostgreSQL from this process while `work` runs, without the transaction control
 * around it. Counted at the driver, so that nothing above it can hide one.
 */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  const statements: string[] = [];
  prototype.query = function (this: unknown, ...args: unknown[]) {
    const [first] = args;
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '');
    if (text && !CONTROL.test(text)) {
      statements.push(text);
    }
    return original.apply(this, args);
  };
  try {
    return { result: await work(), statements };
  } finally {
    prototype.query = original;
  }
}

/** The name that each statement gives itself in its comment. */
export const namesOf = (statements: readonly string[]): string[] =>
  statements.map((statement) => /\/\*\s*([\w.-]+)\s*\*\//.exec(statement)?.[1] ?? statement.trim().slice(0, 60));
