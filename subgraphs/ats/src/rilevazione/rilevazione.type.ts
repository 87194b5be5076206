import { Fonte } from '@trama/schema/fonte';
import { GraphQLJSON } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { GravitaViolazione } from './rilevazione.stati.js';

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

  @Field(() => Int, { description: 'First year in which it holds.' })
  dal!: number;

  @Field(() => Int, { nullable: true, description: 'Last year in which it holds; null when no end is known.' })
  al!: number | null;
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

  @Field(() => [Regola], { description: 'Every rule that it ever had.' })
  regole!: Regola[];

  @Field(() => GraphQLJSON, {
    description: 'Its files as they are, for who checks an answer on the own machine before anything leaves it.',
  })
  file!: unknown;
}
