import { GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';

/** What this subgraph needs to know of an answer that the ats subgraph keeps. */
@Richiede('rilevazione:leggi')
@Directive('@key(fields: "id")')
@ObjectType('Compilazione', { description: 'The answer of one contributor to one campaign.' })
export class Compilazione {
  @Field(() => ID, { description: 'Identifier.' })
  id!: string;

  @Directive('@external')
  @Field({ description: 'Code of the collection.' })
  rilevazione!: string;

  @Directive('@external')
  @Field(() => Int, { description: 'Year that the figures speak of.' })
  anno!: number;

  @Directive('@external')
  @Field(() => Int, { description: 'Place that the people of its contributor work for.' })
  luogo!: number;
}

@Richiede('proposta:leggi')
@ObjectType({ description: 'A value that the case files of the ambito can count, counted now.' })
export class Proposta {
  /** Those that were counted, for the service that follows them. */
  casiContati!: readonly string[] | null;

  @Field({ description: 'Code of the voce.' })
  voce!: string;

  @Field(() => Float, { description: 'The value.' })
  valore!: number;

  @Field({ description: 'How it was counted, in Italian: what to compare it with before accepting it.' })
  come!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was counted: at this reading.' })
  contataIl!: Date;
}
