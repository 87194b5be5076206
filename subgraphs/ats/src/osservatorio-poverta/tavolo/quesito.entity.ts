import { GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Richiede('osservatorio:partecipa')
@ObjectType({ description: 'A question on a figure of an edition, with its answer. Signed by role, never by name.' })
@Entity({ name: 'quesito_osservatorio' })
export class QuesitoOsservatorio {
  @Field(() => ID, { description: 'Identifier.' })
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'edizione_id', type: 'uuid' })
  edizioneId!: string;

  @Field({ description: 'Code of the indicator.' })
  @Column({ type: 'text' })
  indicatore!: string;

  @Field(() => Int, { nullable: true, description: 'Number of the ambito; null for a question on the total.' })
  @Column({ name: 'ambito', type: 'smallint', nullable: true })
  numeroAmbito!: number | null;

  @Field(() => Int, { description: 'Year.' })
  @Column({ type: 'smallint' })
  anno!: number;

  @Field({ description: 'What is asked.' })
  @Column({ type: 'text' })
  testo!: string;

  @Field({ description: 'Role of whoever asks.' })
  @Column({ type: 'text' })
  ruolo!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was asked.' })
  @Column({ name: 'posto_il', type: 'timestamptz' })
  postoIl!: Date;

  @Field(() => String, { nullable: true, description: 'What the coordination answers; null until it does.' })
  @Column({ type: 'text', nullable: true })
  risposta!: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was answered.' })
  @Column({ name: 'risposto_il', type: 'timestamptz', nullable: true })
  rispostoIl!: Date | null;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;
}
