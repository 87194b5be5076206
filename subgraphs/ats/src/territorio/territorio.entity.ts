import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { GraphQLJSON } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum CertezzaAttribuzione {
  ESPLICITA = 'ESPLICITA',
  DEDOTTA_PER_ESCLUSIONE = 'DEDOTTA_PER_ESCLUSIONE',
  DEDOTTA_DAL_DISTRETTO = 'DEDOTTA_DAL_DISTRETTO',
  DEDOTTA_DAL_NOME = 'DEDOTTA_DAL_NOME',
  CONOSCENZA_ESTERNA = 'CONOSCENZA_ESTERNA',
}

registerEnumType(CertezzaAttribuzione, {
  name: 'CertezzaAttribuzione',
  description: 'How the source supports a pairing.',
  valuesConfig: {
    ESPLICITA: { description: 'The source says it.' },
    DEDOTTA_PER_ESCLUSIONE: { description: 'The only pairing left.' },
    DEDOTTA_DAL_DISTRETTO: { description: 'Follows from the district.' },
    DEDOTTA_DAL_NOME: { description: 'Follows from the name.' },
    CONOSCENZA_ESTERNA: { description: 'Not in the source: public knowledge.' },
  },
});

@Richiede('territorio:leggi')
@ObjectType({ description: 'A health protection agency, which coordinates its districts and ambiti.' })
@Entity({ name: 'ats' })
export class Ats {
  @Field({ description: 'Code.' })
  @PrimaryColumn({ type: 'text' })
  codice!: string;

  @Field({ description: 'Name.' })
  @Column({ type: 'text' })
  nome!: string;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  @Column({ type: 'jsonb' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;
}

@Directive('@key(fields: "codice", resolvable: false)')
@ObjectType({ description: 'A hospital trust with territorial services.' })
export class Asst {
  @Field({ description: 'Code.' })
  codice!: string;
}

@Richiede('territorio:leggi')
@Directive('@key(fields: "numero")')
@ObjectType({ description: 'A planning district: the ambiti that share a hospital trust.' })
@Entity({ name: 'distretto' })
export class Distretto {
  @Field(() => Int, { description: 'Number within the ATS.' })
  @PrimaryColumn({ type: 'smallint' })
  numero!: number;

  @Column({ name: 'ats_codice', type: 'text' })
  atsCodice!: string;

  @Field({ description: 'Name.' })
  @Column({ type: 'text' })
  nome!: string;

  @Column({ name: 'asst_codice', type: 'text' })
  asstCodice!: string;

  @Field(() => CertezzaAttribuzione, { description: 'How the source supports the pairing with the trust.' })
  @Column({ name: 'asst_certezza', type: 'text' })
  asstCertezza!: CertezzaAttribuzione;

  @Field(() => [String], { description: 'Experiences shared in the district.' })
  @Column({ type: 'text', array: true })
  esperienze!: string[];

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'State of the protocol on tutela minori, as the source gives it.',
  })
  @Column({ name: 'protocollo_tutela_minori', type: 'jsonb', nullable: true })
  protocolloTutelaMinori!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'Figures on disability, as the source gives them.' })
  @Column({ name: 'dati_disabilita', type: 'jsonb', nullable: true })
  datiDisabilita!: unknown;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  @Column({ type: 'jsonb' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;
}

@ObjectType({ description: 'An alliance for the balance of work and life, which need not follow the districts.' })
export class AlleanzaConciliazione {
  @Field({ description: 'Name.' })
  nome!: string;

  @Field({ description: 'Body that leads it.' })
  capofila!: string;

  @Field({ description: 'Its project.' })
  progetto!: string;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  fonte!: Fonte;
}

@ObjectType({ description: 'Body that represents the ambito in the fostering project.' })
export class PartnerAffido {
  @Field({ description: 'Name of the body.' })
  ente!: string;

  @Field({ description: 'How the source supports the pairing.' })
  certezza!: string;
}

@ObjectType({ description: 'A role of the ambito for all the others.' })
export class RuoloSovradistrettuale {
  @Field({ description: 'The role.' })
  ruolo!: string;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  fonte!: Fonte;
}

@Richiede('territorio:leggi')
@Directive('@key(fields: "numero")')
@ObjectType({ description: 'A social district: the comuni that plan and run social services together.' })
@Entity({ name: 'ambito' })
export class Ambito {
  @Field(() => Int, { description: 'Number of the ambito within ATS Brescia, 1 to 12.' })
  @PrimaryColumn({ type: 'smallint' })
  numero!: number;

  @Field({ description: 'Name.' })
  @Column({ type: 'text' })
  nome!: string;

  @Field({ description: 'False when the source gives only the number and the name is public knowledge.' })
  @Column({ name: 'nome_da_fonte', type: 'boolean' })
  nomeDaFonte!: boolean;

  @Field(() => [String], { description: 'Other names in the source.' })
  @Column({ name: 'altri_nomi', type: 'text', array: true })
  altriNomi!: string[];

  @Column({ name: 'distretto_numero', type: 'smallint' })
  distrettoNumero!: number;

  @Column({ name: 'asst_codice', type: 'text' })
  asstCodice!: string;

  @Field(() => CertezzaAttribuzione, { description: 'How the source supports the pairing with the trust.' })
  @Column({ name: 'asst_certezza', type: 'text' })
  asstCertezza!: CertezzaAttribuzione;

  @Field(() => AlleanzaConciliazione, { nullable: true, description: 'Its alliance for the balance of work and life.' })
  @Column({ name: 'alleanza', type: 'jsonb', nullable: true })
  alleanzaConciliazione!: AlleanzaConciliazione | null;

  @Field(() => [String], { description: 'Themes of its reward projects: first, second, third.' })
  @Column({ name: 'temi_premialita', type: 'text', array: true })
  temiPremialita!: string[];

  @Field(() => PartnerAffido, { nullable: true, description: 'Body that represents it in the fostering project.' })
  @Column({ name: 'partner_affido', type: 'jsonb', nullable: true })
  partnerAffido!: PartnerAffido | null;

  @Field(() => [RuoloSovradistrettuale], { description: 'Its roles for all the others.' })
  @Column({ name: 'ruoli', type: 'jsonb' })
  ruoliSovradistrettuali!: RuoloSovradistrettuale[];

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

@ObjectType({ description: 'A contributor from outside this ATS, such as Valle Camonica.' })
@Entity({ name: 'contributore_esterno' })
export class ContributoreEsterno {
  @Field({ description: 'Name.' })
  @PrimaryColumn({ type: 'text' })
  nome!: string;

  @Field(() => String, { nullable: true, description: 'What to know about it.' })
  @Column({ type: 'text', nullable: true })
  nota!: string | null;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  @Column({ type: 'jsonb' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;
}
