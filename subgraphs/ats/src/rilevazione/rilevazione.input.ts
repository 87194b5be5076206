import { GraphQLDateISO } from '@trama/schema/scalars';
import { InputIdempotente, InputVersionato } from '@trama/schema/scrittura';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsInt,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Campagna } from './campagna.entity.js';
import { Compilazione, Domanda, ViolazioneRegola } from './compilazione.entity.js';
import { StatoValore } from './rilevazione.stati.js';

export const TESTO_MASSIMO = 4_000;

@InputType({ description: 'A new campaign.' })
export class ApriCampagnaInput extends InputIdempotente {
  @Field({ description: 'Code of the collection, such as tutela-minori.' })
  @Matches(/^[a-z][a-z0-9-]{0,59}$/, { message: 'rilevazione deve essere il codice di una rilevazione' })
  rilevazione!: string;

  @Field(() => Int, { description: 'Year that the figures speak of.' })
  @IsInt({ message: 'anno deve essere un numero intero' })
  @Min(2000, { message: 'anno deve essere almeno 2000' })
  @Max(2999, { message: 'anno può essere al più 2999' })
  anno!: number;

  @Field(() => GraphQLDateISO, { description: 'Last day for sending, not in the past.' })
  scadenza!: string;
}

@InputType({ description: 'A step of a campaign.' })
export class TransizioneCampagnaInput extends InputVersionato {
  @Field(() => ID, { description: 'Which campaign.' })
  @IsUUID(undefined, { message: 'campagna deve essere l’id di una campagna' })
  campagna!: string;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'A new last day for sending, when it is opened again.' })
  scadenza?: string | null;
}

@InputType({ description: 'What is answered to one voce.' })
export class ValoreInput {
  @Field({ description: 'Code of the voce.' })
  @MaxLength(60, { message: 'voce è troppo lunga: serve il codice di una voce' })
  voce!: string;

  @Field(() => StatoValore, { defaultValue: StatoValore.VALORE, description: 'What it is, or why there is no value.' })
  stato!: StatoValore;

  @Field(() => Float, { nullable: true, description: 'The number, for VALORE.' })
  valore?: number | null;

  @Field(() => String, { nullable: true, description: 'The words, for a voce that asks for words.' })
  @IsOptional()
  @MaxLength(TESTO_MASSIMO, { message: `testo può avere al più ${TESTO_MASSIMO} caratteri` })
  testo?: string | null;

  @Field(() => String, { nullable: true, description: 'What to know about it; needed to send it against a warning.' })
  @IsOptional()
  @MaxLength(TESTO_MASSIMO, { message: `nota può avere al più ${TESTO_MASSIMO} caratteri` })
  nota?: string | null;
}

@ArgsType()
export class CompilazioneArgs {
  @Field(() => ID, { description: 'Its identifier.' })
  @IsUUID(undefined, { message: 'id deve essere l’id di una compilazione' })
  id!: string;
}

@InputType({ description: 'What every change of an answer takes.' })
abstract class InputSullaCompilazione extends InputVersionato {
  @Field(() => ID, { description: 'Which answer.' })
  @IsUUID(undefined, { message: 'compilazione deve essere l’id di una compilazione' })
  compilazione!: string;
}

@InputType({
  description: 'Values to write. Voci that are not named stay as they are; calculated ones are not written.',
})
export class SalvaCompilazioneInput extends InputSullaCompilazione {
  @Field(() => [ValoreInput], { description: 'The values, each voce once.' })
  @ArrayMinSize(1, { message: 'valori deve contenere almeno un valore' })
  @ArrayMaxSize(500, { message: 'valori può contenere al più 500 valori' })
  @ValidateNested({ each: true })
  valori!: ValoreInput[];
}

@InputType({ description: 'A proposal, as the caller saw it.' })
export class PropostaInput {
  @Field({ description: 'Code of the voce.' })
  @MaxLength(60, { message: 'voce è troppo lunga: serve il codice di una voce' })
  voce!: string;

  @Field(() => Float, { description: 'The value that was counted, or taken.' })
  valore!: number;

  @Field(() => ID, {
    nullable: true,
    description: 'For one of `proposteDaAltre`: the answer that it stands in. It must still be there as it was seen.',
  })
  @IsOptional()
  @IsUUID(undefined, { message: 'da deve essere l’id di una compilazione' })
  da?: string | null;
}

@InputType({ description: 'Proposals to accept.' })
export class AccettaProposteInput extends InputSullaCompilazione {
  @Field(() => [PropostaInput], { description: 'The proposals, each voce once.' })
  @ArrayMinSize(1, { message: 'proposte deve contenere almeno una proposta' })
  @ArrayMaxSize(500, { message: 'proposte può contenere al più 500 proposte' })
  @ValidateNested({ each: true })
  proposte!: PropostaInput[];
}

@InputType({ description: 'A step of an answer.' })
export class TransizioneCompilazioneInput extends InputSullaCompilazione {
  @Field(() => String, {
    nullable: true,
    description: 'Why; needed to send back, to reject and to correct. At most 4000 characters.',
  })
  @IsOptional()
  @MaxLength(TESTO_MASSIMO, { message: `motivo può avere al più ${TESTO_MASSIMO} caratteri` })
  motivo?: string | null;
}

@InputType({ description: 'A question on one figure of an answer.' })
export class ApriDomandaInput extends InputIdempotente {
  @Field(() => ID, { description: 'Which answer.' })
  @IsUUID(undefined, { message: 'compilazione deve essere l’id di una compilazione' })
  compilazione!: string;

  @Field({ description: 'Code of the voce.' })
  @MaxLength(60, { message: 'voce è troppo lunga: serve il codice di una voce' })
  voce!: string;

  @Field({ description: 'The question, 1 to 4000 characters.' })
  @Length(1, TESTO_MASSIMO, { message: `testo deve avere da 1 a ${TESTO_MASSIMO} caratteri` })
  testo!: string;
}

@InputType({ description: 'An answer to a question, or its end.' })
export class RispondiDomandaInput extends InputVersionato {
  @Field(() => ID, { description: 'Which question.' })
  @IsUUID(undefined, { message: 'domanda deve essere l’id di una domanda' })
  domanda!: string;

  @Field({ description: 'What is said, 1 to 4000 characters.' })
  @Length(1, TESTO_MASSIMO, { message: `testo deve avere da 1 a ${TESTO_MASSIMO} caratteri` })
  testo!: string;
}

@ObjectType({ description: 'The campaign after the change.' })
export class CampagnaPayload {
  @Field(() => Campagna, { description: 'The campaign.' })
  campagna!: Campagna;
}

@ObjectType({ description: 'The answer after the change, and what is wrong with it.' })
export class CompilazionePayload {
  @Field(() => Compilazione, {
    description: 'The answer. One that was to be sent and still is a BOZZA was kept back by `violazioni`.',
  })
  compilazione!: Compilazione;

  @Field(() => [ViolazioneRegola], { description: 'All that is wrong with it now, in the order of the form.' })
  violazioni?: ViolazioneRegola[];
}

@ObjectType({ description: 'The question after the change.' })
export class DomandaPayload {
  @Field(() => Domanda, { description: 'The question.' })
  domanda!: Domanda;
}
