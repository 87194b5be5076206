import { connectionOf } from '@trama/schema/page';
import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum TipoObiettivo {
  INNOVATIVO = 'INNOVATIVO',
  CONTINUITA = 'CONTINUITA',
}

registerEnumType(TipoObiettivo, {
  name: 'TipoObiettivo',
  description: 'Type of the sheet of an objective.',
  valuesConfig: {
    INNOVATIVO: { description: 'A new objective.' },
    CONTINUITA: { description: 'An objective that goes on from the triennium before.' },
  },
});

@ObjectType({ description: 'One of the ten strategic areas (A to J) of the regional guidelines, DGR XI/4563.' })
export class Macroarea {
  @Field({ description: 'Letter, A to J.' })
  lettera!: string;

  @Field({ description: 'Name of the area.' })
  nome!: string;
}

@ObjectType({ description: 'Money of an objective, as the plan tells it.' })
export class Risorsa {
  @Field({ description: 'Fund or body that pays.' })
  fonte!: string;

  @Field(() => Float, { nullable: true, description: 'Euro; null when the plan names the fund without an amount.' })
  importo!: number | null;

  @Field(() => String, { nullable: true, description: 'What the amount covers: a year, the triennium.' })
  periodo!: string | null;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  nota!: string | null;
}

@ObjectType({ description: 'A need that an objective answers, with its figure when the plan gives one.' })
export class Bisogno {
  @Field({ description: 'The need.' })
  etichetta!: string;

  @Field(() => Float, { nullable: true, description: 'Its figure.' })
  valore!: number | null;

  @Field(() => String, { nullable: true, description: 'Unit of the figure.' })
  unita!: string | null;

  @Field(() => String, { nullable: true, description: 'Time the figure speaks of.' })
  periodo!: string | null;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  nota!: string | null;
}

@Richiede('piano:leggi')
@ObjectType({ description: 'An objective of a social plan.' })
@Entity({ name: 'obiettivo' })
export class Obiettivo {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field({ description: 'Code within the ambito.' })
  @PrimaryColumn({ type: 'text' })
  codice!: string;

  @Column({ type: 'text' })
  triennio!: string;

  @Field(() => Int, { description: 'Place in the plan, from 1.' })
  @Column({ type: 'smallint' })
  ordine!: number;

  @Column({ name: 'macroarea_lettera', type: 'text' })
  macroareaLettera!: string;

  @Column({ name: 'macroarea_nome', type: 'text' })
  macroareaNome!: string;

  @Field({ description: 'Title of the sheet.' })
  @Column({ type: 'text' })
  titolo!: string;

  @Field(() => TipoObiettivo, { description: 'Type of the sheet.' })
  @Column({ type: 'text' })
  tipo!: TipoObiettivo;

  @Field({ description: 'Whom it is for.' })
  @Column({ type: 'text' })
  target!: string;

  @Field(() => [String], { description: 'Staff it needs.' })
  @Column({ type: 'text', array: true })
  personale!: string[];

  @Field({ description: 'Whether it cuts across strategic areas.' })
  @Column({ type: 'boolean' })
  trasversale!: boolean;

  @Field(() => [String], { description: 'Letters of the areas it also touches.' })
  @Column({ name: 'macroaree_collegate', type: 'text', array: true })
  macroareeCollegate!: string[];

  @Field({ description: 'Whether social and health services share it.' })
  @Column({ name: 'integrazione_sociosanitaria', type: 'boolean' })
  integrazioneSociosanitaria!: boolean;

  @Field({ description: 'Whether it is declared in continuity with the triennium before.' })
  @Column({ name: 'in_continuita', type: 'boolean' })
  inContinuita!: boolean;

  @Field({ description: 'Whether it is co-designed with the Terzo Settore.' })
  @Column({ type: 'boolean' })
  coprogettato!: boolean;

  @Field(() => [String], { description: 'Who takes part.' })
  @Column({ type: 'text', array: true })
  attori!: string[];

  @Field(() => [Risorsa], { description: 'Its money, line by line.' })
  @Column({ type: 'jsonb' })
  risorse!: Risorsa[];

  @Field(() => [Bisogno], { description: 'The needs it answers.' })
  @Column({ type: 'jsonb' })
  bisogni!: Bisogno[];

  @Field(() => String, { nullable: true, description: 'Reward project it belongs to.' })
  @Column({ name: 'collegato_premialita', type: 'text', nullable: true })
  collegatoPremialita!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the sheet of that reward project.' })
  @Column({ name: 'collegato_premialita_codice', type: 'text', nullable: true })
  collegatoPremialitaCodice!: string | null;

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

export const ObiettivoConnection = connectionOf(Obiettivo);
