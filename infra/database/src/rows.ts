/** What TypeORM gives for a statement written by hand. */
export type Result<Row> = Row[] | [Row[], number] | undefined;

/** The rows: TypeORM gives them alone for SELECT and INSERT, with their number for UPDATE and DELETE, and not at all for two statements at once. */
export function rowsOf<Row>(result: Result<Row>): Row[] {
  const [rows, count] = result ?? [];
  return Array.isArray(rows) && typeof count === 'number' ? rows : ((result ?? []) as Row[]);
}
