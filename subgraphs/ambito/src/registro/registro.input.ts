import type { Scopo } from '@trama/audit/scopi';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { IsOptional, IsUUID, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { ClasseAccesso, EsitoAccesso, OperazioneAccesso, ScopoAccesso } from './accesso.type.js';

@InputType({ description: 'Which lines of the access log: those that meet every condition given.' })
export class FiltroAccessiInput {
  @Field(() => Int, { nullable: true, description: 'Of records of this ambito; 0 for those of no ambito.' })
  @IsOptional()
  @Min(0, { message: 'ambito deve essere il numero di un ambito, oppure 0' })
  ambito?: number | null;

  @Field(() => String, { nullable: true, description: 'By this subject of the identity provider.' })
  @IsOptional()
  @MaxLength(255, { message: 'soggetto può avere al più 255 caratteri' })
  soggetto?: string | null;

  @Field(() => ID, { nullable: true, description: 'To this record, by its opaque id.' })
  @IsOptional()
  @IsUUID('all', { message: "oggetto deve essere l'identificativo di una scheda, mai un nome o un codice fiscale" })
  oggetto?: string | null;

  @Field(() => String, { nullable: true, description: 'Of this request.' })
  @IsOptional()
  @MaxLength(64, { message: 'richiesta può avere al più 64 caratteri' })
  richiesta?: string | null;

  @Field(() => ScopoAccesso, { nullable: true, description: 'For this purpose.' })
  scopo?: Scopo | null;

  @Field(() => OperazioneAccesso, { nullable: true, description: 'Of this operation.' })
  operazione?: OperazioneAccesso | null;

  @Field(() => EsitoAccesso, { nullable: true, description: 'With this outcome.' })
  esito?: EsitoAccesso | null;

  @Field(() => ClasseAccesso, { nullable: true, description: 'Of this class.' })
  classe?: ClasseAccesso | null;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'From this day on, in Europe/Rome.' })
  dal?: string | null;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Up to the end of this day, in Europe/Rome.' })
  al?: string | null;
}
