import { GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TemaPoverta } from '../indicatore/indicatore.type.js';

@Richiede('statistica:leggi')
@ObjectType({
  description:
    'The data set as a meeting of the observatory read it, frozen: it never changes, and is cited by its code. Of the same cells as the published edition that it names.',
})
@Entity({ name: 'edizione_osservatorio' })
export class EdizioneOsservatorio {
  @Field(() => ID, { description: 'Identifier.' })
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'incontro_id', type: 'uuid' })
  incontroId!: string;

  @Field({ description: 'Code to cite, such as OPP-2026-1.' })
  @Column({ type: 'text' })
  codice!: string;

  @Column({ type: 'integer' })
  ordine!: number;

  @Field({ description: 'Published cube that its cells are of.' })
  @Column({ type: 'text' })
  cubo!: string;

  @Field(() => Int, { description: 'Published edition of that cube.' })
  @Column({ type: 'integer' })
  numero!: number;

  @Field({
    description:
      'SHA-256 of its cells, one a line in the order of ambito, year and code, as `ambito;anno;codice;valore;soppresso;origine`: no value for a suppressed one, 1 or 0 for `soppresso`, lines parted by a line feed, UTF-8.',
  })
  @Column({ type: 'text' })
  impronta!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was fixed.' })
  @Column({ name: 'fissata_il', type: 'timestamptz' })
  fissataIl!: Date;
}

@Richiede('statistica:leggi')
@ObjectType({
  description: 'What the observatory reads in an edition on one theme. A new revision never takes the old one away.',
})
@Entity({ name: 'lettura_edizione' })
export class LetturaEdizione {
  @Field(() => ID, { description: 'Identifier.' })
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'edizione_id', type: 'uuid' })
  edizioneId!: string;

  @Field(() => TemaPoverta, { description: 'Theme.' })
  @Column({ type: 'text' })
  tema!: TemaPoverta;

  @Field(() => Int, { description: 'Revision of the reading of this theme, from 1.' })
  @Column({ type: 'integer' })
  revisione!: number;

  @Field({ description: 'The reading.' })
  @Column({ type: 'text' })
  testo!: string;

  @Field({ description: 'Role that signs it.' })
  @Column({ type: 'text' })
  ruolo!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was signed.' })
  @Column({ name: 'firmata_il', type: 'timestamptz' })
  firmataIl!: Date;
}

export enum TipoDifferenza {
  ANNO_NUOVO = 'ANNO_NUOVO',
  CONTRIBUTORE_NUOVO = 'CONTRIBUTORE_NUOVO',
  FIGURA_NUOVA = 'FIGURA_NUOVA',
  CAMBIATA = 'CAMBIATA',
  TOLTA = 'TOLTA',
}

registerEnumType(TipoDifferenza, {
  name: 'TipoDifferenza',
  description: 'Why a cell is not as it was in the edition before.',
  valuesConfig: {
    ANNO_NUOVO: { description: 'Nobody had a figure of the year.' },
    CONTRIBUTORE_NUOVO: { description: 'The ambito had no figure of the year.' },
    FIGURA_NUOVA: { description: 'The ambito had figures of the year, and not this one.' },
    CAMBIATA: { description: 'It was another one, or was suppressed, or came from elsewhere.' },
    TOLTA: { description: 'It was there.' },
  },
});

@Richiede('statistica:leggi')
@ObjectType({ description: 'A cell as an edition tells it.' })
export class CellaEdizione {
  @Field(() => Float, { nullable: true, description: 'Null when suppressed.' })
  valore!: number | null;

  @Field({ description: 'True when it is too small to be told.' })
  soppresso!: boolean;
}

@Richiede('statistica:leggi')
@ObjectType({ description: 'A cell that is not as it was in the edition before, with the reason.' })
export class DifferenzaCella {
  @Field(() => Int, { description: 'Number of the ambito.' })
  ambito!: number;

  @Field(() => Int, { description: 'Year.' })
  anno!: number;

  @Field({ description: 'Code of the indicator, or of a population that rates are computed on.' })
  codice!: string;

  @Field(() => TipoDifferenza, { description: 'What happened.' })
  tipo!: TipoDifferenza;

  @Field(() => CellaEdizione, { nullable: true, description: 'In the edition before; null when it was not there.' })
  prima!: CellaEdizione | null;

  @Field(() => CellaEdizione, { nullable: true, description: 'In this edition; null when it is not there.' })
  dopo!: CellaEdizione | null;

  @Field({ description: 'Why, for people: what the coordination said of it, or what its kind says.' })
  motivo!: string;
}
