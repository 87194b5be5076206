import { GraphQLDateISO } from '@trama/schema/scalars';
import { InputIdempotente, InputVersionato } from '@trama/schema/scrittura';
import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Caso } from './caso.entity.js';
import { StatoCaso } from './caso.stati.js';
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

  @Field(() => [NuovaPersonaInput], { description: 'Who is in it, 1 to 20 people.' })
  @ArrayMinSize(1, { message: 'persone deve contenere almeno una persona' })
  @ArrayMaxSize(20, { message: 'persone può contenere al più 20 persone' })
  @ValidateNested({ each: true })
  persone!: NuovaPersonaInput[];
}

@InputType({ description: 'What every change of a case takes.' })
abstract class InputSulCaso extends InputVersionato {
  @Field({ description: 'Code of the case.' })
  @MaxLength(20, { message: 'caso è troppo lungo: serve il codice del caso' })
  caso!: string;
}

@InputType({ description: 'The end of a case.' })
export class ChiudiCasoInput extends InputSulCaso {
  @Field(() => GraphQLDateISO, {
    nullable: true,
    description: 'Day of closing, from that of opening to today; today when absent.',
  })
  chiusoIl?: string | null;
}

@InputType({ description: 'A case and the operator whom it is given to or taken from.' })
export class AssegnaCasoInput extends InputSulCaso {
  @Field(() => ID, { description: 'Subject of the operator, as the identity provider has it.' })
  @Matches(/^[A-Za-z0-9._:@|-]{1,128}$/, { message: 'operatore deve essere l’identificativo di un operatore' })
  operatore!: string;
}

@ObjectType({ description: 'The case after the change.' })
export class CasoPayload {
  @Field(() => Caso, { description: 'The case.' })
  caso!: Caso;
}
