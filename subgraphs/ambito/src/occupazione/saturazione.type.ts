import { Tasso } from '@trama/schema/conteggio';
import { Copertura } from '@trama/schema/copertura';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { TipoUnitaOfferta } from '../unita-offerta/tipo-unita.type.js';

@ObjectType({
  description:
    'How full units are. Worked out from the bands behind DisponibilitaPosti, never from the exact numbers, so that it says no more than they do.',
})
export class RigaSaturazione {
  ambitoId!: number | null;

  @Field(() => TipoUnitaOfferta, { nullable: true, description: 'Type of the units; null for all types.' })
  tipo!: TipoUnitaOfferta | null;

  @Field(() => Int, {
    description: 'Units that could declare: single units of five places or more, not counted in another row already.',
  })
  unita!: number;

  @Field(() => Int, { description: 'Those of them whose last declaration can be relied upon; only these are counted.' })
  dichiarate!: number;

  @Field(() => Int, { description: 'Places of the units that declared.' })
  posti!: number;

  @Field(() => Tasso, {
    description:
      'Places taken of a hundred; a unit with more people than places is full. Suppressed where it would be off by more than 15 points, null where nobody declared.',
  })
  saturazione!: Tasso;

  @Field(() => Float, {
    nullable: true,
    description: 'By how many points the true figure may be higher or lower at most; null without a figure.',
  })
  margine!: number | null;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Oldest day counted; null where nobody declared.' })
  dal!: string | null;

  @Field({ description: 'True when a demonstration unit is counted.' })
  dimostrativo!: boolean;
}

@ObjectType({ description: 'How full the network of services is, by type and by ambito, and who has not declared.' })
export class SaturazioneRete {
  @Field(() => RigaSaturazione, { description: 'All the units asked for.' })
  totale!: RigaSaturazione;

  @Field(() => [RigaSaturazione], { description: 'Type by type, over the ambiti.' })
  perTipo!: RigaSaturazione[];

  @Field(() => [RigaSaturazione], { description: 'Ambito by ambito, over the types.' })
  perAmbito!: RigaSaturazione[];

  @Field(() => [RigaSaturazione], { description: 'Each type in each ambito that has it.' })
  perTipoEAmbito!: RigaSaturazione[];

  @Field(() => Copertura, {
    description: 'Of the ambiti that have such units, which ones declared at least one of them lately.',
  })
  copertura!: Copertura;
}
