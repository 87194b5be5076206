import { PUBBLICO, identityOf } from '@trama/kernel/identity';
import { graphql } from 'graphql';
import { Field, ObjectType, Query, Resolver, UseMiddleware } from 'type-graphql';
import { buildSubgraph } from './build-schema.js';
import { Richiede } from './richiede.js';

let passed = 0;

@ObjectType()
class Scheda {
  @Field()
  titolo!: string;

  @Richiede('minore:leggi' as never)
  @Field(() => String, { nullable: true })
  riservato!: string;

  @UseMiddleware((_, next) => ((passed += 1), next()))
  @Field()
  contato!: string;

  @Field({ name: 'altroNome' })
  proprio!: string;
}

@ObjectType()
class SchedaLunga extends Scheda {
  @Field()
  coda!: string;
}

@Resolver()
class SchedeResolver {
  @Query(() => SchedaLunga)
  scheda(): SchedaLunga {
    return { titolo: 'uno', riservato: 'segreto', contato: 'due', proprio: 'tre', coda: 'quattro' };
  }
}

describe('fields that are only a property', () => {
  test('are read directly, and what stands before any other field still does', async () => {
    const schema = await buildSubgraph({
      name: 'prova',
      modules: [{ resolvers: [SchedeResolver], types: [Scheda] }],
      migrations: [],
    });
    for (const type of ['Scheda', 'SchedaLunga']) {
      const fields = (
        schema.getType(type) as unknown as { getFields(): Record<string, { resolve?: unknown }> }
      ).getFields();
      const resolved = Object.keys(fields).filter((name) => fields[name]!.resolve);
      expect(resolved.sort()).toEqual(['altroNome', 'contato', 'riservato']);
    }
    const source = '{ scheda { titolo riservato contato altroNome coda } }';
    const contextValue = { identity: identityOf(PUBBLICO, 'r') };
    const { data, errors } = await graphql({ schema, source, contextValue });
    expect(data).toEqual({
      scheda: { titolo: 'uno', riservato: null, contato: 'due', altroNome: 'tre', coda: 'quattro' },
    });
    expect(errors).toHaveLength(1);
    expect(passed).toBe(1);
  });
});
