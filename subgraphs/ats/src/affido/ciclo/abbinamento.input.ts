import { GraphQLDateISO } from '@trama/schema/scalars';
import { InputIdempotente, InputVersionato } from '@trama/schema/scrittura';
import { IsOptional, Length, Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Abbinamento } from './abbinamento.entity.js';
import { EsitoAffido, StatoAbbinamento } from './abbinamento.stati.js';

@InputType({ description: 'A family for a request.' })
export class ProponiAbbinamentoInput extends InputIdempotente {
  @Field(() => ID, { description: 'Code of the request.' })
  @MaxLength(20, { message: 'richiesta è troppo lunga: serve il codice della richiesta' })
  richiesta!: string;

  @Field(() => ID, { description: 'Code of the family: one of the candidates.' })
  @MaxLength(20, { message: 'famiglia è troppo lunga: serve il codice della famiglia' })
  famiglia!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Why this family, 3 to 1,000 characters, without names: needed when it is not the first candidate.',
  })
  @IsOptional()
  @Length(3, 1000, { message: 'motivazione deve avere da 3 a 1000 caratteri' })
  motivazione?: string | null;
}

@InputType({ description: 'Which one, as the caller saw it.' })
abstract class SullAbbinamentoInput extends InputVersionato {
  @Field(() => ID, { description: 'Its code.' })
  @MaxLength(20, { message: 'abbinamento è troppo lungo: serve il codice dell’abbinamento' })
  abbinamento!: string;
}

@InputType({ description: 'A step, as the caller saw it.' })
export class TransizioneAbbinamentoInput extends SullAbbinamentoInput {
  @Field(() => GraphQLDateISO, { nullable: true, description: 'On which day; today when absent, never in the future.' })
  data?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why, 3 to 1,000 characters, without names: needed to refuse, and for the table of fostering to agree for a service.',
  })
  @IsOptional()
  @Length(3, 1000, { message: 'motivo deve avere da 3 a 1000 caratteri' })
  motivo?: string | null;
}

@InputType({ description: 'The end of a fostering.' })
export class ConcludiAffidoInput extends SullAbbinamentoInput {
  @Field(() => GraphQLDateISO, { description: 'Last day with the family: not before the first, not in the future.' })
  data!: string;

  @Field(() => EsitoAffido, { description: 'How it ended.' })
  esito!: EsitoAffido;

  @Field(() => String, { nullable: true, description: 'What there is to say of it, 3 to 1,000 characters, no names.' })
  @IsOptional()
  @Length(3, 1000, { message: 'motivo deve avere da 3 a 1000 caratteri' })
  motivo?: string | null;
}

@InputType({ description: 'A six-monthly review.' })
export class RegistraVerificaInput extends SullAbbinamentoInput {
  @Field(() => GraphQLDateISO, { description: 'When it was done: while the fostering goes on, not in the future.' })
  data!: string;
}

@InputType({ description: 'What a judge added to twenty-four months (law 184/1983, art. 4 c. 4).' })
export class RegistraProrogaInput extends SullAbbinamentoInput {
  @Field(() => Int, { description: 'Months in all beyond twenty-four, 1 to 216.' })
  @Min(1, { message: 'mesi deve essere almeno 1' })
  @Max(216, { message: 'mesi può essere al più 216' })
  mesi!: number;

  @Field({ description: 'The decision: which judge and when, 3 to 1,000 characters, without names.' })
  @Length(3, 1000, { message: 'provvedimento deve avere da 3 a 1000 caratteri' })
  provvedimento!: string;
}

@InputType({ description: 'Which ones, among those that the caller may see.' })
export class FiltroAbbinamenti {
  @Field(() => StatoAbbinamento, { nullable: true, description: 'In this state.' })
  stato?: StatoAbbinamento | null;

  @Field(() => Int, { nullable: true, description: 'For requests of this ambito.' })
  @IsOptional()
  @Min(1, { message: 'ambito deve essere da 1 a 99' })
  @Max(99, { message: 'ambito deve essere da 1 a 99' })
  ambito?: number | null;
}

@ObjectType({ description: 'What it is after the step.' })
export class AbbinamentoPayload {
  @Field(() => Abbinamento, { description: 'The family and the request.' })
  abbinamento!: Abbinamento;
}
