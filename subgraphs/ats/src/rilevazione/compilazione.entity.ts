import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GravitaViolazione, Provenienza, StatoCompilazione, StatoDomanda, StatoValore } from './rilevazione.stati.js';

/** What this subgraph needs to know of a count that the ambito subgraph makes. */
@Richiede('proposta:leggi')
@ObjectType('Proposta', { description: 'A value that the case files of the ambito can count, counted now.' })
export class PropostaContata {
  @Directive('@external')
  @Field({ description: 'Code of the voce.' })
  voce!: string;

  @Directive('@external')
  @Field(() => Float, { description: 'The value.' })
  valore!: number;
}

@Richiede('rilevazione:leggi')
@Directive('@key(fields: "id")')
@ObjectType({ description: 'The answer of one contributor to one campaign.' })
@Entity({ name: 'compilazione' })
export class Compilazione {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field(() => ID, { description: 'Identifier.' })
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campagna_id', type: 'uuid' })
  campagnaId!: string;

  @Field(() => Int, { description: '1 for the first one; each correction of an approved answer is a new edition.' })
  @Column({ type: 'smallint' })
  edizione!: number;

  @Field(() => String, { nullable: true, description: 'Why the edition before is corrected; null for the first one.' })
  @Column({ type: 'text', nullable: true })
  correzione!: string | null;

  @Field(() => StatoCompilazione, { description: 'Where it stands.' })
  @Column({ type: 'text' })
  stato!: StatoCompilazione;

  @Field(() => String, {
    nullable: true,
    description: 'What the coordination said when it sent it back or rejected it.',
  })
  @Column({ type: 'text', nullable: true })
  motivo!: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was last sent; null for one never sent.' })
  @Column({ name: 'inviata_il', type: 'timestamptz', nullable: true })
  inviataIl!: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was approved; null until then.' })
  @Column({ name: 'approvata_il', type: 'timestamptz', nullable: true })
  approvataIl!: Date | null;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  @Column({ type: 'text' })
  origine!: Origine;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;

  /** Only where the gateway brought them, for what is made of them. */
  @Richiede('proposta:leggi')
  @Directive('@external')
  @Field(() => [PropostaContata], {
    nullable: true,
    description: 'What the case files of the ambito can count for it.',
  })
  proposte?: PropostaContata[] | null;
}

@Richiede('rilevazione:leggi')
@ObjectType({ description: 'A figure of another answer of the same contributor, that was taken as it is.' })
export class FiguraRipresa {
  compilazioneId!: string;

  @Field({ description: 'Code of the voce that it answered there.' })
  voce!: string;
}

@Richiede('rilevazione:leggi')
@ObjectType({ description: 'What a contributor answered to one voce.' })
export class ValoreCompilato {
  compilazioneId!: string;

  campagnaId!: string;

  codiceVoce!: string;

  @Field(() => StatoValore, { description: 'What it is, or why there is none.' })
  stato!: StatoValore;

  @Field(() => Float, { nullable: true, description: 'The number, 0 for ZERO; null when there is none.' })
  valore!: number | null;

  @Field(() => String, { nullable: true, description: 'The answer to a voce that asks for words.' })
  testo!: string | null;

  @Field(() => String, { nullable: true, description: 'What the contributor says about it.' })
  nota!: string | null;

  @Field(() => Provenienza, { nullable: true, description: 'How it came in; null for a calculated one.' })
  provenienza!: Provenienza | null;

  @Field(() => Fonte, { nullable: true, description: 'Where it was printed; null for what was not.' })
  fonte!: Fonte | null;

  @Field({ description: 'True while a question on it, or on a figure that it is calculated from, is open.' })
  inVerifica!: boolean;

  ripresoDaId!: string | null;

  ripresaVoce!: string | null;
}

