import { type ClonedDatabase, cloneDatabase, execute, testContextKey } from '@trama/test-kit/database';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { Column, type DataSource, Entity, In, PrimaryColumn } from 'typeorm';
import { connect } from './connect.js';
import { Database } from './database.js';
import { operatore } from './scritture.fixtures.js';

const TABELLA = `
  CREATE TABLE scheda (numero smallint PRIMARY KEY, nome_intero text, dal date, alle timestamptz, voci text[], fonte jsonb, peso float8, grande bigint);
  GRANT SELECT ON scheda TO trama_app;
  INSERT INTO scheda VALUES
    (1, 'Uno', '2021-03-28', '2021-03-28 02:30+02', '{a,"b, c"}', '{"pagina": 3}', 1.5, 7),
    (2, NULL, NULL, NULL, '{}', '[1, null]', NULL, NULL), (3, 'tre è “3”', '1999-12-31', now(), NULL, NULL, -0.1, 9)`;

@Entity({ name: 'scheda' })
class Scheda {
  @PrimaryColumn({ type: 'smallint' })
  numero!: number;
  @Column({ name: 'nome_intero', type: 'text', nullable: true })
  nome!: string | null;
  @Column({ type: 'date', nullable: true })
  dal!: string | null;
  @Column({ type: 'timestamptz', nullable: true })
  alle!: Date | null;
  @Column({ type: 'text', array: true, nullable: true })
  voci!: string[] | null;
  @Column({ type: 'jsonb', nullable: true })
  fonte!: unknown;
  @Column({ type: 'double precision', nullable: true })
  peso!: number | null;
}

@Entity({ name: 'scheda' })
class Grande {
  @PrimaryColumn({ type: 'smallint' })
  numero!: number;
  @Column({ type: 'bigint' })
  grande!: string;
}

describe('records of an entity by the values of their columns', () => {
  let clone: ClonedDatabase;
  let source: DataSource;
  let database: Database;
  beforeAll(async () => {
    clone = await cloneDatabase('terzo-settore');
    await execute(clone.ownerUrl, TABELLA);
    source = await connect({ url: clone.appUrl, application: 'prova-scelta', poolSize: 2 }, [Scheda, Grande]);
    database = new Database(source, testContextKey());
  });
  afterAll(async () => {
    await source.destroy();
    await clone.drop();
  });

  test('are what the repository finds, in the same order', async () => {
    await database.read(operatore(4), async (tx) => {
      const scelte = await tx.select(Scheda, {
        where: { numero: [3, 1, 9] },
        order: { dal: 'DESC' },
        comment: 'prova',
      });
      const trovate = await tx.repo(Scheda).find({ where: { numero: In([3, 1, 9]) }, order: { dal: 'DESC' } });
      expect(scelte).toEqual(trovate);
      expect(scelte.map((scheda) => scheda instanceof Scheda)).toEqual([true, true]);
      expect(await tx.select(Scheda, { order: { numero: 'ASC' }, comment: 'prova' })).toEqual(
        await tx.repo(Scheda).find({ order: { numero: 'ASC' } }),
      );
      expect(await tx.select(Scheda, { where: { nome: ['Uno'], numero: [1, 2] }, comment: 'prova' })).toHaveLength(1);
      expect(await tx.select(Scheda, { where: { numero: [] }, comment: 'prova' })).toEqual([]);
    });
  });

  test('are read in one statement, that bears its name, where something may be written too', async () => {
    const { result, statements } = await statementsOf(() =>
      database.write(operatore(4), (tx) => tx.select(Scheda, { where: { numero: [1] }, comment: 'prova.una' })),
    );
    expect(result).toMatchObject([{ nome: 'Uno', dal: '2021-03-28' }]);
    expect(namesOf(statements)).toEqual(['prova.una']);
  });

  test('are refused where the driver would not give what the entity says', async () => {
    const grandi = database.read(operatore(4), (tx) => tx.select(Grande, { comment: 'prova' }));
    await expect(grandi).rejects.toThrow('Grande.grande');
  });
});
