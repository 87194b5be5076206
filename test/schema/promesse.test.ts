import { SUBGRAPHS } from '@trama/test-kit/graph';
import { cloneDatabase, execute } from '@trama/test-kit/database';
import { buildSubgraph } from '@trama/subgraph/build-schema';
import {
  type GraphQLArgument,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';

/** Root fields anyone may ask without a permission. A line here is an open door that somebody reviewed. */
const SENZA_PERMESSO: readonly string[] = [];

/** Names that federation adds and describes itself. */
const DI_FEDERAZIONE = /^(_|__|federation__|link__)/;

/** Tables that hold no records of ours to tell the source of, each with the reason. */
const SENZA_ORIGINE: Readonly<Record<string, string>> = {
  migrazione: 'list of migrations',
  chiave_dati: 'keys, which are made and never loaded',
  emergenza: 'acts of whoever opened one, which are never loaded: its case says where it comes from',
  modifica: 'written by a trigger beside the value, which says where it comes from',
  modifica_obbligo: 'written by a trigger beside the obligation, which says where it comes from',
  passaggio: 'written by a trigger beside the answer, which says where it comes from',
  riepilogo_piano: 'counted by triggers from the plan, which says where it comes from',
  domanda: 'asked by people, never loaded',
  messaggio: 'said by people, never loaded',
  recapito_servizio: 'said by a planning office, never loaded',
  invio: 'sent by people, never loaded',
  recapito_persona: 'written by people, never loaded',
  importazione_casi: 'an act of somebody: its cases say where they come from',
  famiglia_identita: 'beside its family, which says where it comes from',
  incontro_osservatorio: 'promised by people, never loaded',
  edizione_osservatorio: 'fixed by people, never loaded: its cells say where they come from',
  motivo_edizione: 'said by people, never loaded',
  lettura_edizione: 'written by people, never loaded',
  quesito_osservatorio: 'asked by people, never loaded',
  contatto_affido: 'asked by citizens, never loaded',
  scheda_lettura: 'when a job last looked',
  passo_abbinamento: 'written by a trigger beside the placement, which says where it comes from',
  verifica_affido: 'beside its placement, which says where it comes from',
  collegamento: 'kept by a job from the case files, which say where they come from',
  collegamento_lettura: 'when that job last looked',
  seguito_altrove: 'kept by that job from what the linkage service answers',
  legame_famiglie: 'kept by a job from what the linkage service answers',
  legame_lettura: 'when that job last looked',
};

/** Tables that one job of the application empties, and nobody else: test/security/catalogo.test.ts has the policies. */
const DEL_LAVORO = new Set(['collegamento', 'seguito_altrove']);

describe('the schema keeps its promises', () => {
  let schemas: GraphQLSchema[];
  beforeAll(async () => void (schemas = await Promise.all(SUBGRAPHS.map(buildSubgraph))));

  test('every root field asks for a permission', () => {
    const { queries, mutations, subscriptions } = getMetadataStorage();
    const open = [...queries, ...mutations, ...subscriptions].filter((field) => !field.roles?.length);
    expect(queries.length).toBeGreaterThan(0);
    expect(open.map((field) => field.schemaName)).toEqual(SENZA_PERMESSO);
  });

  test('every entity that can be joined to is answered by a guarded reference', () => {
    for (const [i, subgraph] of SUBGRAPHS.entries()) {
      const references = subgraph.modules
        .flatMap(({ references = [] }) => references.map(({ typeName }) => typeName))
        .sort();
      const keyed = Object.values(schemas[i]!.getTypeMap())
        .filter(isObjectType)
        .filter(({ astNode }) =>
          astNode?.directives?.some(
            (d) => d.name.value === 'key' && !d.arguments?.some((a) => a.name.value === 'resolvable'),
          ),
        )
        .map(({ name }) => name)
        .sort();
      expect([subgraph.name, references]).toEqual([subgraph.name, keyed]);
    }
  });

  test('everything public is described', () => {
    const missing = schemas.flatMap(undescribed);
    expect(missing).toEqual([]);
  });

  test('a field that joins another entity can be null: one refusal must not empty the answer', () => {
    const keyed = new Set(['Ambito', 'Asst', 'Comune', 'Distretto', 'Ente', 'UnitaOfferta']);
    const strict = schemas.flatMap((schema) =>
      Object.values(schema.getTypeMap())
        .filter(isObjectType)
        .filter(({ name }) => !DI_FEDERAZIONE.test(name) && !name.endsWith('Edge'))
        .flatMap((type) =>
          Object.values(type.getFields())
            .filter(
              (field) => keyed.has(field.type.toString().replace(/!$/, '')) && field.type.toString().endsWith('!'),
            )
            .map((field) => `${type.name}.${field.name}`),
        ),
    );
    expect(strict).toEqual([]);
  });
});

function undescribed(schema: GraphQLSchema): string[] {
  const missing: string[] = [];
  for (const type of Object.values(schema.getTypeMap()).filter(({ name }) => !DI_FEDERAZIONE.test(name))) {
    if (!type.description && !['Query', 'Mutation', 'Int', 'String', 'Boolean', 'Float', 'ID'].includes(type.name)) {
      missing.push(type.name);
    }
    if (isEnumType(type)) {
      missing.push(
        ...type
          .getValues()
          .filter(({ description }) => !description)
          .map(({ name }) => `${type.name}.${name}`),
      );
    }
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
      for (const field of Object.values(type.getFields()).filter(({ name }) => !name.startsWith('_'))) {
        const args =
          'args' in field ? (field.args as readonly GraphQLArgument[]).filter(({ description }) => !description) : [];
        missing.push(
          ...(field.description ? [] : [`${type.name}.${field.name}`]),
          ...args.map(({ name }) => `${type.name}.${field.name}(${name})`),
        );
      }
    }
  }
  return missing;
}

