import { GraphQLDateISO } from '@trama/schema/scalars';
import { InputIdempotente, InputVersionato } from '@trama/schema/scrittura';
import { IsInt, IsOptional, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IncontroOsservatorio } from './incontro.entity.js';
import { QuesitoOsservatorio } from './quesito.entity.js';

@InputType({ description: 'A meeting that is promised.' })
export class PrevediIncontroInput extends InputIdempotente {
  @Field(() => GraphQLDateISO, { description: 'For which day: one meeting a day.' })
  il!: string;
}

@InputType({ description: 'That a meeting was held.' })
export class TieniIncontroInput extends InputVersionato {
  @Field(() => ID, { description: 'Which meeting.' })
  @IsUUID(undefined, { message: 'incontro deve essere l’id di un incontro' })
  incontro!: string;

  @Field(() => GraphQLDateISO, { description: 'On which day, not after today.' })
  il!: string;
}

@InputType({ description: 'A question on a figure of an edition. No names of persons.' })
export class PoniQuesitoInput extends InputIdempotente {
  @Field({ description: 'Code of the edition.' })
  @Length(1, 40, { message: 'edizione deve essere il codice di un’edizione' })
  edizione!: string;

  @Field({ description: 'Code of the indicator.' })
  @Matches(/^[a-z][a-z0-9_]{0,59}$/, { message: 'indicatore deve essere il codice di un indicatore' })
  indicatore!: string;

  @Field(() => Int, { nullable: true, description: 'Number of the ambito; null for the total.' })
  @IsOptional()
  @IsInt({ message: 'numeroAmbito deve essere un numero intero' })
  @Min(1, { message: 'numeroAmbito deve essere il numero di un ambito' })
  @Max(99, { message: 'numeroAmbito deve essere il numero di un ambito' })
  numeroAmbito?: number | null;

  @Field(() => Int, { description: 'Year.' })
  @IsInt({ message: 'anno deve essere un numero intero' })
  @Min(2000, { message: 'anno deve essere dal 2000 in poi' })
  @Max(2999, { message: 'anno deve avere quattro cifre' })
  anno!: number;

  @Field({ description: 'What is asked, up to 1,000 characters.' })
  @Length(1, 1000, { message: 'testo deve avere da 1 a 1000 caratteri' })
  testo!: string;
}

@InputType({ description: 'The answer to a question. No names of persons.' })
export class RispondiQuesitoInput extends InputVersionato {
  @Field(() => ID, { description: 'Which question.' })
  @IsUUID(undefined, { message: 'quesito deve essere l’id di un quesito' })
  quesito!: string;

  @Field({ description: 'The answer, up to 2,000 characters.' })
  @Length(1, 2000, { message: 'testo deve avere da 1 a 2000 caratteri' })
  testo!: string;
}

@ObjectType({ description: 'The meeting after the change.' })
export class IncontroPayload {
  @Field(() => IncontroOsservatorio, { description: 'The meeting.' })
  incontro!: IncontroOsservatorio;
}

@ObjectType({ description: 'The question after the change.' })
export class QuesitoPayload {
  @Field(() => QuesitoOsservatorio, { description: 'The question.' })
  quesito!: QuesitoOsservatorio;
}
