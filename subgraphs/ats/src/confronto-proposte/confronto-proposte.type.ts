import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, ObjectType } from 'type-graphql';
import { ValoreCompilato } from '../rilevazione/compilazione.entity.js';

@Richiede('proposta:leggi')
@ObjectType({
  description:
    'What stands in an answer, beside what the case files, or the bank of foster families, count at this reading.',
})
export class ConfrontoProposta {
  campagnaId!: string;

  codiceVoce!: string;

  @Field(() => ValoreCompilato, { nullable: true, description: 'What is written; null when nothing is.' })
  scritto!: ValoreCompilato | null;

  @Field(() => Float, {
    nullable: true,
    description: 'What they count now; null when they no longer count a voce that was accepted from them.',
  })
  proposto!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'By how much the proposal is more than what is written; null where either is not a number.',
  })
  differenza!: number | null;

  @Field({
    description:
      'True when what is written was accepted from a proposal (PRECOMPILATO), and they count something else by now: look again before sending.',
  })
  superato!: boolean;
}
