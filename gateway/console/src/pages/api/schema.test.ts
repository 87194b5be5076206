import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isObjectType } from 'graphql';
import { leggiSchema } from './schema';

const sdl = readFileSync(join(__dirname, '../../../../../schema/api.graphql'), 'utf8');

describe('the schema, as the page reads it', () => {
  const read = new Map(leggiSchema(sdl).map((tipo) => [tipo.nome, tipo]));
  const real = Object.values(buildSchema(sdl).getTypeMap()).filter(
    ({ name, astNode }) => astNode && !name.startsWith('__'),
  );

  test('has every type, each field of each, and what is said of it', () => {
    expect([...read.keys()].sort()).toEqual(real.map(({ name }) => name).sort());
    for (const type of real.filter(isObjectType)) {
      const fields = Object.values(type.getFields());
      const told = read.get(type.name)?.campi ?? [];
      expect([type.name, told.map(({ firma }) => /^\w+/.exec(firma)?.[0])]).toEqual([
        type.name,
        fields.map(({ name }) => name),
      ]);
      expect(told.map(({ descrizione }) => descrizione)).toEqual(
        fields.map(({ description }) => (description ?? '').replaceAll(/\s+/g, ' ').trim()),
      );
    }
  });

  test('begins with what one can ask', () => {
    expect(leggiSchema(sdl)[0]?.nome).toBe('Query');
  });

  test('gives a field with its arguments on one line', () => {
    const field = read.get('Query')?.campi.find(({ firma }) => firma.startsWith('ambito('));
    expect(field?.firma).toBe('ambito(numero: Int!): Ambito');
  });
});
