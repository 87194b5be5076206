import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { TemaPoverta, TotaleIndicatore } from './indicatore.type.js';

@Richiede('statistica:leggi')
@ObjectType({ description: 'One year of a raw and of a homogeneous series, side by side.' })
export class AnnoOmogeneo {
  @Field(() => Int, { description: 'Year.' })
  anno!: number;

  @Field(() => TotaleIndicatore, { description: 'Of whoever gave a figure in this year.' })
  grezza!: TotaleIndicatore;

  @Field(() => TotaleIndicatore, { description: 'Of those who gave one in every year of the series.' })
  omogenea!: TotaleIndicatore;

  @Field(() => [Int], { description: 'Ambiti that were not there in the year before of the series.' })
  entrati!: number[];

  @Field(() => [Int], { description: 'Ambiti that were there in the year before of the series, and are not.' })
  usciti!: number[];
}

@Richiede('statistica:leggi')
@ObjectType({
  description: 'Like for like: sums of the same contributors in every year, beside those of whoever was there.',
})
export class SerieOmogenea {
  @Field(() => [Int], {
    description: 'Ambiti with a figure in every year, that are together the same land in all of them.',
  })
  contributori!: number[];

  @Field(() => [Int], {
    description: 'Ambiti with a figure in some year only, which the homogeneous series leaves out.',
  })
  esclusi!: number[];

  @Field(() => [Int], {
    description:
      'Ambiti with a figure in every year that exchanged comuni, meanwhile, with one that the homogeneous series leaves out: their land is not the same, so it leaves them out too.',
  })
  cambiati!: number[];

  @Field(() => [AnnoOmogeneo], { description: 'The years of which anybody gave a figure.' })
  anni!: AnnoOmogeneo[];
}

export enum VersoTendenza {
  SALE = 'SALE',
  SCENDE = 'SCENDE',
  NON_SI_PUO_DIRE = 'NON_SI_PUO_DIRE',
}

registerEnumType(VersoTendenza, {
  name: 'VersoTendenza',
  description: 'Where a series goes.',
  valuesConfig: {
    SALE: { description: 'The true sum rose, whatever rounding hides.' },
    SCENDE: { description: 'The true sum fell, whatever rounding hides.' },
    NON_SI_PUO_DIRE: { description: 'The change is within what rounding hides.' },
  },
});

@Richiede('statistica:leggi')
@ObjectType({ description: 'Where the homogeneous series went from its first to its last year.' })
export class Tendenza {
  @Field(() => Int, { description: 'First year.' })
  dal!: number;

  @Field(() => Int, { description: 'Last year.' })
  al!: number;

  @Field(() => Int, { description: 'Years with figures: three at least.' })
  anni!: number;

  @Field(() => Float, { description: 'Difference of the published sums.' })
  variazione!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'As a share of the first: 0.1 is ten percent more. Null on zero.',
  })
  variazioneRelativa!: number | null;

  @Field(() => VersoTendenza, { description: 'What can be said of the true sums.' })
  verso!: VersoTendenza;
}

@Richiede('statistica:leggi')
@ObjectType({
  description:
    'Whether ambiti with more of one have more of the other: Spearman’s rank correlation of the published rates, in one year. It is no cause, and among so many pairs some go together by chance.',
})
export class Correlazione {
  @Field(() => TemaPoverta, { description: 'Theme that the document ties to poverty.' })
  tema!: TemaPoverta;

  @Field({ description: 'Code of the indicator that stands for it.' })
  con!: string;

  @Field(() => Int, { description: 'Newest of the years with enough ambiti.' })
  anno!: number;

  @Field(() => Int, { description: 'Ambiti with both rates: eight at least.' })
  n!: number;

  @Field(() => Float, { description: 'From -1 to 1.' })
  rho!: number;

  @Field(() => Float, { description: 'Lower end of its 95% interval.' })
  da!: number;

  @Field(() => Float, { description: 'Upper end of its 95% interval; when 0 is within, nothing can be said.' })
  a!: number;
}
