import { Origine } from '@trama/schema/origine';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { StatoValore } from '../../rilevazione/rilevazione.stati.js';
import { Ambito } from '../../territorio/territorio.entity.js';

export enum TemaPoverta {
  REDDITO = 'REDDITO',
  PERSONE = 'PERSONE',
  CASA = 'CASA',
  LAVORO = 'LAVORO',
  SALUTE = 'SALUTE',
}

registerEnumType(TemaPoverta, {
  name: 'TemaPoverta',
  description: 'What an indicator on poverty speaks of.',
  valuesConfig: {
    REDDITO: { description: 'Income support.' },
    PERSONE: { description: 'Who is in poverty.' },
    CASA: { description: 'Housing, which the document ties to poverty.' },
    LAVORO: { description: 'Work, which the document ties to poverty.' },
    SALUTE: { description: 'Health, which the document ties to poverty.' },
  },
});

@Richiede('statistica:leggi')
@ObjectType({ description: 'The published figure of one ambito for one year.' })
export class FiguraIndicatore {
  @Field(() => Ambito, { nullable: true, description: 'Whose figure.' })
  ambito!: Ambito;

  @Field(() => Float, {
    nullable: true,
    description: 'Null when suppressed, and null when there is none: `stato` says why.',
  })
  valore!: number | null;

  @Field({ description: 'True when it exists and is too small to be told.' })
  soppresso!: boolean;

  @Field(() => StatoValore, { description: 'What the figure is, or why there is none.' })
  stato!: StatoValore;

  @Field({ description: 'True when the coordination was asking about it as it was published.' })
  inVerifica!: boolean;

  @Field(() => Float, {
    nullable: true,
    description:
      'For 1,000 of the indicator’s denominator, from published numbers, two decimals; null where no source has the denominator.',
  })
  per1000!: number | null;

  @Field(() => Origine, { nullable: true, description: 'Where it comes from; null when there is none.' })
  origine!: Origine | null;
}

@Richiede('statistica:leggi')
@ObjectType({
  description:
    'Sum of published figures, of three contributors at least. It tells nothing that they do not, and carries their rounding: the true sum is from `minimo` to `massimo`.',
})
export class TotaleIndicatore {
  @Field(() => Float, {
    nullable: true,
    description: 'Null when a part is suppressed, and with fewer than three contributors.',
  })
  valore!: number | null;

  @Field({ description: 'True when there are figures and their sum cannot be told.' })
  soppresso!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'The true sum is not less. Null with fewer than three contributors.',
  })
  minimo!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The true sum is not more. Null with fewer than three contributors.',
  })
  massimo!: number | null;

  @Field(() => Int, { description: 'How many gave a figure, the suppressed ones too.' })
  contributori!: number;
}

@Richiede('statistica:leggi')
@ObjectType({ description: 'One year of an indicator.' })
export class AnnoIndicatore {
  @Field(() => Int, { description: 'Year.' })
  anno!: number;

  @Field(() => [FiguraIndicatore], { description: 'All ambiti, in order, the missing ones too.' })
  perAmbito!: FiguraIndicatore[];

  @Field(() => TotaleIndicatore, {
    description: 'Over whoever gave a figure in this year: not the same ones every year.',
  })
  totale!: TotaleIndicatore;
}

@Richiede('statistica:leggi')
@ObjectType({ description: 'How a figure is made.' })
export class CalcoloIndicatore {
  @Field({ description: 'What is counted.' })
  numeratore!: string;

  @Field({ description: 'Where contributors take it from.' })
  fonteNumeratore!: string;

  @Field(() => String, { nullable: true, description: 'What the rate is computed on; null when there is no rate.' })
  denominatore!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the denominator comes from.' })
  fonteDenominatore!: string | null;
}

@Richiede('statistica:leggi')
@ObjectType({ description: 'What to know of the quality of a figure.' })
export class NotaQualitaDati {
  @Field({ description: 'For people.' })
  testo!: string;

  @Field(() => String, { nullable: true, description: 'The oddity of the source document that it tells, by its code.' })
  incongruenza!: string | null;
}
