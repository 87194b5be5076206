import pg from 'pg';

const CONTROL =
  /^\s*(START|BEGIN|COMMIT|ROLLBACK|SET|DISCARD|SELECT set_config|SELECT 1\b|SELECT \* FROM current_schema|SHOW|SELECT version)/i;

/**
 * Every statement that reaches PostgreSQL from this process while `work` runs, without the transaction control
 * around it. Counted at the driver, so that nothing above it can hide one.
 */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  const statements: string[] = [];
  prototype.query = function (this: unknown, ...args: unknown[]) {
    statements.push(...textsOf(args[0]).filter((text) => text !== '' && !CONTROL.test(text)));
    return original.apply(this, args);
  };
  try {
    return { result: await work(), statements };
  } finally {
    prototype.query = original;
  }
}

/** Of a text, of an object that has one, or of a batch of a reader's. */
function textsOf(asked: unknown): readonly string[] {
  const { text = '', texts = [text] } = Object(asked) as { text?: string; texts?: readonly string[] };
  return typeof asked === 'string' ? [asked] : texts;
}

/** The name that each statement gives itself in its comment. */
export const namesOf = (statements: readonly string[]): string[] =>
  statements.map((statement) => /\/\*\s*([\w.-]+)\s*\*\//.exec(statement)?.[1] ?? statement.trim().slice(0, 60));
