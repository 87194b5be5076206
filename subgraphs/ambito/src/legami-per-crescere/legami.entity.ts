import { Origine } from '@trama/schema/origine';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The indicators that the plan names (Sez.1 cap.6.i, p. 148), and what the fostering table asks besides. */
@Richiede('affido:leggi')
@ObjectType({ description: 'What an ambito did in a year so that families think of fostering, as counts.' })
@Entity({ name: 'legami_per_crescere' })
export class LegamiPerCrescere {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Field(() => Int, { description: 'Year.' })
  @Column({ type: 'smallint' })
  anno!: number;

  @Field(() => Int, {
    description: 'Professionals of the Terzo Settore, known in their community, who promote fostering there.',
  })
  @Column({ type: 'integer' })
  antenne!: number;

  @Field(() => Int, { description: 'Families contacted.' })
  @Column({ name: 'famiglie_contattate', type: 'integer' })
  famiglieContattate!: number;

  @Field(() => Int, { description: 'Associations contacted.' })
  @Column({ name: 'associazioni_contattate', type: 'integer' })
  associazioniContattate!: number;

  @Field(() => Int, { description: 'Meetings to inform and to raise interest.' })
  @Column({ name: 'incontri_informativi', type: 'integer' })
  incontriInformativi!: number;

  @Field(() => Int, { description: 'People at those meetings, once each time.' })
  @Column({ name: 'partecipanti_informativi', type: 'integer' })
  partecipantiInformativi!: number;

  @Field(() => Int, { description: 'Training meetings, for who thinks of fostering or fosters already.' })
  @Column({ name: 'incontri_formativi', type: 'integer' })
  incontriFormativi!: number;

  @Field(() => Int, { description: 'People at those meetings, once each time.' })
  @Column({ name: 'partecipanti_formativi', type: 'integer' })
  partecipantiFormativi!: number;

  @Field(() => Int, { description: 'Groups that support available families, active in the year.' })
  @Column({ name: 'gruppi_sostegno', type: 'integer' })
  gruppiSostegno!: number;

  @Field(() => Int, { description: 'People in those groups.' })
  @Column({ name: 'partecipanti_gruppi', type: 'integer' })
  partecipantiGruppi!: number;

  @Field(() => Int, { description: 'Meetings of the team with the antennas.' })
  @Column({ name: 'incontri_antenne', type: 'integer' })
  incontriAntenne!: number;

  @Field(() => Int, { description: 'Meetings with the teams of child protection and of prevention.' })
  @Column({ name: 'incontri_servizi', type: 'integer' })
  incontriServizi!: number;

  @Field(() => Int, { description: 'Minors whom the teams proposed for a project of support or fostering.' })
  @Column({ name: 'minori_candidati', type: 'integer' })
  minoriCandidati!: number;

  @Field(() => Int, { description: 'Projects for minors begun with resources of the territory.' })
  @Column({ name: 'progetti_attivati', type: 'integer' })
  progettiAttivati!: number;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;
}
