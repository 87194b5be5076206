import { GraphQLDateISO } from '@trama/schema/scalars';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { InputSulCaso } from '../cartella/caso-cambiato.type.js';
import { Autorita, TipoProvvedimento } from './provvedimento.stati.js';

@InputType({ description: 'A judicial measure to write down.' })
export class RegistraProvvedimentoInput extends InputSulCaso {
  @Field(() => Autorita, { description: 'Who ordered it.' })
  autorita!: Autorita;

  @Field(() => TipoProvvedimento, { description: 'What it orders.' })
  tipo!: TipoProvvedimento;

  @Field(() => GraphQLDateISO, {
    nullable: true,
    description: 'Day of the measure, also before the case was opened, not in the future; today when absent.',
  })
  data?: string | null;
}

@InputType({ description: 'A judicial measure that was taken back.' })
export class RevocaProvvedimentoInput extends InputSulCaso {
  @Field(() => ID, { description: 'Id of the measure.' })
  @IsUUID('all', { message: 'provvedimento deve essere l’identificativo di un provvedimento' })
  provvedimento!: string;

  @Field(() => GraphQLDateISO, {
    nullable: true,
    description: 'Day on which it was taken back, from that of the measure to today; today when absent.',
  })
  revocatoIl?: string | null;
}
