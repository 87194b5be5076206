import { connectionOf } from '@trama/schema/page';
import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { GraphQLJSON } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum ArchivioPiano {
  AFFIDO = 'AFFIDO',
  BANCHE_DATI = 'BANCHE_DATI',
  CONCILIAZIONE = 'CONCILIAZIONE',
  GOVERNANCE = 'GOVERNANCE',
  OBIETTIVI_SOVRADISTRETTUALI = 'OBIETTIVI_SOVRADISTRETTUALI',
  POVERTA = 'POVERTA',
  PREMIALITA = 'PREMIALITA',
  PROCEDURE_BANDI = 'PROCEDURE_BANDI',
  SISTEMA_VALUTAZIONE = 'SISTEMA_VALUTAZIONE',
  TAVOLI = 'TAVOLI',
  TUTELA_MINORI = 'TUTELA_MINORI',
}

registerEnumType(ArchivioPiano, {
  name: 'ArchivioPiano',
  description: 'A part of the Piano di Zona whose sheets are kept whole.',
  valuesConfig: {
    AFFIDO: { description: 'Fostering: stages, roles, figures, expected results.' },
    BANCHE_DATI: { description: 'Information systems, registers and collections that the plan names (BD-nnn).' },
    CONCILIAZIONE: { description: 'Balance of work and life, networks against violence, gambling.' },
    GOVERNANCE: { description: 'Bodies that govern the plan.' },
    OBIETTIVI_SOVRADISTRETTUALI: { description: 'Objectives above the districts.' },
    POVERTA: { description: 'Poverty, inclusion and the provincial observatory.' },
    PREMIALITA: { description: 'Reward projects.' },
    PROCEDURE_BANDI: { description: 'Procedure of the calls and the measures.' },
    SISTEMA_VALUTAZIONE: { description: 'How the plan is evaluated.' },
    TAVOLI: { description: 'Tables above the districts.' },
    TUTELA_MINORI: { description: 'Child protection: services, teams, figures.' },
  },
});

/** Codes begin with the archive and the place in it, so that a page in order of code follows the document. */
@Richiede('piano:leggi')
@ObjectType({ description: 'A sheet of the plan, whole, as the reference data holds it.' })
@Entity({ name: 'scheda_piano' })
export class SchedaPiano {
  @Field(() => ArchivioPiano, { description: 'Part of the plan.' })
  @PrimaryColumn({ type: 'text' })
  archivio!: ArchivioPiano;

  @Field({ description: 'Where it stands in its archive: path of keys and places, such as "tavoli.0003".' })
  @PrimaryColumn({ type: 'text' })
  posizione!: string;

  @Field({ description: 'Code.' })
  @Column({ type: 'text' })
  codice!: string;

  @Field({ description: 'Title, or the name of the part.' })
  @Column({ type: 'text' })
  titolo!: string;

  @Field(() => GraphQLJSON, { description: 'The sheet, exactly as in the reference archive.' })
  @Column({ type: 'jsonb' })
  contenuto!: unknown;

  @Field(() => Fonte, {
    nullable: true,
    description: 'Where it stands in its source; null when only its parts say so.',
  })
  @Column({ type: 'jsonb', nullable: true })
  fonte!: Fonte | null;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;
}

export const SchedaPianoConnection = connectionOf(SchedaPiano);
