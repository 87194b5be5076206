import {
  MacrocategoriaFamiglia,
  NaturaAffido,
  StatoRichiestaAffido,
  TipoAffido,
  VicinanzaAffido,
} from '@trama/schema/affido';
import { Origine } from '@trama/schema/origine';
import { connectionOf } from '@trama/schema/page';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A minor, or siblings together, for whom a foster family is looked for. Nothing here says who: the case file does, to
 * who follows it. Comune, decree and case are the ambito's own; the rest is what the matching needs.
 */
@Richiede('affido:leggi')
@Directive('@key(fields: "codice")')
@ObjectType({ description: 'A request for a foster family, without the identity of the minor.' })
@Entity({ name: 'richiesta_affido' })
export class RichiestaAffido {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  /** No @Field: the access log names records by it. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Field({ description: 'Code; it starts with the ambito and tells nothing else.' })
  @Column({ type: 'text' })
  codice!: string;

  @Column({ name: 'caso_codice', type: 'text', nullable: true })
  casoCodice!: string | null;

  @Column({ name: 'comune_istat', type: 'text' })
  comuneIstat!: string;

  /** On the day of registration: see `etaOggi`. */
  @Column({ name: 'eta', type: 'smallint' })
  etaRegistrata!: number;

  @Column({ name: 'registrata_il', type: 'date' })
  registrataIl!: string;

  @Field(() => TipoAffido, { description: 'What is asked for.' })
  @Column({ type: 'text' })
  tipo!: TipoAffido;

  @Field(() => MacrocategoriaFamiglia, { description: 'What can be expected of the family of origin.' })
  @Column({ type: 'text' })
  macrocategoria!: MacrocategoriaFamiglia;

  @Field(() => NaturaAffido, { description: 'On whose decision.' })
  @Column({ type: 'text' })
  natura!: NaturaAffido;

  @Field(() => Int, { description: 'How many siblings must be placed together with the minor.' })
  @Column({ type: 'smallint' })
  fratelli!: number;

  /** On the day of registration, as `etaRegistrata`. */
  @Column({ name: 'eta_fratelli', type: 'smallint', array: true })
  etaFratelliRegistrate!: number[];

  @Field({ description: 'Whether the minor has special needs.' })
  @Column({ name: 'bisogni_speciali', type: 'boolean' })
  bisogniSpeciali!: boolean;

  @Field(() => [String], { description: 'Languages spoken at home besides Italian, ISO 639-1.' })
  @Column({ type: 'text', array: true })
  lingue!: string[];

  @Field(() => [String], { description: 'Cultures to keep, in the service’s words.' })
  @Column({ type: 'text', array: true })
  culture!: string[];

  @Field(() => VicinanzaAffido, { description: 'Where the foster family should live, seen from the family of origin.' })
  @Column({ type: 'text' })
  vicinanza!: VicinanzaAffido;

  @Column({ name: 'scuola_istat', type: 'text', nullable: true })
  scuolaIstat!: string | null;

  @Column({ type: 'text', array: true })
  parenti!: string[];

  @Column({ name: 'decreto_autorita', type: 'text' })
  decretoAutorita!: string;

  @Column({ name: 'decreto_data', type: 'date' })
  decretoData!: string;

  @Column({ name: 'durata_mesi', type: 'smallint', nullable: true })
  durataMesi!: number | null;

  @Column({ name: 'proroga_mesi', type: 'smallint' })
  prorogaMesi!: number;

  @Field(() => StatoRichiestaAffido, { description: 'Where it stands.' })
  @Column({ type: 'text' })
  stato!: StatoRichiestaAffido;

  @Field(() => String, { nullable: true, description: 'Why it was closed; null until then.' })
  @Column({ name: 'motivo_chiusura', type: 'text', nullable: true })
  motivoChiusura!: string | null;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;

  @Column({ name: 'aggiornata_il', type: 'timestamptz' })
  aggiornataIl!: Date;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;
}

export const RichiestaAffidoConnection = connectionOf(RichiestaAffido);

@Richiede('affido:leggi')
@ObjectType({ description: 'The decision that a minor be fostered.' })
export class Decreto {
  @Field({ description: 'Who decided.' })
  autorita!: string;

  @Field(() => GraphQLDateISO, { description: 'When.' })
  data!: string;

  @Field(() => Int, { nullable: true, description: 'Months that it presumes; null when it says none.' })
  durataMesi!: number | null;

  @Field(() => Int, { description: 'Months beyond twenty-four that the juvenile court granted.' })
  prorogaMesi!: number;
}
