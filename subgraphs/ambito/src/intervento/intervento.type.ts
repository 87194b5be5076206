import { Origine } from '@trama/schema/origine';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { TipoIntervento } from './intervento.stati.js';

@Richiede('caso:leggi')
@ObjectType({ description: 'Something that is or was done for a case.' })
export class Intervento {
  casoId!: string;

  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => TipoIntervento, { description: 'What it is.' })
  tipo!: TipoIntervento;

  @Field(() => ID, { nullable: true, description: 'Id of the person of the case that it is for; null for the family.' })
  persona!: string | null;

  @Field(() => GraphQLDateISO, { description: 'First day.' })
  dal!: string;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Last day; null while it lasts.' })
  al!: string | null;

  @Field(() => Float, { nullable: true, description: 'Hours given in all; said at the end.' })
  ore!: number | null;

  @Field(() => Int, { nullable: true, description: 'Meetings held in all; said at the end.' })
  incontri!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it reached what it was for; null when nobody said.' })
  obiettivoRaggiunto!: boolean | null;

  @Field(() => Origine, { description: 'Where the record comes from.' })
  origine!: Origine;
}
