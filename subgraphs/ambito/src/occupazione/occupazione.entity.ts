import { Origine } from '@trama/schema/origine';
import { connectionOf } from '@trama/schema/page';
import { GraphQLDateISO, GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Richiede('occupazione:gestisci')
@ObjectType({
  description: 'How many places of a unit are taken on a day, exactly: for the planning office of its ambito.',
})
@Entity({ name: 'occupazione_unita' })
export class OccupazioneUnita {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field(() => ID, { description: 'Of the declaration.' })
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'unita', type: 'text' })
  unitaCodice!: string;

  @Field(() => GraphQLDateISO, { description: 'The day that it is about; a unit has one declaration a day.' })
  @Column({ type: 'date' })
  giorno!: string;

  @Field(() => Int, { description: 'Places that the unit had when it was declared.' })
  @Column({ type: 'integer' })
  posti!: number;

  @Field(() => Int, { description: 'People who have a place; more than the places only with a note.' })
  @Column({ type: 'integer' })
  occupati!: number;

  @Field(() => Int, { nullable: true, description: 'People who wait for one; null when nobody said.' })
  @Column({ name: 'in_attesa', type: 'integer', nullable: true })
  inAttesa!: number | null;

  @Field(() => String, { nullable: true, description: 'What to know, such as why there are more people than places.' })
  @Column({ type: 'text', nullable: true })
  nota!: string | null;

  @Field(() => Origine, { description: 'DIMOSTRATIVO for every unit that is.' })
  @Column({ type: 'text' })
  origine!: Origine;

  @Field(() => Int, { description: 'Send it back with a correction; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;

  @Field({ description: 'Who declared it last.' })
  @Column({ name: 'dichiarata_da', type: 'text' })
  dichiarataDa!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was declared last.' })
  @Column({ name: 'dichiarata_il', type: 'timestamptz' })
  dichiarataIl!: Date;
}

export const OccupazioneUnitaConnection = connectionOf(OccupazioneUnita);
