import { GraphQLDateISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, ObjectType } from 'type-graphql';
import { Ambito } from './ambito.entity.js';

@Richiede('territorio:leggi')
@ObjectType({ description: 'Days in which a comune was of an ambito.' })
export class AppartenenzaComune {
  codiceIstat!: string;

  ambitoId!: number;

  @Field(() => Ambito, { nullable: true, description: 'The ambito.' })
  ambito!: Pick<Ambito, 'numero'>;

  @Field(() => GraphQLDateISO, {
    nullable: true,
    description: 'First day; null when that is before the register looks back.',
  })
  dal!: string | null;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Last day; null while no end is known.' })
  al!: string | null;
}
