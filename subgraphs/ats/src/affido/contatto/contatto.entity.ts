import { connectionOf } from '@trama/schema/page';
import { GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { EsitoContattoAffido, StatoContattoAffido } from './contatto.stati.js';

@Richiede('famiglia:gestisci')
@ObjectType({
  description: 'A citizen who thinks of fostering and asked to be called back: for the service that they asked.',
})
@Entity({ name: 'contatto_affido' })
export class ContattoAffido {
  @Field(() => ID, { description: 'Opaque id.' })
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'servizio_numero', type: 'smallint' })
  servizioNumero!: number;

  @Column({ name: 'comune_istat', type: 'text' })
  comuneIstat!: string;

  @Column({ type: 'bytea', nullable: true })
  nome!: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  recapito!: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  messaggio!: Buffer | null;

  @Field(() => StatoContattoAffido, { description: 'Where it stands.' })
  @Column({ type: 'text' })
  stato!: StatoContattoAffido;

  @Field(() => EsitoContattoAffido, { nullable: true, description: 'What came of it; null until it is closed.' })
  @Column({ type: 'text', nullable: true })
  esito!: EsitoContattoAffido | null;

  @Field(() => GraphQLDateTimeISO, { description: 'When they asked.' })
  @Column({ name: 'ricevuto_il', type: 'timestamptz' })
  ricevutoIl!: Date;

  @Column({ name: 'preso_il', type: 'timestamptz', nullable: true })
  presoIl!: Date | null;

  @Column({ name: 'chiuso_il', type: 'timestamptz', nullable: true })
  chiusoIl!: Date | null;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;
}

export const ContattoAffidoConnection = connectionOf(ContattoAffido);
