import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@ObjectType({ description: 'Foreign residents of a comune, as the source gives them.' })
export class StranieriComune {
  @Field(() => GraphQLDateISO, { description: 'Day of the count.' })
  data!: string;

  @Field(() => Int, { description: 'Foreign residents.' })
  numero!: number;

  @Field({ description: 'Per cent of residents in 2020, as printed.' })
  percentuale2020!: number;

  @Field({ description: 'Per cent of residents in 2016, as printed.' })
  percentuale2016!: number;

  @Field(() => GraphQLDateISO, { description: 'Day of the 2016 share.' })
  dataPercentuale2016!: string;

  @Field(() => Fonte, { description: 'Where it stands in the source.' })
  fonte!: Fonte;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  nota!: string | null;
}

@ObjectType({ description: 'Old-age index of one year: residents of 65 and over for 100 residents under 15.' })
export class IndiceVecchiaia {
  @Field(() => Int, { description: 'Year.' })
  anno!: number;

  @Field(() => Float, { description: 'The index as printed.' })
  valore!: number;
}

@ObjectType({ description: 'Old-age index of a comune over the years, as the source gives it.' })
export class SerieIndiceVecchiaia {
  @Field(() => [IndiceVecchiaia], { description: 'The oldest year first.' })
  valori!: IndiceVecchiaia[];

  @Field(() => Fonte, { description: 'Where it stands in the source.' })
  fonte!: Fonte;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  nota!: string | null;
}

@ObjectType({ description: 'Meeting points for the young in a comune.' })
export class PuntiGiovani {
  @Field(() => Boolean, { nullable: true, description: 'A youth centre (centro di aggregazione giovanile).' })
  cag!: boolean | null;

  @Field(() => String, { nullable: true, description: 'An Informagiovani desk, in the words of the source.' })
  informagiovani!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'A library.' })
  biblioteca!: boolean | null;

  @Field(() => Fonte, { description: 'Where it stands in the source.' })
  fonte!: Fonte;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  nota!: string | null;
}

@ObjectType({ description: 'Acts of legal protection in a comune. The source gives no year; empty cells are null.' })
export class ProtezioneGiuridica {
  @Field({ description: 'Whether the comune is in the table of the source at all.' })
  presenteInTabella!: boolean;

  @Field(() => Int, { nullable: true, description: 'Applications for a support administrator.' })
  ricorsiNominaAds!: number | null;

  @Field(() => Int, { nullable: true, description: 'Petitions.' })
  istanze!: number | null;

  @Field(() => Int, { nullable: true, description: 'Yearly reports of support administrators.' })
  relazioniAnnualiAds!: number | null;

  @Field(() => Int, { nullable: true, description: 'Advice and supervision at a distance.' })
  consulenzaSupervisioneADistanza!: number | null;

  @Field(() => Fonte, { description: 'Where it stands in the source.' })
  fonte!: Fonte;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  nota!: string | null;
}

@Richiede('territorio:leggi')
@Directive('@key(fields: "codiceIstat")')
@ObjectType({ description: 'A municipality, by its ISTAT code.' })
@Entity({ name: 'comune' })
export class Comune {
  @Field({ description: 'ISTAT code, six digits.' })
  @PrimaryColumn({ name: 'codice_istat', type: 'text' })
  codiceIstat!: string;

  @Column({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field({ description: 'Official name.' })
  @Column({ type: 'text' })
  nome!: string;

  @Field(() => String, { nullable: true, description: 'Name as the source writes it.' })
  @Column({ name: 'nome_fonte', type: 'text', nullable: true })
  nomeFonte!: string | null;

  @Field(() => [String], { description: 'Other spellings in the source.' })
  @Column({ name: 'altri_nomi', type: 'text', array: true })
  altriNomi!: string[];

  @Field({ description: 'Land-registry code.' })
  @Column({ name: 'codice_catastale', type: 'text' })
  codiceCatastale!: string;

  @Field({ description: 'Postal code.' })
  @Column({ type: 'text' })
  cap!: string;

  @Field(() => String, { nullable: true, description: 'Part of the valley in the chapter on demography.' })
  @Column({ name: 'zona_demografica', type: 'text', nullable: true })
  zonaDemografica!: string | null;

  @Field(() => String, { nullable: true, description: 'Territorial team of tutela minori that serves it.' })
  @Column({ name: 'equipe_tutela', type: 'text', nullable: true })
  equipeTutela!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it delegates its social service to the ambito.' })
  @Column({ name: 'servizio_sociale_delegato', type: 'boolean', nullable: true })
  servizioSocialeDelegato!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it sits in the Ufficio di Piano.' })
  @Column({ name: 'siede_ufficio_di_piano', type: 'boolean', nullable: true })
  siedeUfficioDiPiano!: boolean | null;

  @Field(() => StranieriComune, { nullable: true, description: 'Foreign residents.' })
  @Column({ type: 'jsonb', nullable: true })
  stranieri!: StranieriComune | null;

  @Field(() => SerieIndiceVecchiaia, { nullable: true, description: 'Old-age index over the years.' })
  @Column({ name: 'indice_vecchiaia', type: 'jsonb', nullable: true })
  indiceVecchiaia!: SerieIndiceVecchiaia | null;

  @Field(() => PuntiGiovani, { nullable: true, description: 'Meeting points for the young.' })
  @Column({ name: 'punti_giovani', type: 'jsonb', nullable: true })
  puntiGiovani!: PuntiGiovani | null;

  @Field(() => ProtezioneGiuridica, { nullable: true, description: 'Acts of legal protection.' })
  @Column({ name: 'protezione_giuridica', type: 'jsonb', nullable: true })
  protezioneGiuridica!: ProtezioneGiuridica | null;

  @Field(() => GraphQLDateISO, {
    nullable: true,
    description: 'First day that it is there; null when that is before the register looks back.',
  })
  @Column({ name: 'valido_dal', type: 'date', nullable: true })
  validoDal!: string | null;

  @Field(() => GraphQLDateISO, {
    nullable: true,
    description:
      'Last day that it is there: on the day after, it is part of `confluitoIn`. Null while no end is known.',
  })
  @Column({ name: 'valido_al', type: 'date', nullable: true })
  validoAl!: string | null;

  @Column({ name: 'confluito_in', type: 'text', nullable: true })
  confluitoInCodice!: string | null;

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
