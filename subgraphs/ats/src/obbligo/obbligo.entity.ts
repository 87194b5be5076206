import { Origine } from '@trama/schema/origine';
import { GraphQLDateISO, GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Richiede('rilevazione:coordina')
@ObjectType({ description: 'That a contributor owes a collection, from a day to a day.' })
@Entity({ name: 'obbligo' })
export class Obbligo {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field(() => ID, { description: 'Identifier.' })
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Field({ description: 'Code of the collection, such as tutela-minori.' })
  @Column({ type: 'text' })
  rilevazione!: string;

  @Field(() => GraphQLDateISO, { description: 'First day on which it is owed.' })
  @Column({ type: 'date' })
  dal!: string;

  @Field(() => GraphQLDateISO, {
    nullable: true,
    description:
      'Last day on which it is owed; null when no end is known. A year is owed by whoever owes its last day.',
  })
  @Column({ type: 'date', nullable: true })
  al!: string | null;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;
}

@Richiede('rilevazione:coordina')
@ObjectType({ description: 'The days that an obligation had, from a moment on.' })
export class ModificaObbligo {
  obbligoId!: string;

  @Field(() => GraphQLDateISO, { description: 'First day.' })
  dal!: string;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Last day; null when no end was known.' })
  al!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who wrote it, as the identity provider has them; null for what was loaded.',
  })
  soggetto!: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  quando!: Date;
}
