import { InputIdempotente } from '@trama/schema/scrittura';
import { Length, Min } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { ServizioCaso } from '../cartella/caso.stati.js';
import { RecapitoServizio } from './recapito.type.js';

@InputType({ description: 'How a service is reached from now on.' })
export class ImpostaRecapitoInput extends InputIdempotente {
  @Field(() => Int, { description: 'As the caller last saw it; 0 while nobody said.' })
  @Min(0, { message: 'versione deve essere quella letta, o 0 se non c’è ancora un recapito' })
  versione!: number;

  @Field(() => ServizioCaso, { description: 'The service.' })
  servizio!: ServizioCaso;

  @Field({ description: 'Telephone or address of the office, 5 to 200 characters: never a person’s name.' })
  @Length(5, 200, { message: 'recapito deve avere da 5 a 200 caratteri' })
  recapito!: string;
}

@ObjectType({ description: 'How the service is reached, after the change.' })
export class RecapitoServizioPayload {
  @Field(() => RecapitoServizio, { description: 'The service and how it is reached.' })
  recapito!: RecapitoServizio;
}
