import { GraphQLDateISO } from '@trama/schema/scalars';
import { IsNumber, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { InputSulCaso } from '../cartella/caso-cambiato.type.js';
import { TipoIntervento } from './intervento.stati.js';

@InputType({ description: 'Something that begins to be done for a case.' })
export class AvviaInterventoInput extends InputSulCaso {
  @Field(() => TipoIntervento, { description: 'What it is.' })
  tipo!: TipoIntervento;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the person of the case that it is for; the family when absent.',
  })
  @IsOptional()
  @IsUUID('all', { message: 'persona deve essere l’identificativo di una persona del caso' })
  persona?: string | null;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'First day, not in the future; today when absent.' })
  dal?: string | null;
}

@InputType({ description: 'The end of something that was done for a case.' })
export class ConcludiInterventoInput extends InputSulCaso {
  @Field(() => ID, { description: 'Id of what ends.' })
  @IsUUID('all', { message: 'intervento deve essere l’identificativo di un intervento' })
  intervento!: string;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Last day, from the first to today; today when absent.' })
  al?: string | null;

  @Field(() => Float, { nullable: true, description: 'Hours given in all, two decimals at most.' })
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 2 }, { message: 'ore può avere al più due decimali' })
  @Min(0, { message: 'ore non può essere negativo' })
  @Max(99_999, { message: 'ore può essere al più 99999' })
  ore?: number | null;

  @Field(() => Int, { nullable: true, description: 'Meetings held in all.' })
  @IsOptional()
  @Min(0, { message: 'incontri non può essere negativo' })
  @Max(99_999, { message: 'incontri può essere al più 99999' })
  incontri?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it reached what it was for.' })
  obiettivoRaggiunto?: boolean | null;
}
