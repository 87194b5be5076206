import { Origine } from '@trama/schema/origine';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { Field, ObjectType, registerEnumType } from 'type-graphql';

/** What everybody is told of the places of one unit. */
export enum DisponibilitaPosti {
  LIBERI = 'LIBERI',
  ULTIMI = 'ULTIMI',
  COMPLETO = 'COMPLETO',
  RISERVATA = 'RISERVATA',
  NON_DICHIARATA = 'NON_DICHIARATA',
}

registerEnumType(DisponibilitaPosti, {
  name: 'DisponibilitaPosti',
  description:
    'Whether a unit has free places, without saying how many people are in it: each state stands for five numbers at least, and 0 to 4 are always told alike.',
  valuesConfig: {
    LIBERI: {
      description: 'At least one place is free; of a unit with 10 places or more, more than five are.',
    },
    ULTIMI: { description: 'From one to five places are free. Only of units with 10 places or more.' },
    COMPLETO: { description: 'No place is free.' },
    RISERVATA: {
      description:
        'Declared and not told: the unit has fewer than five places, and how full it is would say how many people are there. Ask the unit.',
    },
    NON_DICHIARATA: { description: 'Nobody declared it.' },
  },
});

/** After so many days nobody should rely on a declaration: offices declare every month, and have two weeks more. */
export const GIORNI_DI_VALIDITA = 45;

@ObjectType({ description: 'Whether a unit has free places, as its planning office last declared.' })
export class DisponibilitaUnita {
  @Field(() => DisponibilitaPosti, { description: 'The state on that day.' })
  stato!: DisponibilitaPosti;

  @Field(() => GraphQLDateISO, {
    nullable: true,
    description: 'The day that was declared; null when nobody declared any.',
  })
  giorno!: string | null;

  @Field({
    description: `True when the day is more than ${GIORNI_DI_VALIDITA} days ago: ask the unit before you rely on it.`,
  })
  superata!: boolean;

  @Field(() => Origine, { nullable: true, description: 'Where it comes from; null when nobody declared it.' })
  origine!: Origine | null;
}
