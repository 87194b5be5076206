import { connectionOf } from '@trama/schema/page';
import { GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { EsitoRevisione, StatoEmergenza } from './emergenza.stati.js';

/**
 * Somebody looked at a case that they do not follow. What its reviewer sees is that it happened, why and for how long:
 * the code of the case, and nothing that is in it. Reason and note are encrypted, because people write names.
 */
@ObjectType({ description: 'A look at a case that one does not follow: who, why, until when, and who reviewed it.' })
@Entity({ name: 'emergenza' })
export class Emergenza {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field(() => ID, { description: 'Opaque id.' })
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Field({ description: 'Code of the case.' })
  @Column({ name: 'caso_codice', type: 'text' })
  casoCodice!: string;

  @Field({ description: 'Subject of who opened it, as the identity provider has it.' })
  @Column({ name: 'soggetto', type: 'text' })
  operatore!: string;

  @Field({ description: 'The role in which it was opened.' })
  @Column({ type: 'text' })
  ruolo!: string;

  @Column({ type: 'bytea' })
  motivo!: Buffer;

  @Field(() => GraphQLDateTimeISO, { description: 'Since when the case could be seen.' })
  @Column({ name: 'aperta_il', type: 'timestamptz' })
  apertaIl!: Date;

  @Field(() => GraphQLDateTimeISO, { description: 'From when on it can no longer.' })
  @Column({ name: 'scade_il', type: 'timestamptz' })
  scadeIl!: Date;

  @Field(() => StatoEmergenza, { description: 'Whether somebody else has looked at it.' })
  @Column({ type: 'text' })
  stato!: StatoEmergenza;

  @Field(() => EsitoRevisione, { nullable: true, description: 'What the review found; null while there is none.' })
  @Column({ type: 'text', nullable: true })
  esito!: EsitoRevisione | null;

  @Column({ type: 'bytea', nullable: true })
  nota!: Buffer | null;

  @Field(() => String, { nullable: true, description: 'Subject of who reviewed it; never who opened it.' })
  @Column({ name: 'rivista_da', type: 'text', nullable: true })
  rivistaDa!: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was reviewed.' })
  @Column({ name: 'rivista_il', type: 'timestamptz', nullable: true })
  rivistaIl!: Date | null;

  @Field(() => Int, { description: 'Send it back with the review; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;
}

export const EmergenzaConnection = connectionOf(Emergenza);
