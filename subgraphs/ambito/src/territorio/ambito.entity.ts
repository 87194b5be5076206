import { Richiede } from '@trama/subgraph/richiede';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The tenant. Name and district belong to ats; here it is the number that every row of this database carries. */
@Richiede('territorio:leggi')
@Directive('@key(fields: "numero")')
@ObjectType({ description: 'A social district: the comuni that plan and run social services together.' })
@Entity({ name: 'ambito' })
export class Ambito {
  @Field(() => Int, { description: 'Number of the ambito within ATS Brescia, 1 to 12.' })
  @PrimaryColumn({ type: 'smallint' })
  numero!: number;

  /** No @Field: ats answers it. Kept for coverage, which names who is missing. */
  @Column({ type: 'text' })
  nome!: string;
}
