import { Length } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { InputSulCaso } from '../cartella/caso-cambiato.type.js';
import { PassaggioServizio } from './passaggio.type.js';

@InputType({ description: 'A case of prevention that child protection takes.' })
export class PassaATutelaInput extends InputSulCaso {
  @Field({ description: 'Team of child protection of the own ambito that takes it.' })
  @Length(1, 50, { message: 'equipe deve avere da 1 a 50 caratteri' })
  equipe!: string;
}

@ObjectType({ description: 'The passage, and not the case: whoever passed it on no longer sees it.' })
export class PassaggioPayload {
  @Field(() => PassaggioServizio, { description: 'The passage.' })
  passaggio!: PassaggioServizio;
}
