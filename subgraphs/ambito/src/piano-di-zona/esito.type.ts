import { Fonte } from '@trama/schema/fonte';
import { Origine } from '@trama/schema/origine';
import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';

export enum CertezzaCollegamento {
  ALTA = 'ALTA',
  MEDIA = 'MEDIA',
  BASSA = 'BASSA',
}

registerEnumType(CertezzaCollegamento, {
  name: 'CertezzaCollegamento',
  description: 'How sure it is that an objective continues an evaluated one; the link is not printed in the plan.',
  valuesConfig: {
    ALTA: { description: 'Same purpose, in nearly the same words.' },
    MEDIA: { description: 'Same subject, other scope.' },
    BASSA: { description: 'Plausible only.' },
  },
});

@ObjectType({ description: 'What became of an objective of the triennium before.' })
export class EsitoObiettivo {
  @Field({ description: 'Code within the ambito.' })
  codice!: string;

  @Field({ description: 'Title of the evaluated objective.' })
  titolo!: string;

  @Field({ description: 'Triennium that was evaluated.' })
  triennio!: string;

  @Field({ description: 'Area of the plan before.' })
  area!: string;

  @Field(() => Float, { description: 'Degree of achievement, per cent.' })
  gradoRaggiungimento!: number;

  @Field(() => Float, { description: 'How far the resources used were the planned ones, per cent.' })
  coincidenzaRisorse!: number;

  @Field({ description: 'Whether users evaluated it: SI, NO, NON_PERTINENTE.' })
  valutazioneUtenti!: string;

  @Field({ description: 'What went wrong.' })
  criticita!: string;

  @Field({ description: 'Whether it changed things for the better.' })
  cambiamentoPositivo!: string;

  @Field({ description: 'Whether it continued one of the triennium before its own.' })
  continuitaPrecedente!: boolean;

  @Field({ description: 'Whether it was proposed again for the following triennium.' })
  riproposto!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was, or was not.' })
  motivoRiproposizione!: string | null;

  @Field(() => String, { nullable: true, description: 'What to know before using it.' })
  nota!: string | null;

  @Field(() => Fonte, { description: 'Where it stands in its source.' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  origine!: Origine;
}

@ObjectType({
  description: 'An outcome of the triennium before that an objective continues, and how sure the link is.',
})
export class EsitoPrecedente extends EsitoObiettivo {
  @Field(() => CertezzaCollegamento, { description: 'How sure the link is.' })
  certezza!: CertezzaCollegamento;

  @Field({ description: 'What the link rests on.' })
  base!: string;

  @Field({ description: 'Why the two are linked.' })
  motivo!: string;
}
