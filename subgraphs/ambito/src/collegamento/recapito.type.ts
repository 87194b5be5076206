import { Richiede } from '@trama/subgraph/richiede';
import { Field, Int, ObjectType } from 'type-graphql';
import { ServizioCaso } from '../cartella/caso.stati.js';

@Richiede('recapito:scrivi')
@ObjectType({ description: 'How colleagues of other ambiti reach a service of the own ambito.' })
export class RecapitoServizio {
  @Field(() => ServizioCaso, { description: 'The service.' })
  servizio!: ServizioCaso;

  @Field(() => String, {
    nullable: true,
    description: 'Telephone or address of the office; null while nobody said: then it is the planning office.',
  })
  recapito!: string | null;

  @Field(() => Int, { description: 'Send it back with an update; 0 while nobody said.' })
  versione!: number;
}
