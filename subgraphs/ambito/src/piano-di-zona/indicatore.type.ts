import { Origine } from '@trama/schema/origine';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';

export enum FamigliaIndicatore {
  PROCESSO = 'PROCESSO',
  RISULTATO = 'RISULTATO',
  OUTCOME = 'OUTCOME',
}

export enum VoceIndicatore {
  INDICATORE = 'INDICATORE',
  RISULTATO_ATTESO = 'RISULTATO_ATTESO',
  PROCEDURA = 'PROCEDURA',
  IMPATTO_ATTESO = 'IMPATTO_ATTESO',
}

export enum OperatoreIndicatore {
  ALMENO = 'ALMENO',
  PARI = 'PARI',
  MASSIMO = 'MASSIMO',
  CIRCA = 'CIRCA',
}

registerEnumType(FamigliaIndicatore, {
  name: 'FamigliaIndicatore',
  description: 'What an indicator watches (chapter 7 of the plan).',
  valuesConfig: {
    PROCESSO: { description: 'How the work is done.' },
    RISULTATO: { description: 'What the work produces.' },
    OUTCOME: { description: 'What changes for people.' },
  },
});
registerEnumType(VoceIndicatore, {
  name: 'VoceIndicatore',
  description: 'Part of the sheet that an indicator comes from.',
  valuesConfig: {
    INDICATORE: { description: 'The list of indicators.' },
    RISULTATO_ATTESO: { description: 'The expected results.' },
    PROCEDURA: { description: 'The procedure of a call.' },
    IMPATTO_ATTESO: { description: 'The expected impact.' },
  },
});
registerEnumType(OperatoreIndicatore, {
  name: 'OperatoreIndicatore',
  description: 'How the expected value is meant.',
  valuesConfig: {
    ALMENO: { description: 'At least.' },
    PARI: { description: 'Exactly.' },
    MASSIMO: { description: 'At most.' },
    CIRCA: { description: 'About.' },
  },
});

@ObjectType({ description: 'A measure of an indicator.' })
export class Misurazione {
  @Field(() => Float, { description: 'Measured value, in the unit of the indicator.' })
  valore!: number;

  @Field(() => GraphQLDateISO, { description: 'Day of the measure.' })
  data!: string;

  @Field(() => Origine, { description: 'Where the measure comes from.' })
  origine!: Origine;
}

@ObjectType({ description: 'An indicator of an objective.' })
export class Indicatore {
  @Field({ description: 'Code within the ambito: objective, family, number.' })
  codice!: string;

  @Field({ description: 'What is watched.' })
  etichetta!: string;

  @Field(() => FamigliaIndicatore, { description: 'What kind of thing is watched.' })
  famiglia!: FamigliaIndicatore;

  @Field(() => VoceIndicatore, { description: 'Part of the sheet it comes from.' })
  voce!: VoceIndicatore;

  @Field(() => Float, { nullable: true, description: 'Expected value; null when the plan sets none.' })
  valoreAtteso!: number | null;

  @Field(() => String, { nullable: true, description: 'Unit of the values.' })
  unita!: string | null;

  @Field(() => OperatoreIndicatore, { nullable: true, description: 'How the expected value is meant.' })
  operatore!: OperatoreIndicatore | null;

  @Field(() => String, { nullable: true, description: 'Time the expected value covers.' })
  periodo!: string | null;

  @Field(() => String, { nullable: true, description: 'Label of the indicator that measures this expected result.' })
  indicatoreCollegato!: string | null;

  @Field(() => Misurazione, { nullable: true, description: 'The latest measure; null when never measured.' })
  ultimaMisurazione!: Misurazione | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'How far the latest measure is on the way to the expected value, per cent, 0 to 100, one decimal; null without a measure or an expected value.',
  })
  raggiungimento!: number | null;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  nota!: string | null;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  origine!: Origine;
}
