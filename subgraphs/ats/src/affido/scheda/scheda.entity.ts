import {
  MacrocategoriaFamiglia,
  NaturaAffido,
  StatoRichiestaAffido,
  TipoAffido,
  VicinanzaAffido,
} from '@trama/schema/affido';
import { Origine } from '@trama/schema/origine';
import { Richiede } from '@trama/subgraph/richiede';
import { GraphQLSchedaRichiesta, type SchedaRichiesta } from '@trama/schema/scheda-richiesta';
import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A request of an ambito, as far as the subgraph of the families knows it. */
@Richiede('affido:leggi')
@Directive('@key(fields: "codice")')
@ObjectType('RichiestaAffido', { description: 'A request for a foster family, without the identity of the minor.' })
export class RichiestaAffido {
  @Field({ description: 'Code; it starts with the ambito and tells nothing else.' })
  codice!: string;

  @Directive('@external')
  @Field(() => GraphQLSchedaRichiesta, {
    nullable: true,
    description: 'What the matching needs of it: for the subgraph of the families, and for no caller.',
  })
  esigenze!: SchedaRichiesta | null;
}

/** The sheet of a request, as the ambito gave it last. */
@Entity({ name: 'scheda_richiesta' })
export class Scheda {
  @PrimaryColumn({ type: 'text' })
  codice!: string;

  @Column({ type: 'uuid' })
  id!: string;

  @Column({ type: 'smallint' })
  ambito!: number;

  @Column({ name: 'comune_istat', type: 'text' })
  comune!: string;

  @Column({ type: 'smallint' })
  eta!: number;

  @Column({ name: 'registrata_il', type: 'date' })
  registrataIl!: string;

  @Column({ type: 'text' })
  tipo!: TipoAffido;

  @Column({ type: 'text' })
  macrocategoria!: MacrocategoriaFamiglia;

  @Column({ type: 'text' })
  natura!: NaturaAffido;

  @Column({ type: 'smallint' })
  fratelli!: number;

  @Column({ name: 'eta_fratelli', type: 'smallint', array: true })
  etaFratelli!: number[];

  @Column({ name: 'bisogni_speciali', type: 'boolean' })
  bisogniSpeciali!: boolean;

  @Column({ type: 'text', array: true })
  lingue!: string[];

  @Column({ type: 'text', array: true })
  culture!: string[];

  @Column({ type: 'text' })
  vicinanza!: VicinanzaAffido;

  @Column({ name: 'scuola_istat', type: 'text', nullable: true })
  scuola!: string | null;

  @Column({ type: 'text', array: true })
  parenti!: string[];

  @Column({ name: 'autorita', type: 'text' })
  decretoAutorita!: string;

  @Column({ name: 'decreto_data', type: 'date' })
  decretoData!: string;

  @Column({ name: 'durata_mesi', type: 'smallint', nullable: true })
  durataMesi!: number | null;

  @Column({ name: 'proroga_mesi', type: 'smallint' })
  prorogaMesi!: number;

  @Column({ type: 'text' })
  stato!: StatoRichiestaAffido;

  @Column({ type: 'text' })
  origine!: Origine;

  @Column({ type: 'integer' })
  versione!: number;
}
