import { registerEnumType } from 'type-graphql';

/** Comuni merge and pass from one ambito to another: a series over years says on which borders it stands. */
export enum Confini {
  ALLORA = 'ALLORA',
  OGGI = 'OGGI',
}

registerEnumType(Confini, {
  name: 'Confini',
  description: 'On which borders figures of the past are told.',
  valuesConfig: {
    ALLORA: { description: 'Those of the day that the figure speaks of: as it was counted.' },
    OGGI: {
      description: 'Those of today: a comune with all that has flowed into it, an ambito with all that is its now.',
    },
  },
});
