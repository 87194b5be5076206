import { PageArgs } from '@trama/schema/page';
import { ArgsType, Field, Int } from 'type-graphql';

/** Nothing finer than what is published: a filter that combined more would be a query on people. */
@ArgsType()
export class StatisticheArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'Only of this year.' })
  anno?: number | null;

  @Field(() => String, { nullable: true, description: 'Only this measure.' })
  codice?: string | null;

  @Field(() => Int, { nullable: true, description: 'Only of the ambito with this number.' })
  ambito?: number | null;

  @Field(() => String, { nullable: true, description: 'Only of this edition, whether current or not.' })
  edizione?: string | null;
}
