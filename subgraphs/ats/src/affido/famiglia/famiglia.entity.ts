import { TipoAffido } from '@trama/schema/affido';
import { Origine } from '@trama/schema/origine';
import { connectionOf } from '@trama/schema/page';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { StatoFamigliaAffidataria } from './famiglia.stati.js';

/** A fostering service: of an ambito, or of a body of the Terzo Settore. */
@Richiede('territorio:leggi')
@ObjectType({ description: 'A public or private fostering service, which registers families.' })
@Entity({ name: 'servizio_affidi' })
export class ServizioAffidi {
  @Field({ description: 'Code.' })
  @PrimaryColumn({ type: 'text' })
  codice!: string;

  /** No @Field: what a repeated request is answered by. */
  @Column({ type: 'uuid' })
  id!: string;

  /** Whose keys its families are kept with. */
  @Column({ type: 'smallint' })
  numero!: number;

  @Column({ name: 'ambito', type: 'smallint', nullable: true })
  ambitoId!: number | null;

  @Field(() => String, { nullable: true, description: 'Code of the body, for one of the Terzo Settore.' })
  @Column({ type: 'text', nullable: true })
  ente!: string | null;

  @Field({ description: 'Name.' })
  @Column({ type: 'text' })
  denominazione!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Telephone for citizens; null where the service has not said it.',
  })
  @Column({ type: 'text', nullable: true })
  telefono!: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail for citizens; null where the service has not said it.' })
  @Column({ type: 'text', nullable: true })
  email!: string | null;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;
}

@Richiede('affido:abbina')
@ObjectType({ description: 'What a foster family offers.' })
export class Disponibilita {
  @Field(() => [TipoAffido], { description: 'Kinds of fostering.' })
  tipi!: TipoAffido[];

  @Field(() => Int, { description: 'Youngest age, in whole years.' })
  etaMin!: number;

  @Field(() => Int, { description: 'Oldest age, in whole years.' })
  etaMax!: number;

  @Field(() => Int, { description: 'Places, taken or free.' })
  posti!: number;

  @Field({ description: 'Whether it takes siblings together.' })
  fratelli!: boolean;

  @Field({ description: 'Whether it takes minors with special needs.' })
  bisogniSpeciali!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'How far from home the family of origin may live, in km; null when it does not matter.',
  })
  distanzaMaxKm!: number | null;

  @Field(() => [String], { description: 'Languages spoken besides Italian, ISO 639-1.' })
  lingue!: string[];

  @Field(() => [String], { description: 'Cultures that it knows from inside, in its service’s words.' })
  culture!: string[];

  @Field(() => GraphQLDateISO, { description: 'From this day.' })
  dal!: string;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'To this day; null when no end is known.' })
  al!: string | null;

  @Field(() => GraphQLDateISO, {
    description: 'When it was last said to be true: after 60 days the family is no candidate until it is said again.',
  })
  riconfermataIl!: string;
}

/** A family by its code. Who they are is in `famiglia_identita`, for its service alone. */
@Richiede('affido:abbina')
@Directive('@key(fields: "codice")')
@ObjectType({ description: 'A foster family, by its code.' })
@Entity({ name: 'famiglia_affidataria' })
export class FamigliaAffidataria {
  /** No @Field: the access log names records by it. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Field({ description: 'Code; it tells the ambito of its home and nothing else.' })
  @Column({ type: 'text' })
  codice!: string;

  @Column({ name: 'servizio_codice', type: 'text' })
  servizioCodice!: string;

  /** Of the home comune. */
  @Column({ name: 'ambito_casa', type: 'smallint' })
  ambitoId!: number;

  @Column({ name: 'comune_istat', type: 'text' })
  comuneIstat!: string;

  @Field(() => StatoFamigliaAffidataria, { description: 'Where it stands.' })
  @Column({ type: 'text' })
  stato!: StatoFamigliaAffidataria;

  @Column({ name: 'motivo_stato', type: 'text', nullable: true })
  motivoStato!: string | null;

  @Column({ type: 'smallint' })
  componenti!: number;

  @Column({ type: 'smallint', nullable: true })
  figli!: number | null;

  @Column({ name: 'affidi_precedenti', type: 'smallint' })
  affidiPrecedenti!: number;

  @Column({ type: 'text', array: true })
  tipi!: TipoAffido[];

  @Column({ name: 'eta_min', type: 'smallint' })
  etaMin!: number;

  @Column({ name: 'eta_max', type: 'smallint' })
  etaMax!: number;

  @Column({ type: 'smallint' })
  posti!: number;

  @Column({ type: 'boolean' })
  fratelli!: boolean;

  @Column({ name: 'bisogni_speciali', type: 'boolean' })
  bisogniSpeciali!: boolean;

  @Column({ type: 'text', array: true })
  lingue!: string[];

  @Column({ type: 'text', array: true })
  culture!: string[];

  @Column({ name: 'distanza_max_km', type: 'smallint', nullable: true })
  distanzaMaxKm!: number | null;

  @Column({ name: 'disponibile_dal', type: 'date' })
  disponibileDal!: string;

  @Column({ name: 'disponibile_al', type: 'date', nullable: true })
  disponibileAl!: string | null;

  @Column({ name: 'riconfermata_il', type: 'date' })
  riconfermataIl!: string;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;
}

export const FamigliaAffidatariaConnection = connectionOf(FamigliaAffidataria);

/** Who a family is, encrypted under a key of the family's own. */
@Entity({ name: 'famiglia_identita' })
export class FamigliaIdentita {
  @PrimaryColumn({ name: 'famiglia_id', type: 'uuid' })
  famigliaId!: string;

  @Column({ name: 'servizio_numero', type: 'smallint' })
  servizioNumero!: number;

  @Column({ type: 'bytea', nullable: true })
  nomi!: Buffer | null;

  @Column({ type: 'bytea', nullable: true })
  recapiti!: Buffer | null;

  @Column({ type: 'integer' })
  versione!: number;
}

@Richiede('famiglia:gestisci')
@ObjectType({ description: 'Who a foster family is: for the service that registered it.' })
export class IdentitaFamiglia {
  @Field(() => String, { nullable: true, description: 'Names; null when none was written, or the family was erased.' })
  nomi!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'How to reach it; null when none was written, or it was erased.',
  })
  recapiti!: string | null;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  versione!: number;
}

@Richiede('territorio:leggi')
@Directive('@key(fields: "codiceIstat", resolvable: false)')
@ObjectType({ description: 'A municipality, by its ISTAT code.' })
export class Comune {
  @Field({ description: 'ISTAT code, six digits.' })
  codiceIstat!: string;
}
