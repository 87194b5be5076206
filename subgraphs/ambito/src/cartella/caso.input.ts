import { GraphQLDateISO } from '@trama/schema/scalars';
import { InputIdempotente } from '@trama/schema/scrittura';
import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { InputSulCaso } from './caso-cambiato.type.js';
import { EsitoCaso, StatoCaso } from './caso.stati.js';
import { RuoloNelCaso } from './persona.type.js';

@InputType({ description: 'Which cases, among those that the caller follows.' })
export class FiltroCasiInput {
  @Field(() => StatoCaso, { nullable: true, description: 'In this state.' })
  stato?: StatoCaso | null;

  @Field(() => String, {
    nullable: true,
    description: 'With a person who has exactly this codice fiscale, STP, ENI or provisional code.',
  })
  @IsOptional()
  @MaxLength(32, { message: 'codiceFiscale è troppo lungo' })
  codiceFiscale?: string | null;
}

@InputType({ description: 'A person to be registered with a case.' })
export class NuovaPersonaInput {
  @Field(() => RuoloNelCaso, { description: 'What the person is in the case.' })
  ruolo!: RuoloNelCaso;

  @Field({ description: 'First name, 1 to 100 characters.' })
  @Length(1, 100, { message: 'nome deve avere da 1 a 100 caratteri' })
  nome!: string;

  @Field({ description: 'Family name, 1 to 100 characters.' })
  @Length(1, 100, { message: 'cognome deve avere da 1 a 100 caratteri' })
  cognome!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Codice fiscale, STP, ENI or provisional code, whose form and check character are verified.',
  })
  @IsOptional()
  @MaxLength(32, { message: 'codiceFiscale è troppo lungo' })
  codiceFiscale?: string | null;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Birthday.' })
  dataNascita?: string | null;
}

@InputType({ description: 'A new case. The service is that of the caller, and the caller is the first to follow it.' })
export class ApriCasoInput extends InputIdempotente {
  @Field(() => GraphQLDateISO, { nullable: true, description: 'Day of opening, not in the future; today when absent.' })
  apertoIl?: string | null;

  @Field(() => String, { nullable: true, description: 'Team of child protection that follows it together.' })
  @IsOptional()
  @MaxLength(50, { message: 'equipe può avere al più 50 caratteri' })
  equipe?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'ISTAT code of the comune where the household lives, of the own ambito: a new household is registered.',
  })
  @IsOptional()
  @Matches(/^[0-9]{6}$/, { message: 'comune deve essere un codice ISTAT di sei cifre' })
  comune?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the household, when it has a case already that the caller follows; `comune` is then absent.',
  })
  @IsOptional()
  @MaxLength(20, { message: 'nucleo è troppo lungo: serve il codice del nucleo' })
  nucleo?: string | null;

  @Field(() => [NuovaPersonaInput], { description: 'Who is in it, 1 to 20 people.' })
  @ArrayMinSize(1, { message: 'persone deve contenere almeno una persona' })
  @ArrayMaxSize(20, { message: 'persone può contenere al più 20 persone' })
  @ValidateNested({ each: true })
  persone!: NuovaPersonaInput[];
}

@InputType({ description: 'The end of a case.' })
export class ChiudiCasoInput extends InputSulCaso {
  @Field(() => GraphQLDateISO, {
    nullable: true,
    description: 'Day of closing, from that of opening to today; today when absent.',
  })
  chiusoIl?: string | null;

  @Field(() => EsitoCaso, { nullable: true, description: 'How it ended; the yearly collection asks for it.' })
  esito?: EsitoCaso | null;
}

@InputType({ description: 'A case and the operator whom it is given to or taken from.' })
export class AssegnaCasoInput extends InputSulCaso {
  @Field(() => ID, { description: 'Subject of the operator, as the identity provider has it.' })
  @Matches(/^[A-Za-z0-9._:@|-]{1,128}$/, { message: 'operatore deve essere l’identificativo di un operatore' })
  operatore!: string;
}
