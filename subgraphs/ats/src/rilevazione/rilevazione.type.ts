import { Fonte } from '@trama/schema/fonte';
import { GraphQLJSON } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Voce } from './campagna.entity.js';
import { GravitaViolazione } from './rilevazione.stati.js';

export enum ValoriMancanti {
  SALTA = 'SALTA',
  COME_ZERO = 'COME_ZERO',
  VIOLA = 'VIOLA',
}

registerEnumType(ValoriMancanti, {
  name: 'ValoriMancanti',
  description: 'What a rule makes of a figure that nobody gave, where the others do not settle it.',
  valuesConfig: {
    SALTA: { description: 'It is not judged, and says so.' },
    COME_ZERO: { description: 'It reads zero.' },
    VIOLA: { description: 'The figure had to be there: it is a violation.' },
  },
});

@Richiede('rilevazione:leggi')
@ObjectType({
  description: 'Two examples of a rule, which are run whenever it is loaded. Figures by the code of their voce.',
})
export class EsempiRegola {
  @Field(() => GraphQLJSON, { description: 'Figures that keep it: `valori`, and `precedenti` of the year before.' })
  passa!: unknown;

  @Field(() => GraphQLJSON, { description: 'Figures that break it.' })
  viola!: unknown;
}

@Richiede('rilevazione:leggi')
@ObjectType({ description: 'A rule that answers are judged by.' })
export class Regola {
  @Field({ description: 'Code, which always means the same rule.' })
  codice!: string;

  @Field({ description: 'Code of the voce that its violation is shown on.' })
  voce!: string;

  @Field({ description: 'The rule, in the language that contributors read and programs run.' })
  espressione!: string;

  @Field(() => GravitaViolazione, { description: 'What its violation stops.' })
  gravita!: GravitaViolazione;

  @Field({ description: 'What is said when it does not hold.' })
  messaggio!: string;

  @Field({ description: 'Who answers for it.' })
  responsabile!: string;

  @Field(() => Fonte, { description: 'Where it comes from.' })
  fonte!: Fonte;

  @Field(() => ValoriMancanti, { description: 'What it makes of a figure that nobody gave.' })
  mancanti!: ValoriMancanti;

  @Field(() => EsempiRegola, { description: 'One example that keeps it and one that breaks it.' })
  esempi!: EsempiRegola;

  @Field(() => Int, { description: 'First year in which it holds.' })
  dal!: number;

  @Field(() => Int, { nullable: true, description: 'Last year in which it holds; null when no end is known.' })
  al!: number | null;
}

@Richiede('rilevazione:leggi')
@ObjectType({ description: 'What a collection asks from a year on. A later version changes no earlier year.' })
export class VersioneRilevazione {
  @Field(() => Int, { description: 'Number, from 1.' })
  versione!: number;

  @Field(() => Int, { description: 'First year that it asks about.' })
  dal!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Last year that it asks about; null for the newest, while it goes on.',
  })
  al!: number | null;

  @Field(() => [Voce], { description: 'What it asks, in the order of the form.' })
  voci!: Voce[];
}

@Richiede('rilevazione:leggi')
@Directive('@key(fields: "codice")')
@ObjectType({ description: 'A yearly data collection, with the history of what it asks.' })
export class RilevazioneDati {
  @Field({ description: 'Code, such as tutela-minori.' })
  codice!: string;

  @Field({ description: 'Title.' })
  titolo!: string;

  @Field({ description: 'What it collects and why.' })
  descrizione!: string;

  @Field({ description: 'Who answers for it.' })
  responsabile!: string;

  @Field(() => Fonte, { description: 'Where it is written that it exists.' })
  fonte!: Fonte;

  @Field(() => [VersioneRilevazione], { description: 'Everything that it ever asked, from the oldest version.' })
  versioni!: VersioneRilevazione[];

  @Field(() => [Regola], { description: 'Every rule that it ever had.' })
  regole!: Regola[];

  @Field(() => GraphQLJSON, {
    description: 'Its files as they are, for who checks an answer on the own machine before anything leaves it.',
  })
  file!: unknown;
}
