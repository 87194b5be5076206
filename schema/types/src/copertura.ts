import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDateISO } from './scalars.js';
import { Origine } from './origine.js';

@Directive('@shareable')
@ObjectType({ description: 'Somebody who was expected to contribute and has not.' })
export class ContributoreMancante {
  @Field(() => Int, { nullable: true, description: 'Number of the ambito; null for a contributor outside this ATS.' })
  numero!: number | null;

  @Field({ description: 'Name of the ambito or of the outside contributor.' })
  nome!: string;
}

@Directive('@shareable')
@ObjectType({
  description: 'What an answer over several ambiti covers: who was expected, who contributed, who is missing.',
})
export class Copertura {
  @Field(() => Int, { description: 'How many contributors were expected.' })
  attesi!: number;

  @Field(() => Int, { description: 'How many of them contributed; never more than attesi.' })
  pervenuti!: number;

  @Field(() => [ContributoreMancante], { description: 'The expected ones that did not contribute.' })
  mancanti!: ContributoreMancante[];

  @Field(() => GraphQLDateISO, {
    nullable: true,
    description: 'Date of the oldest contribution counted; null when there is none.',
  })
  aggiornatoAl!: string | null;

  @Field({ description: 'True when any demonstration figure is in the answer.' })
  dimostrativo!: boolean;
}

export interface Contributo {
  readonly numero: number;
  /** ISO date that the contribution speaks of. */
  readonly data: string | null;
  readonly origine: Origine;
}

/** Coverage of an answer. Contributions of somebody who was not expected do not count. */
export function coperturaDi(attesi: readonly ContributoreMancante[], contributi: readonly Contributo[]): Copertura {
  const expected = new Set(attesi.map(({ numero }) => numero));
  const counted = contributi.filter(({ numero }) => expected.has(numero));
  const present = new Set<number | null>(counted.map(({ numero }) => numero));
  const dates = counted.flatMap(({ data }) => data ?? []).sort();
  return {
    attesi: attesi.length,
    pervenuti: present.size,
    mancanti: attesi.filter(({ numero }) => !present.has(numero)).map(({ numero, nome }) => ({ numero, nome })),
    aggiornatoAl: dates[0] ?? null,
    dimostrativo: counted.some(({ origine }) => origine === Origine.DIMOSTRATIVO),
  };
}
