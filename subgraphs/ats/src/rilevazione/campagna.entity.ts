import type { Voce as VoceDefinita } from '@trama/regole/modulo';
import { Origine } from '@trama/schema/origine';
import { GraphQLDateISO, GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { StatoCampagna } from './rilevazione.stati.js';

@Richiede('rilevazione:leggi')
@Directive('@key(fields: "id")')
@ObjectType({ description: 'One year of a data collection: what was asked, of whom, by when.' })
@Entity({ name: 'campagna' })
export class Campagna {
  @Field(() => ID, { description: 'Identifier.' })
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Field({ description: 'Code of the collection, such as tutela-minori.' })
  @Column({ type: 'text' })
  rilevazione!: string;

  @Field(() => Int, { description: 'Year that the figures speak of.' })
  @Column({ type: 'smallint' })
  anno!: number;

  @Field(() => Int, { description: 'Version of the definition that it asks.' })
  @Column({ type: 'smallint' })
  definizione!: number;

  @Column({ type: 'text' })
  impronta!: string;

  @Field(() => GraphQLDateISO, { description: 'Last day for sending.' })
  @Column({ type: 'date' })
  scadenza!: string;

  @Field(() => StatoCampagna, { description: 'Where it stands.' })
  @Column({ type: 'text' })
  stato!: StatoCampagna;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was opened.' })
  @Column({ name: 'aperta_il', type: 'timestamptz' })
  apertaIl!: Date;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;
}

@Richiede('rilevazione:leggi')
@ObjectType({ description: 'Something that a collection asks.' })
export class Voce {
  campagnaId!: string;

  @Field({ description: 'Code, the same from one year to the next.' })
  codice!: string;

  @Field({ description: 'Label, as contributors read it.' })
  etichetta!: string;

  @Field({ description: 'What to count, and how.' })
  descrizione!: string;

  @Field({ description: 'Title of the part of the form it stands in.' })
  sezione!: string;

  @Field({ description: 'INTERO, DECIMALE, PERCENTUALE, SI_NO or TESTO.' })
  tipo!: string;

  @Field(() => String, { nullable: true, description: 'What it is counted in; null where there is no number.' })
  unita!: string | null;

  @Field({ description: 'True when it counts people or households, so that small numbers are not told.' })
  contaPersone!: boolean;

  @Field({ description: 'True when an answer without it, or without a note on why, cannot be sent.' })
  obbligatoria!: boolean;

  @Field({ description: 'True when it comes out of other voci, and nobody types it.' })
  calcolata!: boolean;

  /** False for a mean or a duration. */
  siSomma!: boolean;

  /** Where it does not come from a campaign: what the version of the form says. */
  definita?: VoceDefinita;
}

@Richiede('rilevazione:leggi')
@ObjectType({ description: 'Who contributes to collections: an ambito, or somebody from outside this ATS.' })
export class Destinatario {
  ambitoId!: number;

  interno!: boolean;

  @Field({ description: 'Code.' })
  codice!: string;

  @Field({ description: 'Name.' })
  nome!: string;
}

@Richiede('rilevazione:leggi')
@ObjectType({ description: 'A contributor whose answer has not arrived though its day is past.' })
export class Ritardo {
  @Field(() => Destinatario, { description: 'Who is late.' })
  destinatario!: Destinatario;

  @Field(() => Int, { description: 'By how many days, 1 or more.' })
  giorni!: number;
}
