import { IsUUID, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { InputSulCaso } from '../cartella/caso-cambiato.type.js';
import { TipoRecapito } from './recapito.type.js';

@InputType({ description: 'A way in which a person of a case is reached.' })
export class AggiungiRecapitoInput extends InputSulCaso {
  @Field(() => ID, { description: 'Id of the person, of that case.' })
  @IsUUID('all', { message: 'persona deve essere l’identificativo di una persona' })
  persona!: string;

  @Field(() => TipoRecapito, { description: 'What it is.' })
  tipo!: TipoRecapito;

  @Field({ description: 'The number or address, 3 to 200 characters.' })
  @Length(3, 200, { message: 'valore deve avere da 3 a 200 caratteri' })
  valore!: string;

  @Field({ defaultValue: false, description: 'Whether it is to be tried first, in place of the one that was.' })
  preferito!: boolean;
}

@InputType({ description: 'A way that is no longer good.' })
export class TogliRecapitoInput extends InputSulCaso {
  @Field(() => ID, { description: 'Its id.' })
  @IsUUID('all', { message: 'recapito deve essere l’identificativo di un recapito' })
  recapito!: string;
}
