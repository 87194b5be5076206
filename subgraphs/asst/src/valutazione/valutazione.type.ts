import { Conteggio } from '@trama/schema/conteggio';
import { Origine } from '@trama/schema/origine';
import { Fonte } from '@trama/schema/fonte';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, ObjectType } from 'type-graphql';

@Richiede('statistica:leggi')
@ObjectType({ description: 'Multidimensional assessments of the people of an ambito in a year.' })
export class ValutazioniAmbito {
  @Field(() => Conteggio, { description: 'People assessed.' })
  totale!: Conteggio;

  @Field(() => Float, {
    nullable: true,
    description: 'Median days from request to assessment; null when the count is suppressed.',
  })
  giorniMediani!: number | null;

  @Field(() => Fonte, { description: 'Where the figures stand in their source.' })
  fonte!: Fonte;

  @Field(() => Origine, { description: 'Where the figures come from.' })
  origine!: Origine;
}
