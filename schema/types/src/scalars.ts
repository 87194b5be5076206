import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLJSON } from 'graphql-scalars';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

function isoDate(value: unknown): string {
  if (typeof value === 'string' && ISO_DATE.test(value) && !Number.isNaN(Date.parse(value))) {
    return value;
  }
  throw new GraphQLError('Serve una data nella forma AAAA-MM-GG.');
}

/**
 * A calendar day, kept as text from the database to the caller. The library scalars turn it into a JavaScript
 * Date, which is an instant and moves to the day before in some time zones.
 */
export const GraphQLDateISO = new GraphQLScalarType({
  name: 'Date',
  description: 'A calendar day, ISO 8601: 2020-12-31.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
  serialize: isoDate,
  parseValue: isoDate,
  parseLiteral: (node) => isoDate(node.kind === Kind.STRING ? node.value : null),
});

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function isoInstant(value: unknown): string {
  const text = value instanceof Date ? value.toISOString() : value;
  if (typeof text === 'string' && ISO_INSTANT.test(text) && !Number.isNaN(Date.parse(text))) {
    return text;
  }
  throw new GraphQLError('Serve un istante nella forma AAAA-MM-GGThh:mm:ss.sssZ.');
}

/** A moment, always in UTC: the text sorts as time does, in every client. */
export const GraphQLDateTimeISO = new GraphQLScalarType({
  name: 'DateTime',
  description: 'A moment in UTC, ISO 8601 with milliseconds: 2020-12-31T09:30:00.000Z.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: isoInstant,
  parseValue: isoInstant,
  parseLiteral: (node) => isoInstant(node.kind === Kind.STRING ? node.value : null),
});

export { GraphQLJSON };
