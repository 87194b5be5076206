import { TipoAffido } from '@trama/schema/affido';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { InputIdempotente, InputVersionato } from '@trama/schema/scrittura';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsInt,
  IsOptional,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { FamigliaAffidataria, ServizioAffidi } from './famiglia.entity.js';
import { StatoFamigliaAffidataria } from './famiglia.stati.js';

const CODICE_ISTAT = /^[0-9]{6}$/;

@InputType({ description: 'What a foster family offers.' })
export class DisponibilitaInput {
  @Field(() => [TipoAffido], { description: 'Kinds of fostering, one at least.' })
  @ArrayMinSize(1, { message: 'tipi deve contenere almeno un tipo di affido' })
  @ArrayMaxSize(5, { message: 'tipi può contenere al più 5 tipi di affido' })
  tipi!: TipoAffido[];

  @Field(() => Int, { description: 'Youngest age, 0 to 17.' })
  @Min(0, { message: 'etaMin deve essere almeno 0' })
  @Max(17, { message: 'etaMin può essere al più 17' })
  etaMin!: number;

  @Field(() => Int, { description: 'Oldest age, not below the youngest, 17 at most.' })
  @Min(0, { message: 'etaMax deve essere almeno 0' })
  @Max(17, { message: 'etaMax può essere al più 17' })
  etaMax!: number;

  @Field(() => Int, { description: 'Places, 1 to 6.' })
  @Min(1, { message: 'posti deve essere almeno 1' })
  @Max(6, { message: 'posti può essere al più 6' })
  posti!: number;

  @Field({ defaultValue: false, description: 'Whether it takes siblings together.' })
  fratelli!: boolean;

  @Field({ defaultValue: false, description: 'Whether it takes minors with special needs.' })
  bisogniSpeciali!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'How far from home the family of origin may live, 1 to 300 km; null when it does not matter.',
  })
  @IsOptional()
  @Min(1, { message: 'distanzaMaxKm deve essere almeno 1' })
  @Max(300, { message: 'distanzaMaxKm può essere al più 300' })
  distanzaMaxKm?: number | null;

  @Field(() => [String], { nullable: true, description: 'Languages spoken besides Italian, ISO 639-1, ten at most.' })
  @IsOptional()
  @ArrayMaxSize(10, { message: 'lingue può contenere al più 10 lingue' })
  @Matches(/^[a-z]{2}$/, { each: true, message: 'lingue deve contenere codici ISO 639-1, come "ar"' })
  lingue?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Cultures that it knows from inside, ten at most.' })
  @IsOptional()
  @ArrayMaxSize(10, { message: 'culture può contenere al più 10 voci' })
  @Length(2, 40, { each: true, message: 'culture deve contenere voci da 2 a 40 caratteri' })
  culture?: string[] | null;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'From this day; today when absent.' })
  dal?: string | null;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'To this day; null for no known end.' })
  al?: string | null;
}

@InputType({ description: 'A family that offers itself, as its service knows it.' })
export class RegistraFamigliaInput extends InputIdempotente {
  @Field({ description: 'ISTAT code of the home comune.' })
  @Matches(CODICE_ISTAT, { message: 'comune deve essere un codice ISTAT di sei cifre' })
  comune!: string;

  @Field(() => Int, { description: 'Members, 1 to 15.' })
  @IsInt({ message: 'componenti deve essere un numero intero' })
  @Min(1, { message: 'componenti deve essere almeno 1' })
  @Max(15, { message: 'componenti può essere al più 15' })
  componenti!: number;

  @Field(() => DisponibilitaInput, { description: 'What it offers.' })
  @ValidateNested()
  disponibilita!: DisponibilitaInput;

  @Field(() => Int, { nullable: true, description: 'Children of its own at home, 0 to 12.' })
  @IsOptional()
  @Min(0, { message: 'figli deve essere almeno 0' })
  @Max(12, { message: 'figli può essere al più 12' })
  figli?: number | null;

  @Field(() => Int, { defaultValue: 0, description: 'Fosterings that it ended before the bank knew it, 0 to 99.' })
  @Min(0, { message: 'affidiPrecedenti deve essere almeno 0' })
  @Max(99, { message: 'affidiPrecedenti può essere al più 99' })
  affidiPrecedenti!: number;

  @Field({
    defaultValue: false,
    description: 'True while its service is still getting to know it: it is not proposed before `abilitaFamiglia`.',
  })
  inValutazione!: boolean;

