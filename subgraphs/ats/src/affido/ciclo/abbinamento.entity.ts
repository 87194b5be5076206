import { MacrocategoriaFamiglia, TipoAffido } from '@trama/schema/affido';
import { Origine } from '@trama/schema/origine';
import { connectionOf } from '@trama/schema/page';
import { GraphQLDateISO, GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { EsitoAffido, StatoAbbinamento } from './abbinamento.stati.js';

/** A family and a request brought together: from the proposal to the end of the fostering. */
@Richiede('affido:abbina')
@ObjectType({ description: 'A foster family and a request brought together, from the proposal to the end.' })
@Entity({ name: 'abbinamento' })
export class Abbinamento {
  /** No @Field: the access log names records by it. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Field({ description: 'Code; it starts with the ambito of the request.' })
  @Column({ type: 'text' })
  codice!: string;

  @Column({ name: 'richiesta_codice', type: 'text' })
  richiestaCodice!: string;

  @Column({ name: 'richiesta_ambito', type: 'smallint' })
  richiestaAmbito!: number;

  @Column({ name: 'famiglia_id', type: 'uuid' })
  famigliaId!: string;

  @Column({ name: 'servizio_codice', type: 'text' })
  servizioCodice!: string;

  @Field(() => TipoAffido, { description: 'Kind of fostering.' })
  @Column({ type: 'text' })
  tipo!: TipoAffido;

  @Field(() => Int, { description: 'Minors: the one of the request and the siblings with it.' })
  @Column({ type: 'smallint' })
  minori!: number;

  @Field(() => StatoAbbinamento, { description: 'Where it stands.' })
  @Column({ type: 'text' })
  stato!: StatoAbbinamento;

  @Field(() => GraphQLDateISO, { description: 'When it was proposed.' })
  @Column({ name: 'proposto_il', type: 'date' })
  propostoIl!: string;

  @Field(() => String, { nullable: true, description: 'Why this family, as who proposed it wrote.' })
  @Column({ type: 'text', nullable: true })
  motivazione!: string | null;

  @Column({ type: 'integer', nullable: true })
  centesimi!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its place among the candidates when it was proposed; 1 is the first.',
  })
  @Column({ type: 'integer', nullable: true })
  posizione!: number | null;

  @Field(() => Int, { nullable: true, description: 'Version of the weights that its score was worked out with.' })
  @Column({ name: 'pesi_versione', type: 'smallint', nullable: true })
  pesiVersione!: number | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the service of the family agreed.' })
  @Column({ name: 'accordo_famiglia_il', type: 'timestamptz', nullable: true })
  accordoFamigliaIl!: Date | null;

  @Column({ name: 'accordo_famiglia_da', type: 'text', nullable: true })
  accordoFamigliaDa!: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the service of the minor agreed.' })
  @Column({ name: 'accordo_minore_il', type: 'timestamptz', nullable: true })
  accordoMinoreIl!: Date | null;

  @Column({ name: 'accordo_minore_da', type: 'text', nullable: true })
  accordoMinoreDa!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the table of fostering recorded an agreement for a service; null when it did not.',
  })
  @Column({ name: 'accordo_motivo', type: 'text', nullable: true })
  accordoMotivo!: string | null;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'When both agreed, or one refused.' })
  @Column({ name: 'deciso_il', type: 'date', nullable: true })
  decisoIl!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was refused, or what there is to say of its end.' })
  @Column({ type: 'text', nullable: true })
  motivo!: string | null;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'First day with the family.' })
  @Column({ type: 'date', nullable: true })
  inizio!: string | null;

  @Field(() => GraphQLDateISO, {
    nullable: true,
    description: 'Since when the minor is with a family, where this fostering goes on from another; null otherwise.',
  })
  @Column({ name: 'continua_dal', type: 'date', nullable: true })
  continuaDal!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Months that the decision presumes; null when it says none, and once a judge extended it.',
  })
  @Column({ name: 'durata_mesi', type: 'smallint', nullable: true })
  durataMesi!: number | null;

  @Field(() => Int, { description: 'Months beyond twenty-four that a judge granted.' })
  @Column({ name: 'proroga_mesi', type: 'smallint' })
  prorogaMesi!: number;

  @Field(() => String, { nullable: true, description: 'The decision that extended it: which judge and when.' })
  @Column({ type: 'text', nullable: true })
  provvedimento!: string | null;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Last day with the family.' })
  @Column({ type: 'date', nullable: true })
  fine!: string | null;

  @Field(() => EsitoAffido, { nullable: true, description: 'How it ended.' })
  @Column({ type: 'text', nullable: true })
  esito!: EsitoAffido | null;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;

  @Field(() => Float, { nullable: true, description: 'Points when it was proposed, 0 to 100.' })
  get punteggio(): number | null {
    return this.centesimi === null ? null : this.centesimi / 100;
  }
}

export const AbbinamentoConnection = connectionOf(Abbinamento);

@Richiede('affido:abbina')
@ObjectType({ description: 'What a family is looked for with: no identity, no comune, no case file.' })
export class BisogniAbbinamento {
  @Field(() => Int, { description: 'Age of the minor, of the youngest of siblings, in whole years.' })
  eta!: number;

  @Field(() => MacrocategoriaFamiglia, { description: 'What can be expected of the family of origin.' })
  macrocategoria!: MacrocategoriaFamiglia;

  @Field(() => Int, { description: 'How many siblings are with the minor.' })
  fratelli!: number;

  @Field(() => [Int], { description: 'Their ages, in whole years; empty when they were not said.' })
  etaFratelli!: number[];

  @Field({ description: 'Whether the minor has special needs.' })
  bisogniSpeciali!: boolean;

  @Field(() => [String], { description: 'Languages spoken at home besides Italian, ISO 639-1.' })
  lingue!: string[];

  @Field(() => [String], { description: 'Cultures to keep.' })
  culture!: string[];
}

@Richiede('affido:abbina')
@ObjectType({ description: 'A step of a family and a request that were brought together.' })
export class PassoAbbinamento {
  abbinamentoId!: string;

  @Field(() => StatoAbbinamento, { description: 'What it came to.' })
  stato!: StatoAbbinamento;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  quando!: Date;
}

@Richiede('affido:abbina')
@ObjectType({ description: 'When a fostering must be looked at (law 184/1983, art. 4 c. 3 and 4).' })
export class TerminiAffido {
  @Field(() => [GraphQLDateISO], { description: 'Days on which it was reviewed.' })
  verifiche!: string[];

  @Field(() => GraphQLDateISO, { description: 'By when the next six-monthly review is due.' })
  prossimaVerifica!: string;

  @Field(() => Int, { description: 'Days by which that review is late; 0 when it is not.' })
  ritardoGiorni!: number;

  @Field(() => GraphQLDateISO, {
    description: 'By when it must end: what the decision says, twenty-four months at most, and what a judge added.',
  })
  scadenza!: string;

  @Field({ description: 'True when a judge must decide: within ninety days of that end, and after it.' })
  serveProroga!: boolean;
}
