import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, ObjectType } from 'type-graphql';

@Richiede('proposta:leggi')
@ObjectType({ description: 'A value that the bank of foster families can count, counted now.' })
export class PropostaBanca {
  @Field({ description: 'Code of the voce.' })
  voce!: string;

  @Field(() => Float, { description: 'The value.' })
  valore!: number;

  @Field({ description: 'How it was counted, in Italian: what to compare it with before accepting it.' })
  come!: string;
}
