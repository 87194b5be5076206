import { Origine } from '@trama/schema/origine';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, ObjectType } from 'type-graphql';
import { ValoreCompilato } from '../compilazione.entity.js';

@Richiede('proposta:leggi')
@ObjectType({
  description:
    'A figure that another answer of the same contributor gives already, for a voce that asks the same thing.',
})
export class PropostaRipresa {
  compilazioneId!: string;

  campagnaId!: string;

  daCompilazioneId!: string;

  daCampagnaId!: string;

  daVoceCodice!: string;

  @Field({ description: 'Code of the voce that it answers.' })
  voce!: string;

  @Field(() => Float, { description: 'The value.' })
  valore!: number;

  @Field({ description: 'Why it is the same thing, in Italian.' })
  come!: string;

  @Field(() => Origine, { description: 'Where the figure comes from: it stays that wherever it is taken.' })
  origine!: Origine;

  @Field({ description: 'True while the coordination asks about it there.' })
  inVerifica!: boolean;

  @Field(() => ValoreCompilato, { nullable: true, description: 'What is written now; null when nothing is.' })
  scritto!: ValoreCompilato | null;

  @Field({
    description: 'True when what is written was taken from there, and the figure there is another by now: look again.',
  })
  superato!: boolean;
}
