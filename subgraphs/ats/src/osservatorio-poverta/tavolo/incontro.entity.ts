import { GraphQLDateISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Richiede('statistica:leggi')
@ObjectType({ description: 'A meeting of the observatory, promised for a day and held on a day.' })
@Entity({ name: 'incontro_osservatorio' })
export class IncontroOsservatorio {
  @Field(() => ID, { description: 'Identifier.' })
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Field(() => GraphQLDateISO, { description: 'Day that it was promised for.' })
  @Column({ name: 'previsto_il', type: 'date' })
  previstoIl!: string;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Day on which it was held; null until then.' })
  @Column({ name: 'tenuto_il', type: 'date', nullable: true })
  tenutoIl!: string | null;

  @Field(() => Int, { description: 'Send it back with an update; it changes at every write.' })
  @Column({ type: 'integer' })
  versione!: number;
}
