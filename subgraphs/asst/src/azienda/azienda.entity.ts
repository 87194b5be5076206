import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Richiede('territorio:leggi')
@Directive('@key(fields: "numero")')
@ObjectType({ description: 'A social district: the comuni that plan and run social services together.' })
@Entity({ name: 'ambito' })
export class Ambito {
  @Field(() => Int, { description: 'Number of the ambito within ATS Brescia, 1 to 12.' })
  @PrimaryColumn({ type: 'smallint' })
  numero!: number;
}

@Directive('@key(fields: "numero", resolvable: false)')
@ObjectType({ description: 'A planning district: the ambiti that share a hospital trust.' })
export class Distretto {
  @Field(() => Int, { description: 'Number within the ATS.' })
  numero!: number;
}

@ObjectType({ description: 'A territorial service of a hospital trust in an ambito.' })
@Entity({ name: 'servizio_territoriale' })
export class ServizioTerritoriale {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field({ description: 'Code; it starts with the ambito.' })
  @PrimaryColumn({ type: 'text' })
  codice!: string;

  @Column({ name: 'asst_codice', type: 'text' })
  asstCodice!: string;

  @Column({ type: 'smallint' })
  ordine!: number;

  @Field({ description: 'Name.' })
  @Column({ type: 'text' })
  denominazione!: string;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  @Column({ type: 'jsonb' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;
}

@Richiede('territorio:leggi')
@Directive('@key(fields: "codice")')
@ObjectType({ description: 'A hospital trust with territorial services.' })
@Entity({ name: 'asst' })
export class Asst {
  @Field({ description: 'Code.' })
  @PrimaryColumn({ type: 'text' })
  codice!: string;

  @Field({ description: 'Name.' })
  @Column({ type: 'text' })
  nome!: string;

  @Field(() => [String], { description: 'Other names in the source.' })
  @Column({ name: 'altri_nomi', type: 'text', array: true })
  altriNomi!: string[];

  @Column({ name: 'distretto_numero', type: 'smallint' })
  distrettoNumero!: number;

  @Field({ description: 'How the source supports the pairing with the district.' })
  @Column({ name: 'distretto_certezza', type: 'text' })
  distrettoCertezza!: string;

  @Column({ name: 'ambiti', type: 'smallint', array: true })
  numeriAmbiti!: number[];

  @Field(() => [String], { description: 'Initiatives that the source names.' })
  @Column({ type: 'text', array: true })
  iniziative!: string[];

  @Field(() => String, { nullable: true, description: 'What to know before using the record.' })
  @Column({ type: 'text', nullable: true })
  nota!: string | null;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  @Column({ type: 'jsonb' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;
}
