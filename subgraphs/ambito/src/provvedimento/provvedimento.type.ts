import { Origine } from '@trama/schema/origine';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, ID, ObjectType } from 'type-graphql';
import { Autorita, TipoProvvedimento } from './provvedimento.stati.js';

@Richiede('caso:leggi')
@ObjectType({ description: 'What a court ordered about a case of child protection.' })
export class Provvedimento {
  casoId!: string;

  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => Autorita, { description: 'Who ordered it.' })
  autorita!: Autorita;

  @Field(() => TipoProvvedimento, { description: 'What it orders.' })
  tipo!: TipoProvvedimento;

  @Field(() => GraphQLDateISO, { description: 'Day of the measure.' })
  data!: string;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Day on which it was taken back; null while it holds.' })
  revocatoIl!: string | null;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  origine!: Origine;
}
