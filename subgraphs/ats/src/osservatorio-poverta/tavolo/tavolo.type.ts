import { GraphQLDateISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Int, ObjectType } from 'type-graphql';

@Richiede('statistica:leggi')
@ObjectType({ description: 'How the observatory keeps its promise of meeting every six months at least.' })
export class CadenzaIncontri {
  @Field(() => GraphQLDateISO, { nullable: true, description: 'Day of the last meeting held; null before the first.' })
  ultimo!: string | null;

  @Field(() => GraphQLDateISO, {
    nullable: true,
    description: 'Day by which the next one is to be held; null before the first.',
  })
  entro!: string | null;

  @Field(() => Int, { description: 'Days that the next one is late; 0 when it is not, or before the first.' })
  ritardoGiorni!: number;

  @Field(() => [GraphQLDateISO], { description: 'Days that a meeting was promised for, gone by without one.' })
  mancati!: string[];
}