@Richiede('rilevazione:leggi')
@ObjectType({ description: 'A value that a voce had, from a moment on.' })
export class Modifica {
  @Field(() => StatoValore, { description: 'What it was, or why there was none.' })
  stato!: StatoValore;

  @Field(() => Float, { nullable: true, description: 'The number; null when there was none.' })
  valore!: number | null;

  @Field(() => String, { nullable: true, description: 'The words, where the voce asks for words.' })
  testo!: string | null;

  @Field(() => String, { nullable: true, description: 'The note.' })
  nota!: string | null;

  @Field(() => Provenienza, { description: 'How it came in.' })
  provenienza!: Provenienza;

  @Field(() => String, {
    nullable: true,
    description: 'Who wrote it, as the identity provider has them; null for what was loaded.',
  })
  soggetto!: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  quando!: Date;
}

@Richiede('rilevazione:leggi')
@ObjectType({ description: 'A step in the life of an answer.' })
export class Passaggio {
  @Field(() => StatoCompilazione, { nullable: true, description: 'The state before; null for its beginning.' })
  da!: StatoCompilazione | null;

  @Field(() => StatoCompilazione, { description: 'The state after.' })
  a!: StatoCompilazione;

  @Field(() => String, { nullable: true, description: 'Why, where a reason was given.' })
  motivo!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who did it, as the identity provider has them; null for what was loaded.',
  })
  soggetto!: string | null;

  @Field(() => String, { nullable: true, description: 'In which role.' })
  ruolo!: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  quando!: Date;
}

@ObjectType({ description: 'A figure that a rule looked at.' })
export class FiguraVista {
  @Field({ description: 'Code of the voce.' })
  voce!: string;

  @Field(() => Int, { description: 'Year that it speaks of: that of the answer, or the one before.' })
  anno!: number;

  @Field(() => StatoValore, { description: 'What it is, or why there is none.' })
  stato!: StatoValore;

  @Field(() => String, {
    nullable: true,
    description: 'The figure as Italians write it, a range for a suppressed one; null when there is none.',
  })
  valore!: string | null;
}

@ObjectType({ description: 'What is wrong with an answer, or looks wrong.' })
export class ViolazioneRegola {
  @Field({ description: 'Code of the rule, or of the check that every voce has (TIPO, INTERVALLO, OBBLIGATORIA ...).' })
  regola!: string;

  @Field({ description: 'Code of the voce it is shown on.' })
  voce!: string;

  @Field({ description: 'What is wrong and what to do, in Italian, with the figures that the rule looked at.' })
  messaggio!: string;

  @Field(() => GravitaViolazione, { description: 'What it stops.' })
  gravita!: GravitaViolazione;

  @Field(() => [FiguraVista], {
    description: 'What the rule looked at, in the order in which it names it; empty for the checks of one voce.',
  })
  visti!: FiguraVista[];
}

@Richiede('rilevazione:leggi')
@ObjectType({ description: 'A question of the coordination on one figure, and what was said.' })
@Entity({ name: 'domanda' })
export class Domanda {
  @PrimaryColumn({ name: 'ambito_id', type: 'smallint' })
  ambitoId!: number;

  @Field(() => ID, { description: 'Identifier.' })
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'compilazione_id', type: 'uuid' })
  compilazioneId!: string;

  @Field({ description: 'Code of the voce.' })
  @Column({ type: 'text' })
  voce!: string;

  @Field(() => StatoDomanda, { description: 'Where it stands.' })
  @Column({ type: 'text' })
  stato!: StatoDomanda;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;
}

@Richiede('rilevazione:leggi')
@ObjectType({ description: 'Something said about a figure.' })
export class Messaggio {
  domandaId!: string;

  @Field({ description: 'The words.' })
  testo!: string;

  @Field(() => String, { nullable: true, description: 'Who said it, as the identity provider has them.' })
  soggetto!: string | null;

  @Field(() => String, { nullable: true, description: 'In which role.' })
  ruolo!: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  quando!: Date;
}
