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

export { GraphQLJSON };
