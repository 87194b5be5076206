import { identityOf, PUBBLICO } from '@trama/kernel/identity';
import { type GraphQLSchema, graphql, isObjectType } from 'graphql';
import { Length } from 'class-validator';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Info,
  InputType,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
  UseMiddleware,
} from 'type-graphql';
import { buildSubgraph } from './build-schema.js';
import type { SubgraphContext } from './context.js';
import { Asked, type AskedFields } from './asked-fields.js';
import { asksNoInfo } from './execution/without-info.js';
import { Richiede } from './richiede.js';

enum Colore {
  ROSSO = 'ROSSO',
  BLU = 'BLU',
}
registerEnumType(Colore, { name: 'Colore' });

@InputType()
class Filtro {
  @Length(3, 9)
  @Field()
  testo!: string;
}

@ObjectType()
class Stanza {
  @Field()
  nome!: string;
}

@ObjectType()
class StanzaGrande extends Stanza {
  @Field()
  posti!: number;
}

@ObjectType()
class Torre {
  @Field()
  nome!: string;

  inAlto(): string {
    return `${this.nome} in alto`;
  }
}

let passed = 0;

@Resolver()
class CaseResolver {
  private readonly prefisso = 'casa';

  @Query(() => StanzaGrande)
  stanza(@Arg('nome') nome: string): StanzaGrande {
    return { nome: `${this.prefisso} ${nome}`, posti: 4 };
  }

  @Richiede('caso:leggi')
  @Query(() => Stanza, { nullable: true })
  riservata(): Stanza {
    passed += 1;
    return { nome: 'segreta' };
  }

  @Query(() => String, { nullable: true })
  cercata(@Arg('filtro') { testo }: Filtro): string {
    return testo;
  }

  @Query(() => Torre)
  torre(): Torre {
    return { nome: 'torre' } as Torre;
  }
}

@Resolver(() => Stanza)
class StanzaResolver {
  @FieldResolver(() => String)
  detta(
    @Arg('colore', () => Colore) colore: Colore,
    @Ctx() { identity }: SubgraphContext,
    @Root() { nome }: Stanza,
    @Arg('quanti', () => [Int], { defaultValue: [1, 2] }) quanti: readonly number[],
  ): string {
    return `${nome} ${colore} ${identity.ruolo} ${quanti.join('+')}`;
  }

  @Richiede('caso:leggi')
  @FieldResolver(() => String, { nullable: true })
  vietata(): string {
    passed += 1;
    return 'segreto';
  }

  @UseMiddleware((_, next) => ((passed += 1), next()))
  @FieldResolver(() => Int)
  contata(): number {
    return passed;
  }

  @FieldResolver(() => StanzaGrande)
  accanto(@Asked() campi: AskedFields, @Root() { nome }: Stanza): StanzaGrande {
    return { nome: `${nome}: ${[...campi].sort().join(' ')}`, posti: 1 };
  }

  @FieldResolver(() => String)
  percorso(@Info() { path }: { path: { key: string | number } }): string {
    return String(path.key);
  }
}

@Resolver(() => Torre)
class TorreResolver {
  @FieldResolver(() => String)
  cima(@Root() torre: Torre): string {
    return torre.inAlto();
  }
}

describe('resolvers that need nothing of the library', () => {
  let schema: GraphQLSchema;
  const ask = (source: string) =>
    graphql({ schema, source, contextValue: { identity: identityOf(PUBBLICO, 'richiesta') } });

  beforeAll(async () => {
    const resolvers = [CaseResolver, StanzaResolver, TorreResolver];
    schema = await buildSubgraph({ name: 'prova', modules: [{ resolvers, types: [Stanza] }], migrations: [] });
  });

  test('are called directly, on types that extend theirs too, and all others by the library', () => {
    const direct = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
      .filter(({ field }) => asksNoInfo(field.resolve))
      .map(({ type, field }) => `${type.name}.${field.name}`);
    expect(direct.sort()).toEqual([
      'Query.riservata',
      'Query.stanza',
      'Query.torre',
      'Stanza.detta',
      'Stanza.vietata',
      'StanzaGrande.detta',
      'StanzaGrande.vietata',
    ]);
  });

  test('get their parent, arguments and caller, in the order in which they ask, and stay what they are', async () => {
    const { data, errors } = await ask('{ stanza(nome: "blu") { posti detta(colore: BLU) percorso } torre { cima } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      stanza: { posti: 4, detta: 'casa blu BLU PUBBLICO 1+2', percorso: 'percorso' },
      torre: { cima: 'torre in alto' },
    });
  });

  test('are told what is asked of their answer, under whatever name, condition or fragment', async () => {
    const { data, errors } = await ask(`
      { stanza(nome: "blu") { uno: accanto { nome } due: accanto { mio: nome ...F } due: accanto { posti @include(if: false) } } }
      fragment F on StanzaGrande { ... { percorso } }`);
    expect(errors).toBeUndefined();
    expect(data!['stanza']).toMatchObject({
      uno: { nome: 'casa blu: nome' },
      due: { mio: 'casa blu: nome percorso posti', percorso: 'percorso' },
    });
  });

  test('are not called for who may not ask them, and say so in our words', async () => {
    passed = 0;
    const { data, errors } = await ask('{ riservata { nome } stanza(nome: "a") { vietata } }');
    expect(data).toEqual({ riservata: null, stanza: { vietata: null } });
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['NON_AUTENTICATO', 'NON_AUTENTICATO']);
    expect(passed).toBe(0);
  });

  test('what asks for more still gets it: a middleware, a checked input', async () => {
    const { data, errors } = await ask('{ stanza(nome: "a") { contata } cercata(filtro: { testo: "ab" }) }');
    expect(data).toMatchObject({ stanza: { contata: 1 }, cercata: null });
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['INPUT_NON_VALIDO']);
  });
});
