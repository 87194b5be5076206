import {
  MacrocategoriaFamiglia,
  NaturaAffido,
  StatoRichiestaAffido,
  TipoAffido,
  VicinanzaAffido,
} from '@trama/schema/affido';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { InputIdempotente, InputVersionato } from '@trama/schema/scrittura';
import { ArrayMaxSize, IsInt, IsOptional, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { RichiestaAffido } from './richiesta-affido.entity.js';

const CODICE_ISTAT = /^[0-9]{6}$/;

@InputType({ description: 'The decision that a minor be fostered.' })
export class DecretoInput {
  @Field({ description: 'Who decided, 3 to 200 characters.' })
  @Length(3, 200, { message: 'autorita deve avere da 3 a 200 caratteri' })
  autorita!: string;

  @Field(() => GraphQLDateISO, { description: 'When, not in the future.' })
  data!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Months that it presumes, 1 to 216; absent when it says none. Beyond twenty-four and what was granted the law admits no family (184/1983, art. 4 c. 4).',
  })
  @IsOptional()
  @Min(1, { message: 'durataMesi deve essere almeno 1' })
  @Max(216, { message: 'durataMesi può essere al più 216' })
  durataMesi?: number | null;

  @Field(() => Int, {
    defaultValue: 0,
    description: 'Months beyond twenty-four that the juvenile court granted, 0 to 216.',
  })
  @Min(0, { message: 'prorogaMesi non può essere negativo' })
  @Max(216, { message: 'prorogaMesi può essere al più 216' })
  prorogaMesi!: number;
}

/** What a family is looked for with, and may change while one is looked for. */
@InputType({ description: 'What a family is looked for with.' })
abstract class EsigenzeInput extends InputIdempotente {
  @Field(() => NaturaAffido, { nullable: true, description: 'On whose decision; of a court when absent.' })
  natura?: NaturaAffido | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Languages spoken at home besides Italian, ISO 639-1, five at most.',
  })
  @IsOptional()
  @ArrayMaxSize(5, { message: 'lingue può contenere al più 5 lingue' })
  @Matches(/^[a-z]{2}$/, { each: true, message: 'lingue deve contenere codici ISO 639-1, come "ar"' })
  lingue?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Cultures to keep, in the service’s words, five at most.' })
  @IsOptional()
  @ArrayMaxSize(5, { message: 'culture può contenere al più 5 voci' })
  @Length(2, 40, { each: true, message: 'culture deve contenere voci da 2 a 40 caratteri' })
  culture?: string[] | null;

  @Field(() => [Int], {
    nullable: true,
    description:
      'Ages of the siblings, one for each, none below the minor’s; absent when they are not known: then no family is excluded for them.',
  })
  @IsOptional()
  @ArrayMaxSize(9, { message: 'etaFratelli può contenere al più 9 età' })
  @Min(0, { each: true, message: 'etaFratelli deve contenere età da 0 a 17' })
  @Max(17, { each: true, message: 'etaFratelli deve contenere età da 0 a 17: l’affido è per minori' })
  etaFratelli?: number[] | null;

  @Field(() => VicinanzaAffido, {
    nullable: true,
    description: 'Where the family should live; INDIFFERENTE when absent.',
  })
  vicinanza?: VicinanzaAffido | null;

  @Field(() => String, { nullable: true, description: 'ISTAT code of the comune of the school to keep.' })
  @IsOptional()
  @Matches(CODICE_ISTAT, { message: 'scuola deve essere un codice ISTAT di sei cifre' })
  scuola?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Codes of families in which somebody is a relative, to the fourth degree, of who acts in the proceeding: the law excludes them (184/1983, art. 2 c. 1.1).',
  })
  @IsOptional()
  @ArrayMaxSize(20, { message: 'parenti può contenere al più 20 famiglie' })
  @MaxLength(20, { each: true, message: 'parenti deve contenere codici di famiglie' })
  parenti?: string[] | null;
}

