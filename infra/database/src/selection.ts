import type { EntityMetadata, ObjectLiteral } from 'typeorm';

/** Records whose columns have one of the values told for each, in an order. */
export interface Selection<E extends ObjectLiteral> {
  readonly where?: { readonly [K in keyof E & string]?: ReadonlyArray<E[K]> };
  readonly order?: { readonly [K in keyof E & string]?: 'ASC' | 'DESC' };
  /** Names the statement in the log: where it is asked. */
  readonly comment: string;
}

/** What the driver reads as the entity says it, without anybody's help. */
const PLAIN = new Set([
  'text',
  'smallint',
  'integer',
  'double precision',
  'boolean',
  'jsonb',
  'uuid',
  'timestamptz',
  'bytea',
]);

/** Of which JSON says what the driver does. */
const AS_JSON = new Set(['text', 'smallint', 'integer', 'double precision', 'boolean', 'uuid']);

const texts = new WeakMap<EntityMetadata, Map<string, string>>();

/** The statement of a selection, made once for each place that asks it, and its values. */
export function statementOf<E extends ObjectLiteral>(
  metadata: EntityMetadata,
  { where = {}, order = {}, comment }: Selection<E>,
): { readonly text: string; readonly values: unknown[] } {
  const known = texts.get(metadata) ?? new Map<string, string>();
  texts.set(metadata, known);
  const asked = Object.keys(where);
  const key = `${comment}:${asked.join()}`;
  const text = known.get(key) ?? textOf(metadata, asked, order, comment);
  known.set(key, text);
  return { text, values: Object.values(where) };
}

function textOf(
  metadata: EntityMetadata,
  asked: readonly string[],
  order: Readonly<Record<string, 'ASC' | 'DESC' | undefined>>,
  comment: string,
): string {
  const columns = metadata.columns.map(
    (column) => `${read(metadata, column.propertyName)} AS "${column.propertyName}"`,
  );
  const where = asked.map((property, i) => `${named(metadata, property)} = ANY ($${i + 1})`);
  const sorted = Object.entries(order).map(([property, direction]) => `${named(metadata, property)} ${direction}`);
  return [
    `/* ${comment} */ SELECT ${columns.join(', ')} FROM "${metadata.tableName}"`,
    ...(where.length > 0 ? [`WHERE ${where.join(' AND ')}`] : []),
    ...(sorted.length > 0 ? [`ORDER BY ${sorted.join(', ')}`] : []),
  ].join(' ');
}

/**
 * Days are text in our objects, and the driver's own would be midnight somewhere. Lists come as JSON, which is read in a tenth
 * of the time of PostgreSQL's own way of writing them.
 */
function read(metadata: EntityMetadata, property: string): string {
  const { type, transformer, isArray } = columnOf(metadata, property);
  const name = named(metadata, property);
  if (type === 'date') {
    return `${name}::text`;
  }
  if (transformer || !PLAIN.has(String(type))) {
    throw new Error(`${metadata.name}.${property} is not read as it is: ask through the repository`);
  }
  return isArray && AS_JSON.has(String(type)) ? `to_json(${name})` : name;
}

const named = (metadata: EntityMetadata, property: string) => `"${columnOf(metadata, property).databaseName}"`;

function columnOf(metadata: EntityMetadata, property: string) {
  const column = metadata.findColumnWithPropertyName(property);
  if (!column) {
    throw new Error(`${metadata.name} has no column ${property}`);
  }
  return column;
}
