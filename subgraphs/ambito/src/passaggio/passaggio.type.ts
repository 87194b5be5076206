import { Origine } from '@trama/schema/origine';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, ObjectType } from 'type-graphql';
import { ServizioCaso } from '../cartella/caso.stati.js';

@Richiede('caso:leggi')
@ObjectType({ description: 'The passage of a case from one service to another.' })
export class PassaggioServizio {
  casoId!: string;

  /** No @Field: the access log names it by it. */
  id!: string;

  @Field(() => ServizioCaso, { description: 'The service that followed it.' })
  da!: ServizioCaso;

  @Field(() => ServizioCaso, { description: 'The service that follows it from that day on.' })
  a!: ServizioCaso;

  @Field({ description: 'The team that took it.' })
  equipe!: string;

  @Field(() => GraphQLDateISO, { description: 'Day of the passage.' })
  data!: string;

  @Field({ description: 'Subject of the operator who passed it on, as the identity provider has it.' })
  operatore!: string;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  origine!: Origine;
}