@InputType({ description: 'A minor, or siblings together, for whom a foster family is looked for.' })
export class RegistraRichiestaInput extends EsigenzeInput {
  @Field({ description: 'ISTAT code of the comune of the family of origin, of the own ambito.' })
  @Matches(CODICE_ISTAT, { message: 'comune deve essere un codice ISTAT di sei cifre' })
  comune!: string;

  @Field(() => Int, { description: 'Age of the minor, of the youngest of siblings, 0 to 17.' })
  @IsInt({ message: 'eta deve essere un numero intero' })
  @Min(0, { message: 'eta deve essere almeno 0' })
  @Max(17, { message: 'eta può essere al più 17: l’affido è per minori' })
  eta!: number;

  @Field(() => TipoAffido, { description: 'What is asked for.' })
  tipo!: TipoAffido;

  @Field(() => MacrocategoriaFamiglia, { description: 'What can be expected of the family of origin.' })
  macrocategoria!: MacrocategoriaFamiglia;

  @Field(() => Int, { defaultValue: 0, description: 'Siblings to be placed together with the minor, 0 to 9.' })
  @Min(0, { message: 'fratelli deve essere almeno 0' })
  @Max(9, { message: 'fratelli può essere al più 9' })
  fratelli!: number;

  @Field({ defaultValue: false, description: 'Whether the minor has special needs.' })
  bisogniSpeciali!: boolean;

  @Field(() => DecretoInput, { description: 'The decision that the minor be fostered.' })
  @ValidateNested()
  decreto!: DecretoInput;

  @Field(() => String, { nullable: true, description: 'Code of the case file, of the own ambito.' })
  @IsOptional()
  @MaxLength(20, { message: 'caso è troppo lungo: serve il codice del caso' })
  caso?: string | null;
}

@InputType({ description: 'What is looked for from now on; what is absent stays as it is.' })
export class AggiornaRichiestaInput extends EsigenzeInput {
  @Field({ description: 'Code of the request.' })
  @MaxLength(20, { message: 'richiesta è troppo lunga: serve il codice della richiesta' })
  richiesta!: string;

  @Field(() => Int, { description: 'The versione that the caller saw.' })
  @Min(1, { message: 'versione deve essere almeno 1: è quella che hai letto' })
  versione!: number;

  @Field(() => TipoAffido, { nullable: true, description: 'What is asked for.' })
  tipo?: TipoAffido | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the minor has special needs.' })
  bisogniSpeciali?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Months beyond twenty-four that the juvenile court has granted by now, 0 to 216.',
  })
  @IsOptional()
  @Min(0, { message: 'prorogaMesi non può essere negativo' })
  @Max(216, { message: 'prorogaMesi può essere al più 216' })
  prorogaMesi?: number | null;
}

@InputType({ description: 'A request for which no family is looked for any more.' })
export class ChiudiRichiestaInput extends InputVersionato {
  @Field({ description: 'Code of the request.' })
  @MaxLength(20, { message: 'richiesta è troppo lunga: serve il codice della richiesta' })
  richiesta!: string;

  @Field({ description: 'Why, 3 to 500 characters, without names.' })
  @Length(3, 500, { message: 'motivo deve avere da 3 a 500 caratteri' })
  motivo!: string;
}

@InputType({ description: 'Which requests, among those that the caller may see.' })
export class FiltroRichiesteAffido {
  @Field(() => StatoRichiestaAffido, { nullable: true, description: 'In this state.' })
  stato?: StatoRichiestaAffido | null;

  @Field(() => Int, { nullable: true, description: 'Of this ambito.' })
  @IsOptional()
  @Min(1, { message: 'ambito deve essere da 1 a 99' })
  @Max(99, { message: 'ambito deve essere da 1 a 99' })
  ambito?: number | null;
}

@ObjectType({ description: 'The request after the change.' })
export class RichiestaAffidoPayload {
  @Field(() => RichiestaAffido, { description: 'The request.' })
  richiesta!: RichiestaAffido;
}
