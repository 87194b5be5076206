import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { connectionOf } from '@trama/schema/page';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DisponibilitaPosti } from '../occupazione/disponibilita.type.js';
import { TipoUnitaOfferta } from './tipo-unita.type.js';

@ObjectType({
  description:
    'Places of a unit. Null where the source gives none: the sources of different types give different columns.',
})
export class Posti {
  @Field(() => Int, {
    nullable: true,
    description:
      'Authorised places. For the RSA the column of the source holds the extra places at full charge (INC-18).',
  })
  autorizzati!: number | null;

  @Field(() => Int, { nullable: true, description: 'Accredited places.' })
  accreditati!: number | null;

  @Field(() => Int, { nullable: true, description: 'Places paid by the regional budget.' })
  aBudget!: number | null;

  @Field(() => Int, { nullable: true, description: 'Places at full charge of the guest.' })
  solventi!: number | null;

  @Field(() => Int, { nullable: true, description: 'Capacity, where the source speaks of that alone.' })
  capacita!: number | null;
}

@Directive('@key(fields: "codice", resolvable: false)')
@ObjectType({ description: 'A body: public, private or of the Terzo Settore.' })
export class Ente {
  @Field({ description: 'Code of the body.' })
  codice!: string;
}

@Richiede('rete:leggi')
@Directive('@key(fields: "codice")')
@ObjectType({
  description: 'A unit that offers places or services, or a row of capacity when the source gives only sums.',
})
@Entity({ name: 'unita_offerta' })
export class UnitaOfferta {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field({ description: 'Code; it starts with the ambito.' })
  @PrimaryColumn({ type: 'text' })
  codice!: string;

  @Field({ description: 'Name.' })
  @Column({ type: 'text' })
  denominazione!: string;

  @Field(() => TipoUnitaOfferta, { description: 'Type.' })
  @Column({ type: 'text' })
  tipo!: TipoUnitaOfferta;

  @Column({ name: 'gestore_codice', type: 'text', nullable: true })
  gestoreCodice!: string | null;

  @Field({ description: 'True when the source does not say who runs it and the body was inferred.' })
  @Column({ name: 'gestore_dedotto', type: 'boolean' })
  gestoreDedotto!: boolean;

  @Column({ name: 'comune_istat', type: 'text', nullable: true })
  comuneIstat!: string | null;

  @Field(() => [String], { description: 'Names of the comuni, when it has seats in more than one.' })
  @Column({ type: 'text', array: true })
  comuni!: string[];

  @Column({ name: 'posti_autorizzati', type: 'integer', nullable: true })
  postiAutorizzati!: number | null;

  @Column({ name: 'posti_accreditati', type: 'integer', nullable: true })
  postiAccreditati!: number | null;

  @Column({ name: 'posti_a_budget', type: 'integer', nullable: true })
  postiABudget!: number | null;

  @Column({ name: 'posti_solventi', type: 'integer', nullable: true })
  postiSolventi!: number | null;

  @Column({ type: 'integer', nullable: true })
  capacita!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many units the row stands for; null when the source does not say.',
  })
  @Column({ type: 'integer', nullable: true })
  unita!: number | null;

  @Field({ description: 'True when the row is a sum over several units.' })
  @Column({ type: 'boolean' })
  aggregato!: boolean;

  @Field({
    description: 'False when its units or places may already be counted in another row: leave it out of totals.',
  })
  @Column({ type: 'boolean' })
  sommabile!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it is not to be added up.' })
  @Column({ name: 'motivo_non_sommabile', type: 'text', nullable: true })
  motivoNonSommabile!: string | null;

  @Field(() => String, { nullable: true, description: 'Legal nature of the body that runs it.' })
  @Column({ name: 'natura_giuridica', type: 'text', nullable: true })
  naturaGiuridica!: string | null;

  @Field(() => Int, { nullable: true, description: 'Buildings, where the source counts them.' })
  @Column({ type: 'integer', nullable: true })
  strutture!: number | null;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  @Column({ type: 'text', nullable: true })
  note!: string | null;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  @Column({ type: 'jsonb' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;
}

const UnitaOffertaConnection = connectionOf(UnitaOfferta);

/** What a list was asked for; its totals and its coverage are about the same rows. */
export interface FiltroUnita {
  readonly tipo: TipoUnitaOfferta | null;
  readonly ambito: number | null;
  /** States of availability; null for any, and for rows that have none. */
  readonly posti: readonly DisponibilitaPosti[] | null;
}

@ObjectType({ description: 'Places over all pages of a list; rows that are not sommabili are left out.' })
export class PostiTotali {
  @Field(() => Int, { nullable: true, description: 'Authorised places; null when no row has any.' })
  autorizzati!: number | null;

  @Field(() => Int, { nullable: true, description: 'Accredited places; null when no row has any.' })
  accreditati!: number | null;
}

@ObjectType({ description: 'A page of units, with the places of the whole list and what it covers.' })
export class ElencoUnitaOfferta extends UnitaOffertaConnection {
  filtro!: FiltroUnita;
}

@ObjectType({ description: 'What an ambito offers, as totals.' })
export class Offerta {
  ambitoId!: number;

  @Field(() => Int, { description: 'Units that the source counts; rows that may count twice are left out.' })
  unita!: number;

  @Field(() => Int, {
    description:
      'Places: of each row the accredited ones, or the authorised ones, or the capacity, whichever the source gives first in this order.',
  })
  posti!: number;

  @Field(() => Origine, { description: 'Where the figures come from.' })
  origine!: Origine;
}
