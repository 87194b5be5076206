import { Richiede } from '@trama/subgraph/richiede';
import { Field, ObjectType } from 'type-graphql';

/** No @key: a household is reached from a case that the caller sees, and in no other way. */
@Richiede('caso:leggi')
@ObjectType({
  description: 'The household that a case is about. Several cases, also of several services, may share one.',
})
export class Nucleo {
  ambitoId!: number;
  id!: string;
  comuneIstat!: string;

  /** The case that it was reached from. */
  casoId!: string;

  @Field({ description: 'Code; it starts with the ambito and tells nothing else.' })
  codice!: string;
}
