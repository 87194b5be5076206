import { InputIdempotente, InputVersionato } from '@trama/schema/scrittura';
import { IsInt, IsOptional, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Emergenza } from './emergenza.entity.js';
import { EsitoRevisione, MINUTI_MASSIMI, StatoEmergenza } from './emergenza.stati.js';

@InputType({ description: 'A look at one case of the own ambito that the caller does not follow.' })
export class ApriEmergenzaInput extends InputIdempotente {
  @Field({ description: 'Code of the case.' })
  @MaxLength(20, { message: 'caso è troppo lungo: serve il codice del caso' })
  caso!: string;

  @Field({ description: 'Why, in 20 to 500 characters and without names: whoever reviews it does not see the case.' })
  @Length(20, 500, { message: 'motivo deve avere da 20 a 500 caratteri: chi rivede deve capire perché' })
  motivo!: string;

  @Field(() => Int, { description: `For how many minutes, 1 to ${MINUTI_MASSIMI}.` })
  @IsInt({ message: 'minuti deve essere un numero intero' })
  @Min(1, { message: 'minuti deve essere almeno 1' })
  @Max(MINUTI_MASSIMI, {
    message: `minuti può essere al più ${MINUTI_MASSIMI}: se serve ancora, apri un’altra emergenza`,
  })
  minuti!: number;
}

@InputType({ description: 'The review of an emergency, by somebody else than who opened it.' })
export class ChiudiRevisioneInput extends InputVersionato {
  @Field(() => ID, { description: 'Id of the emergency.' })
  @IsUUID('all', { message: 'emergenza deve essere l’identificativo di un’emergenza' })
  emergenza!: string;

  @Field(() => EsitoRevisione, { description: 'What the review found.' })
  esito!: EsitoRevisione;

  @Field(() => String, { nullable: true, description: 'What was asked and found, in 500 characters at most.' })
  @IsOptional()
  @MaxLength(500, { message: 'nota può avere al più 500 caratteri' })
  nota?: string | null;
}

@InputType({ description: 'Which emergencies of the own ambito.' })
export class FiltroEmergenzeInput {
  @Field(() => StatoEmergenza, { nullable: true, description: 'In this state.' })
  stato?: StatoEmergenza | null;

  @Field(() => Int, { nullable: true, description: 'Opened more than so many days ago, 0 to 3650.' })
  @IsOptional()
  @Min(0, { message: 'oltreGiorni deve essere almeno 0' })
  @Max(3650, { message: 'oltreGiorni può essere al più 3650' })
  oltreGiorni?: number | null;
}

@ObjectType({ description: 'The emergency after the change.' })
export class EmergenzaPayload {
  @Field(() => Emergenza, { description: 'The emergency.' })
  emergenza!: Emergenza;
}
