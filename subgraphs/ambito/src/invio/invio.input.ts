import { InputIdempotente, InputVersionato } from '@trama/schema/scrittura';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsOptional,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Caso } from '../cartella/caso.entity.js';
import { ServizioCaso } from '../cartella/caso.stati.js';
import { CampoInvio } from './invio.basi.js';
import { Invio } from './invio.entity.js';
import { EsitoInvio, StatoInvio, TipoInvio } from './invio.stati.js';

@InputType({ description: 'The body that it is for: exactly one of ambito (with its service), asst and ente.' })
export class DestinatarioInvioInput {
  @Field(() => Int, { nullable: true, description: 'Number of the ambito, not the own one.' })
  @IsOptional()
  @Min(1, { message: 'ambito deve essere da 1 a 99' })
  @Max(99, { message: 'ambito deve essere da 1 a 99' })
  ambito?: number | null;

  @Field(() => ServizioCaso, { nullable: true, description: 'The service of that ambito.' })
  servizio?: ServizioCaso | null;

  @Field(() => String, { nullable: true, description: 'Code of the hospital trust.' })
  @IsOptional()
  @Matches(/^[A-Z0-9-]{3,40}$/, { message: 'asst deve essere il codice di una ASST' })
  asst?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the body of the Terzo Settore.' })
  @IsOptional()
  @Matches(/^[a-z0-9-]{2,80}$/, { message: 'ente deve essere il codice di un ente' })
  ente?: string | null;
}

@InputType({ description: 'What is sent, to whom, and on what law.' })
export class InviaInput extends InputIdempotente {
  @Field({ description: 'Code of the case.' })
  @MaxLength(20, { message: 'caso è troppo lungo: serve il codice del caso' })
  caso!: string;

  @Field(() => TipoInvio, { description: 'Whether the family is handed over, or something is asked for.' })
  tipo!: TipoInvio;

  @Field(() => DestinatarioInvioInput, { description: 'The body that it is for.' })
  @ValidateNested()
  destinatario!: DestinatarioInvioInput;

  @Field({ description: 'Code of the legal basis, of `basiGiuridiche`.' })
  @MaxLength(60, { message: 'base è troppo lunga: serve il codice di una base giuridica' })
  base!: string;

  @Field(() => [CampoInvio], { description: 'What was agreed to be sent, of what the basis allows.' })
  @ArrayMinSize(1, { message: 'campi deve contenere almeno un campo' })
  @ArrayMaxSize(7, { message: 'campi può contenere ogni campo una volta' })
  campi!: CampoInvio[];

  @Field({
    description: 'Why and what for, 10 to 1000 characters, without names: the receiver reads it before saying yes.',
  })
  @Length(10, 1000, { message: 'motivo deve avere da 10 a 1000 caratteri' })
  motivo!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The report, when it is among the fields: up to 20,000 characters.',
  })
  @IsOptional()
  @Length(1, 20_000, { message: 'relazione può avere al più 20000 caratteri' })
  relazione?: string | null;

  @Field({ defaultValue: false, description: 'Whether an answer is urgent.' })
  urgente!: boolean;

  @Field(() => GraphQLDateISO, {
    nullable: true,
    description: 'Day by which an answer is due, from today on; in 30 days when absent, 2 when it is urgent.',
  })
  entro?: string | null;
}

@InputType({ description: 'Which one, as the caller saw it.' })
export abstract class InputSullInvio extends InputVersionato {
  @Field({ description: 'Code of what was sent.' })
  @MaxLength(20, { message: 'invio è troppo lungo: serve il codice dell’invio' })
  invio!: string;
}

@InputType({ description: 'A step that needs no word.' })
export class PassoInvioInput extends InputSullInvio {}

@InputType({ description: 'A step with its reason.' })
export class MotivoInvioInput extends InputSullInvio {
  @Field({ description: 'Why, 3 to 1000 characters.' })
  @Length(3, 1000, { message: 'motivo deve avere da 3 a 1000 caratteri' })
  motivo!: string;
}

@InputType({ description: 'How it ended.' })
export class ConcludiInvioInput extends InputSullInvio {
  @Field(() => EsitoInvio, { description: 'How.' })
  esito!: EsitoInvio;

  @Field({ description: 'What was done and found, 3 to 20,000 characters: the sender reads it.' })
  @Length(3, 20_000, { message: 'relazione deve avere da 3 a 20000 caratteri' })
  relazione!: string;
}

@InputType({ description: 'What is kept of what was taken back.' })
export class DichiaraConservazioneInput extends InputSullInvio {
  @Field({ description: 'Code of the legal basis on which it is kept, of `basiGiuridiche`.' })
  @MaxLength(60, { message: 'base è troppo lunga: serve il codice di una base giuridica' })
  base!: string;

  @Field({ description: 'What is kept and why, 3 to 1000 characters.' })
  @Length(3, 1000, { message: 'motivo deve avere da 3 a 1000 caratteri' })
  motivo!: string;
}

@InputType({ description: 'A case of the own ambito, opened from a transfer.' })
export class PrendiInCaricoInput extends InputSullInvio {
  @Field(() => String, { nullable: true, description: 'Team of child protection that follows it together.' })
  @IsOptional()
  @MaxLength(50, { message: 'equipe può avere al più 50 caratteri' })
  equipe?: string | null;

  @Field(() => String, { nullable: true, description: 'ISTAT code of the comune where the household lives now.' })
  @IsOptional()
  @Matches(/^[0-9]{6}$/, { message: 'comune deve essere un codice ISTAT di sei cifre' })
  comune?: string | null;
}

@InputType({ description: 'Which, among those that the caller sees.' })
export class FiltroInviiInput {
  @Field(() => StatoInvio, { nullable: true, description: 'In this state.' })
  stato?: StatoInvio | null;
}

@ObjectType({ description: 'What was sent, after the step.' })
export class InvioPayload {
  @Field(() => Invio, { description: 'It.' })
  invio!: Invio;
}

@ObjectType({ description: 'The case that was opened from a transfer.' })
export class PresaInCaricoPayload {
  @Field(() => Caso, { description: 'The case.' })
  caso!: Caso;

  @Field(() => Invio, { description: 'What it was opened from.' })
  invio!: Invio;
}