  @Field(() => String, { nullable: true, description: 'Names, 200 characters at most: encrypted, for this service.' })
  @IsOptional()
  @MaxLength(200, { message: 'nomi può avere al più 200 caratteri' })
  nomi?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'How to reach it, 500 characters at most: encrypted, for this service.',
  })
  @IsOptional()
  @MaxLength(500, { message: 'recapiti può avere al più 500 caratteri' })
  recapiti?: string | null;
}

@InputType({ description: 'Which family, as the caller saw it.' })
export class SullaFamigliaInput extends InputVersionato {
  @Field({ description: 'Code of the family.' })
  @MaxLength(20, { message: 'famiglia è troppo lunga: serve il codice della famiglia' })
  famiglia!: string;
}

@InputType({ description: 'What a family is and offers from now on; what is absent stays as it is.' })
export class AggiornaFamigliaInput extends SullaFamigliaInput {
  @Field(() => String, { nullable: true, description: 'ISTAT code of the home comune.' })
  @IsOptional()
  @Matches(CODICE_ISTAT, { message: 'comune deve essere un codice ISTAT di sei cifre' })
  comune?: string | null;

  @Field(() => Int, { nullable: true, description: 'Members, 1 to 15.' })
  @IsOptional()
  @Min(1, { message: 'componenti deve essere almeno 1' })
  @Max(15, { message: 'componenti può essere al più 15' })
  componenti?: number | null;

  @Field(() => DisponibilitaInput, { nullable: true, description: 'What it offers, whole: it counts as reconfirmed.' })
  @IsOptional()
  @ValidateNested()
  disponibilita?: DisponibilitaInput | null;
}

@InputType({ description: 'Which family, as the caller saw it, and why.' })
export class FermaFamigliaInput extends SullaFamigliaInput {
  @Field({ description: 'Why, 3 to 500 characters, without names.' })
  @Length(3, 500, { message: 'motivo deve avere da 3 a 500 caratteri' })
  motivo!: string;
}

@InputType({ description: 'Who a family is, from now on.' })
export class IdentitaFamigliaInput extends SullaFamigliaInput {
  @Field(() => String, { nullable: true, description: 'Names, 200 characters at most; null takes them away.' })
  @IsOptional()
  @MaxLength(200, { message: 'nomi può avere al più 200 caratteri' })
  nomi?: string | null;

  @Field(() => String, { nullable: true, description: 'How to reach it, 500 characters at most; null takes it away.' })
  @IsOptional()
  @MaxLength(500, { message: 'recapiti può avere al più 500 caratteri' })
  recapiti?: string | null;
}

@InputType({ description: 'Which foster families, among those that the caller may list.' })
export class FiltroFamiglieAffidatarie {
  @Field(() => StatoFamigliaAffidataria, { nullable: true, description: 'In this state.' })
  stato?: StatoFamigliaAffidataria | null;

  @Field(() => String, { nullable: true, description: 'That live in this comune, by its ISTAT code.' })
  @IsOptional()
  @Matches(CODICE_ISTAT, { message: 'comune deve essere un codice ISTAT di sei cifre' })
  comune?: string | null;

  @Field(() => Int, { nullable: true, description: 'That live in this ambito.' })
  @IsOptional()
  @Min(1, { message: 'ambito deve essere da 1 a 99' })
  @Max(99, { message: 'ambito deve essere da 1 a 99' })
  ambito?: number | null;

  @Field(() => TipoAffido, { nullable: true, description: 'That offer this kind of fostering.' })
  tipo?: TipoAffido | null;
}

@InputType({ description: 'A body of the Terzo Settore that may register families.' })
export class AmmettiServizioInput extends InputIdempotente {
  @Field({ description: 'Code of the body, as its operators sign in with it.' })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/, { message: 'ente deve essere il codice di un ente' })
  ente!: string;

  @Field({ description: 'Name of its fostering service, 3 to 200 characters.' })
  @Length(3, 200, { message: 'denominazione deve avere da 3 a 200 caratteri' })
  denominazione!: string;
}

@ObjectType({ description: 'The family after the change.' })
export class FamigliaAffidatariaPayload {
  @Field(() => FamigliaAffidataria, { description: 'The family.' })
  famiglia!: FamigliaAffidataria;
}

@ObjectType({ description: 'The service that was let in.' })
export class ServizioAffidiPayload {
  @Field(() => ServizioAffidi, { description: 'The service.' })
  servizio!: ServizioAffidi;
}
