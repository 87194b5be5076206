import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@ObjectType({ description: 'A dated figure that the plan gives in passing, with no register of its own.' })
@Entity({ name: 'fatto' })
export class Fatto {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field({ description: 'Code within the ambito.' })
  @PrimaryColumn({ type: 'text' })
  codice!: string;

  @Field(() => Int, { description: 'Place among the facts of the plan, from 1.' })
  @Column({ type: 'smallint' })
  ordine!: number;

  @Field({ description: 'Subject.' })
  @Column({ type: 'text' })
  tema!: string;

  @Field({ description: 'What the figure says.' })
  @Column({ type: 'text' })
  indicatore!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'The figure; null when the source says it went up or down without a value.',
  })
  @Column({ type: 'double precision', nullable: true })
  valore!: number | null;

  @Field(() => String, { nullable: true, description: 'Unit of the figure.' })
  @Column({ type: 'text', nullable: true })
  unita!: string | null;

  @Field(() => String, { nullable: true, description: 'Time it speaks of, in the words of the source.' })
  @Column({ type: 'text', nullable: true })
  periodo!: string | null;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  @Column({ type: 'text', nullable: true })
  nota!: string | null;

  @Field(() => String, { nullable: true, description: 'Reference archive that holds the same figure too.' })
  @Column({ name: 'anche_in', type: 'text', nullable: true })
  ancheIn!: string | null;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  @Column({ type: 'jsonb' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;
}
