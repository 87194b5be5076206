import { InputIdempotente, InputVersionato } from '@trama/schema/scrittura';
import { IsOptional, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ServizioAffidi } from '../famiglia/famiglia.entity.js';
import { ContattoAffido } from './contatto.entity.js';
import { EsitoContattoAffido } from './contatto.stati.js';

/** A telephone number, or an e-mail address. */
const RECAPITO = /^(\+?[0-9][0-9 ./-]{4,24}|[^\s@]+@[^\s@]+\.[^\s@]{2,})$/;
const TELEFONO = /^\+?[0-9][0-9 ./-]{4,24}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

@InputType({ description: 'Somebody who thinks of fostering, and asks to be called back.' })
export class ChiediContattoAffidoInput extends InputIdempotente {
  @Field({ description: 'ISTAT code of the comune where they live.' })
  @Matches(/^[0-9]{6}$/, { message: 'comune deve essere un codice ISTAT di sei cifre' })
  comune!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the service, one of `serviziAffidi`; that of their ambito when absent.',
  })
  @IsOptional()
  @MaxLength(90, { message: 'servizio è troppo lungo: serve il codice di un servizio' })
  servizio?: string | null;

  @Field({ description: 'How they are called, 2 to 100 characters: encrypted, for that service.' })
  @Length(2, 100, { message: 'il nome deve avere da 2 a 100 caratteri' })
  nome!: string;

  @Field({ description: 'Telephone or e-mail, 200 characters at most: encrypted, for that service.' })
  @MaxLength(200, { message: 'il recapito può avere al più 200 caratteri' })
  @Matches(RECAPITO, { message: 'il recapito deve essere un numero di telefono o un indirizzo di posta elettronica' })
  recapito!: string;

  @Field(() => String, { nullable: true, description: 'What they ask, 1000 characters at most: encrypted as well.' })
  @IsOptional()
  @MaxLength(1000, { message: 'il messaggio può avere al più 1000 caratteri' })
  messaggio?: string | null;
}

@InputType({ description: 'A contact, as the caller saw it.' })
export class SulContattoInput extends InputVersionato {
  @Field(() => ID, { description: 'Its id.' })
  @IsUUID('all', { message: 'contatto deve essere l’identificativo di un contatto' })
  contatto!: string;
}

@InputType({ description: 'A contact that was answered.' })
export class ChiudiContattoInput extends SulContattoInput {
  @Field(() => EsitoContattoAffido, { description: 'What came of it.' })
  esito!: EsitoContattoAffido;
}

@InputType({ description: 'How citizens reach the caller’s own service.' })
export class ImpostaRecapitiServizioAffidiInput extends InputVersionato {
  @Field(() => String, { nullable: true, description: 'Telephone; null takes it away.' })
  @IsOptional()
  @Matches(TELEFONO, { message: 'telefono deve essere un numero di telefono' })
  telefono?: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail; null takes it away.' })
  @IsOptional()
  @MaxLength(200, { message: 'email può avere al più 200 caratteri' })
  @Matches(EMAIL, { message: 'email deve essere un indirizzo di posta elettronica' })
  email?: string | null;
}

@ObjectType({ description: 'Who will call back.' })
export class ContattoChiestoPayload {
  @Field(() => ServizioAffidi, { description: 'The service.' })
  servizio!: ServizioAffidi;
}

@ObjectType({ description: 'The contact after the change.' })
export class ContattoAffidoPayload {
  @Field(() => ContattoAffido, { description: 'The contact.' })
  contatto!: ContattoAffido;
}
