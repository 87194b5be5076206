import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum DifettoCatena {
  NUMERO = 'NUMERO',
  PRECEDENTE = 'PRECEDENTE',
  CONTENUTO = 'CONTENUTO',
}

registerEnumType(DifettoCatena, {
  name: 'DifettoCatena',
  description: 'What is wrong with a chain of the access log, at the first line where it shows.',
  valuesConfig: {
    NUMERO: { description: 'A line is missing before it.' },
    PRECEDENTE: { description: 'It does not follow the line before it.' },
    CONTENUTO: { description: 'What it says is not what was written.' },
  },
});

@ObjectType({ description: 'The first line of a chain that is not as it was written.' })
export class RotturaCatena {
  @Field(() => String, { description: 'Number of the line; digits only.' })
  numero!: string;

  @Field(() => DifettoCatena, { description: 'What is wrong with it.' })
  difetto!: DifettoCatena;
}

@ObjectType({
  description:
    'The chain of one ambito in the access log, worked out again line by line. Whether its end was cut off, the chain alone cannot tell: compare `ultima` and `impronta` with the last signed anchor, which is kept elsewhere.',
})
export class VerificaCatena {
  @Field(() => Int, { description: 'Number of the ambito that owns the records; 0 for those of no ambito.' })
  ambito!: number;

  @Field(() => String, { description: 'How many lines were worked out again; digits only.' })
  righe!: string;

  @Field(() => String, {
    description: 'Number of its oldest line; more than 1 when older ones went at the end of their time. Digits only.',
  })
  prima!: string;

  @Field(() => String, { description: 'Number of its newest line; digits only.' })
  ultima!: string;

  @Field(() => String, { description: 'Hash of its newest line, in hexadecimal digits: what an anchor of it says.' })
  impronta!: string;

  @Field(() => RotturaCatena, { nullable: true, description: 'Where it breaks first; null when every line follows.' })
  rottura!: RotturaCatena | null;
}
