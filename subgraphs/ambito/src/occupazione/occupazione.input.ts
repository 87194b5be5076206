import { GraphQLDateISO } from '@trama/schema/scalars';
import { InputIdempotente } from '@trama/schema/scrittura';
import { IsInt, IsOptional, Length, Max, Min } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { UnitaOfferta } from '../unita-offerta/unita-offerta.entity.js';
import { OccupazioneUnita } from './occupazione.entity.js';

@InputType({ description: 'How many places of a unit are taken on a day.' })
export class DichiaraOccupazioneInput extends InputIdempotente {
  @Field({ description: 'Code of a unit of the caller’s ambito: one unit, with its places.' })
  @Length(1, 200, { message: 'unita deve essere il codice di un’unità' })
  unita!: string;

  @Field(() => GraphQLDateISO, { description: 'The day: not after today, nor before 2021.' })
  giorno!: string;

  @Field(() => Int, {
    description:
      'The versione that the caller saw of that day, 0 for a day that nobody declared yet. When somebody wrote meanwhile the answer is CONFLITTO_VERSIONE.',
  })
  @IsInt({ message: 'versione deve essere un numero intero' })
  @Min(0, { message: 'versione deve essere quella letta, o 0 per un giorno mai dichiarato' })
  versione!: number;

  @Field(() => Int, {
    description:
      'People who have a place. More than the places is accepted with a note, up to twice as many: beyond, it is taken for a typing error.',
  })
  @IsInt({ message: 'occupati deve essere un numero intero' })
  @Min(0, { message: 'occupati non può essere negativo' })
  occupati!: number;

  @Field(() => Int, { nullable: true, description: 'People who wait for a place, if known.' })
  @IsOptional()
  @IsInt({ message: 'inAttesa deve essere un numero intero' })
  @Min(0, { message: 'inAttesa non può essere negativo' })
  @Max(10_000, { message: 'inAttesa può essere al più 10000' })
  inAttesa?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why there are more people than places, or what else to know, 10 to 500 characters; nobody’s name.',
  })
  @IsOptional()
  @Length(10, 500, { message: 'nota deve avere da 10 a 500 caratteri' })
  nota?: string | null;
}

@ObjectType({ description: 'The declaration, and its unit as everybody now sees it.' })
export class OccupazionePayload {
  @Field(() => OccupazioneUnita, { description: 'What was declared.' })
  occupazione!: OccupazioneUnita;

  @Field(() => UnitaOfferta, { nullable: true, description: 'The unit.' })
  unita!: UnitaOfferta | null;
}
