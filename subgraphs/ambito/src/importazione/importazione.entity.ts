import { connectionOf } from '@trama/schema/page';
import { GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ServizioCaso } from '../cartella/caso.stati.js';

/** An import of case files: who, when, which file. The file itself is not kept. */
@Richiede('caso:scrivi')
@ObjectType({ description: 'An import of case files from another record system.' })
@Entity({ name: 'importazione_casi' })
export class ImportazioneCasi {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field(() => ID, { description: 'Opaque id.' })
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Field(() => ServizioCaso, { description: 'The service that imported it.' })
  @Column({ type: 'text' })
  servizio!: ServizioCaso;

  @Field({ description: 'The record system that it came from.' })
  @Column({ type: 'text' })
  fonte!: string;

  @Field({ description: 'SHA-256 of the file, in hexadecimal: the file itself is not kept.' })
  @Column({ type: 'text' })
  impronta!: string;

  @Field(() => Int, { description: 'Cases.' })
  @Column({ type: 'integer' })
  casi!: number;

  @Field(() => Int, { description: 'People in them.' })
  @Column({ type: 'integer' })
  persone!: number;

  @Field(() => Int, { description: 'Households registered for them.' })
  @Column({ type: 'integer' })
  nuclei!: number;

  @Field(() => Int, { description: 'Warnings that were confirmed.' })
  @Column({ type: 'integer' })
  avvisi!: number;

  @Field({ description: 'Subject of who imported it, as the identity provider has it.' })
  @Column({ name: 'soggetto', type: 'text' })
  operatore!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  @Column({ name: 'importata_il', type: 'timestamptz' })
  importataIl!: Date;
}

export const ImportazioneCasiConnection = connectionOf(ImportazioneCasi);
