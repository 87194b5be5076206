import { connectionOf } from '@trama/schema/page';
import { GraphQLDateISO, GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ServizioCaso } from '../cartella/caso.stati.js';
import { CampoInvio } from './invio.basi.js';
import { EsitoInvio, StatoInvio, TipoInvio } from './invio.stati.js';

/**
 * Something that a team sent to another body about a family. Both sides see the row; what is in it is sealed, and read
 * field by field through the resolver.
 */
@Richiede('invio:leggi')
@ObjectType({ description: 'Something that a team sent to another body about a family, as its two sides see it.' })
@Entity({ name: 'invio' })
export class Invio {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  /** No @Field: the access log names records by it. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Field({ description: 'Code; it starts with the ambito that sent it.' })
  @Column({ type: 'text' })
  codice!: string;

  @Column({ name: 'caso_id', type: 'uuid' })
  casoId!: string;

  @Field(() => ServizioCaso, { description: 'The service that sent it.' })
  @Column({ type: 'text' })
  servizio!: ServizioCaso;

  @Field(() => TipoInvio, { description: 'Whether the family is handed over, or something is asked for.' })
  @Column({ type: 'text' })
  tipo!: TipoInvio;

  @Column({ name: 'verso_ambito', type: 'smallint', nullable: true })
  versoAmbito!: number | null;

  @Column({ name: 'verso_servizio', type: 'text', nullable: true })
  versoServizio!: ServizioCaso | null;

  @Column({ name: 'verso_asst', type: 'text', nullable: true })
  versoAsst!: string | null;

  @Column({ name: 'verso_ente', type: 'text', nullable: true })
  versoEnte!: string | null;

  @Column({ type: 'text' })
  base!: string;

  @Field(() => [CampoInvio], { description: 'What was agreed to be sent: nothing else is in it.' })
  @Column({ type: 'text', array: true })
  campi!: CampoInvio[];

  @Field({ description: 'Whether an answer is urgent.' })
  @Column({ type: 'boolean' })
  urgente!: boolean;

  @Field(() => GraphQLDateISO, { description: 'Day by which an answer is due.' })
  @Column({ type: 'date' })
  entro!: string;

  @Column({ type: 'bytea' })
  motivo!: Buffer;

  @Column({ type: 'bytea' })
  contenuto!: Buffer;

  @Field(() => StatoInvio, { description: 'Where it stands.' })
  @Column({ type: 'text' })
  stato!: StatoInvio;

  /** 0 while it waits for an answer: the database says it, and lists begin with those. */
  @Column({ type: 'smallint', insert: false, update: false })
  turno!: number;

  @Field(() => EsitoInvio, { nullable: true, description: 'How it ended; null until then.' })
  @Column({ type: 'text', nullable: true })
  esito!: EsitoInvio | null;

  @Column({ type: 'bytea', nullable: true })
  risposta!: Buffer | null;

  @Column({ name: 'relazione_finale', type: 'bytea', nullable: true })
  relazioneFinale!: Buffer | null;

  @Column({ name: 'motivo_ritiro', type: 'bytea', nullable: true })
  motivoRitiro!: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  dichiarazione!: Buffer | null;

  @Column({ name: 'base_conservazione', type: 'text', nullable: true })
  baseConservazione!: string | null;

  /** Code of the case that the receiver opened from a transfer: its own, so only the receiver is told. */
  @Column({ name: 'caso_ricevente', type: 'text', nullable: true })
  casoRicevente!: string | null;

  @Field({ description: 'Subject of who sent it, as the identity provider has it.' })
  @Column({ name: 'inviato_da', type: 'text' })
  inviatoDa!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was sent.' })
  @Column({ name: 'inviato_il', type: 'timestamptz' })
  inviatoIl!: Date;

  @Field(() => String, { nullable: true, description: 'Subject of who accepted or refused it; null until then.' })
  @Column({ name: 'risposto_da', type: 'text', nullable: true })
  rispostoDa!: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was accepted or refused; null until then.' })
  @Column({ name: 'risposto_il', type: 'timestamptz', nullable: true })
  rispostoIl!: Date | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'Since when the receiver reads it; null until then.',
  })
  @Column({ name: 'consegnato_il', type: 'timestamptz', nullable: true })
  consegnatoIl!: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it ended; null until then.' })
  @Column({ name: 'concluso_il', type: 'timestamptz', nullable: true })
  conclusoIl!: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was taken back; null unless it was.' })
  @Column({ name: 'ritirato_il', type: 'timestamptz', nullable: true })
  ritiratoIl!: Date | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When the receiver said what became of what it had written down; null until then.',
  })
  @Column({ name: 'dichiarato_il', type: 'timestamptz', nullable: true })
  dichiaratoIl!: Date | null;

  @Field(() => Int, { description: 'Send it back with the next step; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;
}

export const InvioConnection = connectionOf(Invio);
