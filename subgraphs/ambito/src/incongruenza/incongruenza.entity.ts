import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { GraphQLJSON } from '@trama/schema/scalars';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum GravitaIncongruenza {
  ALTA = 'ALTA',
  MEDIA = 'MEDIA',
  BASSA = 'BASSA',
}

registerEnumType(GravitaIncongruenza, {
  name: 'GravitaIncongruenza',
  description: 'How much an inconsistency of the source can mislead.',
  valuesConfig: {
    ALTA: { description: 'A figure that must not be used without reading it.' },
    MEDIA: { description: 'A figure that needs an explanation.' },
    BASSA: { description: 'A detail.' },
  },
});

@ObjectType({
  description: 'An inconsistency of the source: the figure is kept as printed, and this says what is odd about it.',
})
@Entity({ name: 'incongruenza' })
export class Incongruenza {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field({ description: 'Code, INC-nn.' })
  @PrimaryColumn({ type: 'text' })
  codice!: string;

  @Field(() => GravitaIncongruenza, { description: 'How much it can mislead.' })
  @Column({ type: 'text' })
  gravita!: GravitaIncongruenza;

  @Field({ description: 'Subject.' })
  @Column({ type: 'text' })
  tema!: string;

  @Field({ description: 'What does not add up.' })
  @Column({ type: 'text' })
  descrizione!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'The figures at odds, by name.' })
  @Column({ name: 'valori_fonte', type: 'jsonb', nullable: true })
  valoriFonte!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What the figure would have to be, where it can be told.' })
  @Column({ name: 'valore_atteso', type: 'jsonb', nullable: true })
  valoreAtteso!: unknown;

  @Field(() => String, { nullable: true, description: 'A possible explanation.' })
  @Column({ type: 'text', nullable: true })
  ipotesi!: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Reference archives that it concerns; null when it concerns the document as a whole.',
  })
  @Column({ type: 'text', array: true, nullable: true })
  archivi!: string[] | null;

  @Field(() => String, { nullable: true, description: 'Records that it concerns, by name.' })
  @Column({ type: 'text', nullable: true })
  record!: string | null;

  @Field({ description: 'What was done about it.' })
  @Column({ type: 'text' })
  trattamento!: string;

  @Field(() => [Fonte], { description: 'Where it shows in the source.' })
  @Column({ type: 'jsonb' })
  fonti!: Fonte[];

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;
}
