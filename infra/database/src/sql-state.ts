import { QueryFailedError } from 'typeorm';

/** Constraints that a service expects PostgreSQL to refuse for it, by their SQLSTATE. */
const VIOLATIONS = {
  FOREIGN_KEY: '23503',
  UNIQUE: '23505',
  CHECK: '23514',
} as const;

/** Whether PostgreSQL refused a statement for that reason. The transaction is over: nothing but a refusal can follow. */
export function isViolation(error: unknown, of: keyof typeof VIOLATIONS): boolean {
  return error instanceof QueryFailedError && (error.driverError as { code?: string }).code === VIOLATIONS[of];
}
