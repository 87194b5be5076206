import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@ObjectType({
  description:
    'Residents of a comune on a day: on the borders of today, of it and of all that has flowed into it, where every one of them is known.',
})
export class PopolazioneComune {
  codiceIstat!: string;

  @Field(() => Int, { description: 'Year.' })
  anno!: number;

  @Field(() => GraphQLDateISO, { description: 'Day of the count.' })
  data!: string;

  @Field(() => Int, { description: 'All residents.' })
  residenti!: number;

  @Field(() => Int, { description: 'Male residents.' })
  maschi!: number;

  @Field(() => Int, { description: 'Female residents.' })
  femmine!: number;

  @Field(() => Int, { description: 'Residents under 18.' })
  eta0a17!: number;

  @Field(() => Int, { description: 'Residents from 18 to 64.' })
  eta18a64!: number;

  @Field(() => Int, { description: 'Residents of 65 and over.' })
  eta65oltre!: number;

  @Field(() => Int, { nullable: true, description: 'Foreign residents; null where they are not known of all.' })
  stranieri!: number | null;

  @Field(() => Int, { description: 'How many comuni of the day of the count were summed: 1 as it was counted.' })
  comuni!: number;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  nota!: string | null;

  @Field(() => Fonte, { description: 'Where it stands in its source: that of the first comune of a sum.' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  origine!: Origine;
}

@ObjectType({ description: 'Residents of an ambito in one year, as the historical series of the source gives them.' })
@Entity({ name: 'popolazione_ambito' })
export class PopolazioneStorica {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field(() => Int, { description: 'Year.' })
  @PrimaryColumn({ type: 'smallint' })
  anno!: number;

  @Field(() => Int, { description: 'All residents.' })
  @Column({ type: 'integer' })
  residenti!: number;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  @Column({ type: 'text', nullable: true })
  nota!: string | null;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  @Column({ type: 'jsonb' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;
}

@ObjectType({
  description:
    'Residents of an ambito in a year: the sum of its comuni where all of them are known, otherwise the historical ' +
    'series, which has no age bands. The two can differ in the source: see Ambito.serieDemografica and the incongruenze.',
})
export class PopolazioneAmbito {
  ambitoId!: number;

  @Field(() => Int, { description: 'Year.' })
  anno!: number;

  @Field(() => Int, { description: 'All residents.' })
  residenti!: number;

  @Field(() => Int, { nullable: true, description: 'Male residents.' })
  maschi!: number | null;

  @Field(() => Int, { nullable: true, description: 'Female residents.' })
  femmine!: number | null;

  @Field(() => Int, { nullable: true, description: 'Residents under 18.' })
  eta0a17!: number | null;

  @Field(() => Int, { nullable: true, description: 'Residents from 18 to 64.' })
  eta18a64!: number | null;

  @Field(() => Int, { nullable: true, description: 'Residents of 65 and over.' })
  eta65oltre!: number | null;

  @Field(() => Int, { nullable: true, description: 'Foreign residents.' })
  stranieri!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many comuni were summed; null when the historical series answers.',
  })
  comuni!: number | null;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  nota!: string | null;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  origine!: Origine;
}
