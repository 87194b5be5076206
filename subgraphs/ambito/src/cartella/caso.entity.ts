import { Origine } from '@trama/schema/origine';
import { connectionOf } from '@trama/schema/page';
import { GraphQLDateISO, GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { EsitoCaso, ServizioCaso, StatoCaso } from './caso.stati.js';

/**
 * A case file, the first part of the social record. Its code is random after the ambito: it is said on the telephone and
 * written in letters, so it must tell neither who is in it nor how many there are.
 */
@Richiede('caso:leggi')
@Directive('@key(fields: "codice")')
@ObjectType({ description: 'A case file of one service of one ambito, for who follows it.' })
@Entity({ name: 'caso' })
export class Caso {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  /** No @Field: the access log names records by it. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Field({ description: 'Code; it starts with the ambito and tells nothing else.' })
  @Column({ type: 'text' })
  codice!: string;

  @Field(() => ServizioCaso, { description: 'The service that follows it.' })
  @Column({ type: 'text' })
  servizio!: ServizioCaso;

  @Field(() => StatoCaso, { description: 'Where it stands.' })
  @Column({ type: 'text' })
  stato!: StatoCaso;

  @Field(() => GraphQLDateISO, { description: 'Day on which it was opened.' })
  @Column({ name: 'aperto_il', type: 'date' })
  apertoIl!: string;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Day on which it was closed; null while it is open.' })
  @Column({ name: 'chiuso_il', type: 'date', nullable: true })
  chiusoIl!: string | null;

  @Field(() => EsitoCaso, { nullable: true, description: 'How it ended; null while it is open, and when nobody said.' })
  @Column({ type: 'text', nullable: true })
  esito!: EsitoCaso | null;

  @Field(() => String, { nullable: true, description: 'The team that follows it together; null when none does.' })
  @Column({ type: 'text', nullable: true })
  equipe!: string | null;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;

  /** No @Field: the household is a field of its own, read as records of people are. */
  @Column({ name: 'nucleo_id', type: 'uuid', nullable: true })
  nucleoId!: string | null;

  /** Set by whoever loads it for a caller: it is not a column, because it depends on who asks and when. */
  @Field(() => Boolean, {
    description: 'True when the caller sees it for an emergency and does not follow it: each reading is reviewed.',
  })
  inEmergenza!: boolean;
}

export const CasoConnection = connectionOf(Caso);

@Richiede('caso:leggi')
@ObjectType({ description: 'Who follows a case, from when to when.' })
export class Assegnazione {
  casoId!: string;

  @Field({ description: 'Subject of the operator, as the identity provider has it.' })
  operatore!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'Since when.' })
  dal!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Until when; null while it lasts.' })
  al!: Date | null;
}
