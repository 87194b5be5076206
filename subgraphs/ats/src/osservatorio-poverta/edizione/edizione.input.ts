import { InputIdempotente } from '@trama/schema/scrittura';
import { ArrayMaxSize, IsInt, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { TemaPoverta } from '../indicatore/indicatore.type.js';
import { EdizioneOsservatorio, LetturaEdizione } from './edizione.entity.js';

@InputType({
  description: 'Why the figures of an ambito and year are not as the edition before told them. No names of persons.',
})
export class MotivoDifferenzaInput {
  @Field(() => Int, { description: 'Number of the ambito.' })
  @IsInt({ message: 'ambito deve essere un numero intero' })
  @Min(1, { message: 'ambito deve essere il numero di un ambito' })
  @Max(99, { message: 'ambito deve essere il numero di un ambito' })
  ambito!: number;

  @Field(() => Int, { description: 'Year.' })
  @IsInt({ message: 'anno deve essere un numero intero' })
  @Min(2000, { message: 'anno deve essere dal 2000 in poi' })
  @Max(2999, { message: 'anno deve avere quattro cifre' })
  anno!: number;

  @Field({ description: 'Why, up to 1,000 characters.' })
  @Length(1, 1000, { message: 'testo deve avere da 1 a 1000 caratteri' })
  testo!: string;
}

@InputType({ description: 'The edition of a meeting: of what is published now.' })
export class FissaEdizioneInput extends InputIdempotente {
  @Field(() => ID, { description: 'Which meeting; it has one edition.' })
  @IsUUID(undefined, { message: 'incontro deve essere l’id di un incontro' })
  incontro!: string;

  @Field(() => [MotivoDifferenzaInput], {
    defaultValue: [],
    description: 'Why figures that the edition before told are not as they were: one for each ambito and year.',
  })
  @ArrayMaxSize(400, { message: 'motivi possono essere al più 400' })
  @ValidateNested({ each: true })
  motivi!: MotivoDifferenzaInput[];
}

@InputType({ description: 'A reading of an edition, which adds to those before. No names of persons.' })
export class ScriviLetturaInput extends InputIdempotente {
  @Field({ description: 'Code of the edition.' })
  @Length(1, 40, { message: 'edizione deve essere il codice di un’edizione' })
  edizione!: string;

  @Field(() => TemaPoverta, { description: 'Theme.' })
  tema!: TemaPoverta;

  @Field({ description: 'The reading, up to 4,000 characters.' })
  @Length(1, 4000, { message: 'testo deve avere da 1 a 4000 caratteri' })
  testo!: string;
}

@ObjectType({ description: 'The edition that was fixed.' })
export class EdizionePayload {
  @Field(() => EdizioneOsservatorio, { description: 'The edition.' })
  edizione!: EdizioneOsservatorio;
}

@ObjectType({ description: 'The reading that was written.' })
export class LetturaPayload {
  @Field(() => LetturaEdizione, { description: 'The reading.' })
  lettura!: LetturaEdizione;
}
