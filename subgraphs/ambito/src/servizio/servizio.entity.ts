import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@ObjectType({ description: 'A figure about the users of a service, as published.' })
export class Utenza {
  @Field(() => Int, { nullable: true, description: 'Year; null when the source does not say.' })
  anno!: number | null;

  @Field({ description: 'What is counted.' })
  indicatore!: string;

  @Field(() => Float, { description: 'The figure, exactly as published.' })
  valore!: number;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Day of the count, when the source gives it.' })
  data!: string | null;

  @Field(() => String, { nullable: true, description: 'Unit, when it is not people.' })
  unita!: string | null;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  nota!: string | null;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  fonte!: Fonte;
}

@ObjectType({ description: 'A territorial team of a service, with the comuni it serves.' })
export class EquipeServizio {
  @Field({ description: 'Code of the team.' })
  codice!: string;

  @Field(() => [String], { description: 'Names of its comuni.' })
  comuni!: string[];
}

@Richiede('rete:leggi')
@ObjectType({ description: 'A service of the territorial network.' })
@Entity({ name: 'servizio' })
export class Servizio {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field({ description: 'Code; it starts with the ambito.' })
  @PrimaryColumn({ type: 'text' })
  codice!: string;

  @Column({ type: 'smallint' })
  ordine!: number;

  @Field({ description: 'Name.' })
  @Column({ type: 'text' })
  nome!: string;

  @Field({ description: 'Area of the network.' })
  @Column({ type: 'text' })
  area!: string;

  @Field({ description: 'What it does.' })
  @Column({ type: 'text' })
  descrizione!: string;

  @Column({ name: 'gestore_codice', type: 'text', nullable: true })
  gestoreCodice!: string | null;

  @Field({ description: 'True when the source does not say who runs it and the body was inferred.' })
  @Column({ name: 'gestore_dedotto', type: 'boolean' })
  gestoreDedotto!: boolean;

  @Field(() => String, { nullable: true, description: 'Body to which it is delegated.' })
  @Column({ type: 'text', nullable: true })
  delegato!: string | null;

  @Field(() => [String], { description: 'Names of the comuni where it has a seat.' })
  @Column({ type: 'text', array: true })
  sedi!: string[];

  @Field(() => [Utenza], { description: 'Published figures about its users.' })
  @Column({ type: 'jsonb' })
  utenza!: Utenza[];

  @Field(() => [EquipeServizio], { description: 'Its territorial teams.' })
  @Column({ type: 'jsonb' })
  equipe!: EquipeServizio[];

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  @Column({ type: 'text', nullable: true })
  nota!: string | null;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  @Column({ type: 'jsonb' })
  fonte!: Fonte;

  @Field(() => [Fonte], { description: 'Other places of the source that speak of it.' })
  @Column({ name: 'altre_fonti', type: 'jsonb' })
  altreFonti!: Fonte[];

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;
}
