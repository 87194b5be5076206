import { connectionOf } from '@trama/schema/page';
import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum TipoEnte {
  ENTE_PUBBLICO = 'ENTE_PUBBLICO',
  SOCIETA_IN_HOUSE = 'SOCIETA_IN_HOUSE',
  ATS = 'ATS',
  ASST = 'ASST',
  AZIENDA_SPECIALE = 'AZIENDA_SPECIALE',
  COOPERATIVA_SOCIALE = 'COOPERATIVA_SOCIALE',
  CONSORZIO = 'CONSORZIO',
  ASSOCIAZIONE = 'ASSOCIAZIONE',
  FONDAZIONE = 'FONDAZIONE',
  PARROCCHIA = 'PARROCCHIA',
  SINDACATO = 'SINDACATO',
  ISTITUTO_SCOLASTICO = 'ISTITUTO_SCOLASTICO',
  GRUPPO_INFORMALE = 'GRUPPO_INFORMALE',
  ALTRO = 'ALTRO',
}

registerEnumType(TipoEnte, {
  name: 'TipoEnte',
  description: 'Kind of body.',
  valuesConfig: {
    ENTE_PUBBLICO: { description: 'Public body: comune, comunità montana, province, school office.' },
    SOCIETA_IN_HOUSE: { description: 'Company owned by public bodies that works for them.' },
    ATS: { description: 'Health protection agency.' },
    ASST: { description: 'Hospital trust with territorial services.' },
    AZIENDA_SPECIALE: { description: 'Public company for social services.' },
    COOPERATIVA_SOCIALE: { description: 'Social cooperative.' },
    CONSORZIO: { description: 'Consortium of social cooperatives.' },
    ASSOCIAZIONE: { description: 'Association.' },
    FONDAZIONE: { description: 'Foundation.' },
    PARROCCHIA: { description: 'Parish.' },
    SINDACATO: { description: 'Trade union.' },
    ISTITUTO_SCOLASTICO: { description: 'School.' },
    GRUPPO_INFORMALE: { description: 'Informal group.' },
    ALTRO: { description: 'Anything else.' },
  },
});

@Richiede('territorio:leggi')
@Directive('@key(fields: "numero")')
@ObjectType({ description: 'A social district: the comuni that plan and run social services together.' })
@Entity({ name: 'ambito' })
export class Ambito {
  @Field(() => Int, { description: 'Number of the ambito within ATS Brescia, 1 to 12.' })
  @PrimaryColumn({ type: 'smallint' })
  numero!: number;
}

@Directive('@key(fields: "codiceIstat", resolvable: false)')
@ObjectType({ description: 'A municipality, by its ISTAT code.' })
export class Comune {
  @Field({ description: 'ISTAT code, six digits.' })
  codiceIstat!: string;
}

@Richiede('rete:leggi')
@Directive('@key(fields: "codice")')
@ObjectType({ description: 'A body: public, private or of the Terzo Settore.' })
@Entity({ name: 'ente' })
export class Ente {
  @Field({ description: 'Code of the body.' })
  @PrimaryColumn({ type: 'text' })
  codice!: string;

  @Field({ description: 'Name.' })
  @Column({ type: 'text' })
  denominazione!: string;

  @Field(() => TipoEnte, { description: 'Kind of body.' })
  @Column({ type: 'text' })
  tipo!: TipoEnte;

  @Field({
    description:
      'Whether its kind belongs to the Terzo Settore in the sense of D.Lgs. 117/2017, art. 4; registration in the national register is not in the source.',
  })
  @Column({ name: 'terzo_settore', type: 'boolean' })
  terzoSettore!: boolean;

  @Field(() => String, { nullable: true, description: 'Name of the comune of its seat, in the words of the source.' })
  @Column({ name: 'comune_nome', type: 'text', nullable: true })
  comuneNome!: string | null;

  @Column({ name: 'comune_istat', type: 'text', nullable: true })
  comuneIstat!: string | null;

  @Field(() => [String], { description: 'Names of the comuni, when it has seats in more than one.' })
  @Column({ type: 'text', array: true })
  comuni!: string[];

  @Field(() => [String], { description: 'Other names in the source.' })
  @Column({ type: 'text', array: true })
  alias!: string[];

  @Field(() => [String], { description: 'Its roles in the plan.' })
  @Column({ type: 'text', array: true })
  ruoli!: string[];

  @Field(() => [String], { description: 'Its roles in words.' })
  @Column({ name: 'dettaglio_ruoli', type: 'text', array: true })
  dettaglioRuoli!: string[];

  @Field({ description: 'True when the source names a kind of bodies and not one of them.' })
  @Column({ type: 'boolean' })
  generico!: boolean;

  @Field(() => String, { nullable: true, description: 'What to know before using the record.' })
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

@Entity({ name: 'ente_ambito' })
export class EnteAmbito {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @PrimaryColumn({ name: 'ente_codice', type: 'text' })
  enteCodice!: string;
}

export const EnteConnection = connectionOf(Ente);

@ObjectType({ description: 'Bodies of the Terzo Settore that work in an ambito, as far as the register knows.' })
export class EntiTerzoSettoreAmbito {
  ambitoId!: number;

  @Field(() => Int, { description: 'How many bodies.' })
  totale!: number;

  @Field(() => Origine, { description: 'Where the figure comes from.' })
  origine!: Origine;
}
