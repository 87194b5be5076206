import { Conteggio } from '@trama/schema/conteggio';
import { Origine } from '@trama/schema/origine';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, ObjectType } from 'type-graphql';
import { Voce } from '../rilevazione/campagna.entity.js';
import { StatoValore } from '../rilevazione/rilevazione.stati.js';
import type { Prima, Vista } from './confronto.js';

@ObjectType({ description: 'A figure of a comparison, under disclosure control where the caller is not its owner.' })
export class ValoreConfrontato {
  @Field(() => Float, { nullable: true, description: 'Null when suppressed, and null when nobody gave it.' })
  valore!: number | null;

  @Field({ description: 'True when it exists and is too small to be told.' })
  soppresso!: boolean;

  @Field({
    description:
      'True while the coordination asks about the figure, or about one that it is made of; so are its rates. Of a published one, when it was published.',
  })
  inVerifica!: boolean;
}

@ObjectType({ description: 'The figure of one contributor in a comparison.' })
export class ValoreDiAmbito extends ValoreConfrontato {
  destinatarioId!: number;

  /** Code of the voce. */
  voce!: string;

  /** What changes are changes on. */
  prima!: Prima;

  @Field(() => StatoValore, { description: 'What the figure is, or why there is none.' })
  stato!: StatoValore;

  @Field(() => Float, {
    nullable: true,
    description:
      'Per 1,000 resident minors of the year, two decimals; null where no source has them, and for a voce that counts no people.',
  })
  per1000Minori!: number | null;

  @Field(() => Float, { nullable: true, description: 'Per 1,000 residents of the year, two decimals; null as above.' })
  per1000Residenti!: number | null;

  @Field(() => Origine, { nullable: true, description: 'Where it comes from; null when there is none.' })
  origine!: Origine | null;
}

@ObjectType({ description: 'One voce over all contributors.' })
export class RigaConfronto {
  @Field(() => Voce, { description: 'What was asked.' })
  voce!: Voce;

  vista!: Vista;

  @Field(() => [ValoreDiAmbito], { description: 'Who owes it, in the order of contributors, the missing ones too.' })
  perAmbito!: ValoreDiAmbito[];

  @Field(() => ValoreConfrontato, {
    description:
      'Sum of what is there, or, for a calculated voce, the same calculation on the sums. Null where a sum means nothing; suppressed when a part of it is.',
  })
  totale!: ValoreConfrontato;

  @Field(() => Float, { nullable: true, description: 'Median of what is there; null below three figures.' })
  mediana!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Median of the rates per 1,000 resident minors; null below three.',
  })
  medianaPer1000Minori!: number | null;

  @Field({
    description:
      'True while the coordination asks about any of the figures, and so about what is made of them: the medians too.',
  })
  inVerifica!: boolean;
}

@Richiede('rilevazione:leggi')
@ObjectType({ description: 'The coordination table on child protection: its campaigns, compared.' })
export class TavoloTutelaMinori {
  @Field(() => Conteggio, {
    nullable: true,
    description:
      'Families whose parents live in several ambiti, followed by one team, in the newest campaign that has them.',
  })
  nucleiSuPiuAmbiti?: Conteggio;
}
