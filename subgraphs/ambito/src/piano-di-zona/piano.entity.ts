import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Richiede('piano:leggi')
@ObjectType({ description: 'The social plan of an ambito for three years.' })
@Entity({ name: 'piano_di_zona' })
export class PianoDiZona {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field({ description: 'The three years, such as "2021-2023".' })
  @PrimaryColumn({ type: 'text' })
  triennio!: string;

  @Field({ description: 'Body that leads the plan.' })
  @Column({ type: 'text' })
  capofila!: string;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  @Column({ type: 'jsonb' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;
}

@ObjectType({ description: 'A plan in six figures.' })
export class RiepilogoPiano {
  ambitoId!: number;

  @Field(() => Int, { description: 'Objectives of the plan.' })
  obiettivi!: number;

  @Field(() => Int, { description: 'Objectives whose sheet is of type INNOVATIVO.' })
  innovativi!: number;

  @Field(() => Int, {
    description:
      'Objectives declared in continuity with the triennium before. A sheet can be INNOVATIVO and in continuity, so the two need not add up.',
  })
  inContinuita!: number;

  @Field(() => Int, { description: 'Indicators over all objectives.' })
  indicatori!: number;

  @Field(() => Int, { description: 'Indicators with at least one measure.' })
  indicatoriMisurati!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean of the raggiungimento of the indicators that have one, per cent; null when none is measured.',
  })
  raggiungimentoMedio!: number | null;

  @Field(() => Origine, { description: 'Where the figures come from.' })
  origine!: Origine;
}