describe.each(SUBGRAPHS.map(({ name }) => name))('the database of %s', (name) => {
  let appUrl: string;
  let ownerUrl: string;
  let drop: () => Promise<void>;
  beforeAll(async () => void ({ appUrl, ownerUrl, drop } = await cloneDatabase(name)));
  afterAll(() => drop());

  test('can be distributed by ambito: every tenant table has ambito_id first in its key, and in its references to others', async () => {
    const keys = await execute<{ tabella: string; prima: string }>(
      ownerUrl,
      `SELECT c.relname AS tabella, (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = k.conkey[1]) AS prima
       FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'ambito_id')`,
    );
    // A comune is found by its ISTAT code from everywhere: it is copied to each node, not distributed.
    const tenant = keys.filter(({ tabella }) => tabella !== 'comune');
    expect(tenant.filter(({ prima }) => prima !== 'ambito_id')).toEqual([]);
    const references = await execute<{ vincolo: string; prima: string }>(
      ownerUrl,
      `SELECT k.conname AS vincolo, (SELECT attname FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = k.conkey[1]) AS prima
       FROM pg_constraint k
       WHERE k.contype = 'f' AND k.confrelid::regclass::text = ANY ($1) AND k.conrelid::regclass::text = ANY ($1)`,
      [tenant.map(({ tabella }) => tabella)],
    );
    expect(references.filter(({ prima }) => prima !== 'ambito_id')).toEqual([]);
  });

  test('lets the application read and nothing else', async () => {
    const tables = await execute<{ tabella: string }>(
      ownerUrl,
      `SELECT tablename AS tabella FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrazione'`,
    );
    expect(tables.length).toBeGreaterThan(0);
    for (const { tabella } of tables) {
      if (DEL_LAVORO.has(tabella)) {
        expect(await execute(appUrl, `DELETE FROM ${tabella} RETURNING 1`)).toEqual([]);
        continue;
      }
      await expect(execute(appUrl, `DELETE FROM ${tabella}`)).rejects.toMatchObject({ code: '42501' });
      await expect(execute(appUrl, `TRUNCATE ${tabella}`)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(execute(appUrl, 'CREATE TABLE mia (a int)')).rejects.toMatchObject({ code: '42501' });
    await expect(execute(appUrl, 'CREATE TEMPORARY TABLE mia (a int)')).rejects.toMatchObject({ code: '42501' });
    const [role] = await execute(
      appUrl,
      'SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user',
    );
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false });
  });

  test('says of every record where it comes from', async () => {
    const [row] = await execute<{ senza: string[] }>(
      ownerUrl,
      `SELECT coalesce(array_agg(t.tablename::text), '{}') AS senza FROM pg_tables t
       WHERE t.schemaname = 'public' AND t.tablename <> ALL ($1)
         AND NOT EXISTS (SELECT FROM information_schema.columns c WHERE c.table_name = t.tablename AND c.column_name = 'origine' AND c.is_nullable = 'NO')`,
      [Object.keys(SENZA_ORIGINE)],
    );
    expect(row!.senza).toEqual([]);
  });
});
