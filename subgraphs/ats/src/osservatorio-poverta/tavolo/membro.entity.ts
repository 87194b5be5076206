import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Richiede('statistica:leggi')
@ObjectType({ description: 'A body that sits in the observatory, with the days. Bodies, never persons.' })
@Entity({ name: 'membro_osservatorio' })
export class MembroOsservatorio {
  @Field(() => ID, { description: 'Identifier.' })
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Field({ description: 'The body.' })
  @Column({ type: 'text' })
  ente!: string;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'First day; null for who has sat there from the start.' })
  @Column({ type: 'date', nullable: true })
  dal!: string | null;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Last day; null while no end is known.' })
  @Column({ type: 'date', nullable: true })
  al!: string | null;

  @Field(() => Fonte, { description: 'Where it is written that it sits there.' })
  @Column({ type: 'jsonb' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;
}
