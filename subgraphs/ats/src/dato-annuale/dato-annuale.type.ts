import { Conteggio, Tasso } from '@trama/schema/conteggio';
import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Int, ObjectType } from 'type-graphql';
import { StatoValore } from '../rilevazione/rilevazione.stati.js';

@Richiede('statistica:leggi')
@ObjectType({ description: 'What to know of a published figure before using it.' })
export class CondizioneDato {
  @Field(() => StatoValore, { description: 'What the figure is, or why there is none.' })
  stato!: StatoValore;

  @Field({
    description: 'True when the coordination was asking about it as it was published; so is a rate made of it.',
  })
  inVerifica!: boolean;
}

@Richiede('statistica:leggi')
@ObjectType({ description: 'Children in charge of the child-protection services of an ambito in a year.' })
export class TutelaMinoriAmbito {
  @Field(() => Conteggio, { description: 'Minors in charge on 31 December: tutela, prevenzione and disagio together.' })
  minoriInCarico!: Conteggio;

  @Field(() => Conteggio, { description: 'Families in charge on 31 December.' })
  nucleiInCarico!: Conteggio;

  @Field(() => CondizioneDato, { description: 'What to know of the figure of minors, and of their rate.' })
  condizioneMinori!: CondizioneDato;

  @Field(() => CondizioneDato, { description: 'What to know of the figure of families.' })
  condizioneNuclei!: CondizioneDato;

  @Field(() => Tasso, { description: 'Minors in charge per 1,000 resident minors of the year.' })
  minoriInCaricoPer1000!: Tasso;

  @Field(() => Int, {
    nullable: true,
    description: 'Resident minors that the rate is computed on; null when no source has them.',
  })
  minoriResidenti!: number | null;

  @Field(() => Fonte, { description: 'Where the figures stand in their source.' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the figures come from.' })
  origine!: Origine;
}

@Richiede('statistica:leggi')
@ObjectType({ description: 'Fostering in an ambito in a year.' })
export class AffidoAmbito {
  @Field(() => Conteggio, { description: 'Minors with a decree waiting for a family.' })
  minoriInAttesa!: Conteggio;

  @Field(() => Conteggio, { description: 'Placements in being outside the family of origin.' })
  affidiInEssere!: Conteggio;

  @Field(() => Fonte, { description: 'Where the figures stand in their source.' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the figures come from.' })
  origine!: Origine;
}

@Richiede('statistica:leggi')
@ObjectType({ description: 'Income support in an ambito in a year.' })
export class PovertaAmbito {
  @Field(() => Conteggio, { description: 'Beneficiaries of the income support of the time (Reddito di Cittadinanza).' })
  beneficiari!: Conteggio;

  @Field(() => CondizioneDato, { description: 'What to know of the figure of beneficiaries, and of their rate.' })
  condizioneBeneficiari!: CondizioneDato;

  @Field(() => Tasso, { description: 'Beneficiaries per 1,000 residents of the year.' })
  beneficiariPer1000!: Tasso;

  @Field(() => Int, {
    nullable: true,
    description: 'Residents that the rate is computed on; null when no source has them.',
  })
  residenti!: number | null;

  @Field(() => Fonte, { description: 'Where the figures stand in their source.' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the figures come from.' })
  origine!: Origine;
}

@Richiede('dato:leggi')
@ObjectType({ description: 'An exact yearly figure, for the ambito it belongs to.' })
export class DatoProprio {
  @Field({ description: 'Which figure.' })
  codice!: string;

  @Field(() => Int, { description: 'The figure, neither rounded nor suppressed.' })
  valore!: number;

  @Field(() => GraphQLDateISO, { description: 'Day that it speaks of.' })
  data!: string;

  @Field({ description: 'True while the coordination asks about it.' })
  inVerifica!: boolean;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  nota!: string | null;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where it comes from.' })
  origine!: Origine;
}
