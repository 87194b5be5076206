import { Max, Min } from 'class-validator';
import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';

export const MAX_PAGE = 100;

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    defaultValue: 20,
    description: 'How many, 1 to 100; asking for more is an error, never a silent cut.',
  })
  @Min(1, { message: 'first deve essere almeno 1' })
  @Max(MAX_PAGE, { message: `first può essere al più ${MAX_PAGE}: chiedi le pagine seguenti con after` })
  first!: number;

  @Field(() => String, { nullable: true, description: 'endCursor of the page before.' })
  after?: string | null;
}

@Directive('@shareable')
@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field({ description: 'True when another page follows.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Send it as `after` for the next page; null for an empty page.' })
  endCursor!: string | null;
}

export interface Page<E> {
  readonly edges: ReadonlyArray<{ readonly node: E; readonly cursor: string }>;
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

/** The Relay connection of a type: `export const ObiettivoConnection = connectionOf(Obiettivo)`. */
export function connectionOf<E extends object>(entity: ClassType<E>): ClassType<Page<E>> {
  @ObjectType(`${entity.name}Edge`, { description: `One ${entity.name} of a page.` })
  class Edge {
    @Field(() => entity, { description: 'The record.' })
    node!: E;

    @Field({ description: 'Where it stands in the list.' })
    cursor!: string;
  }

  @ObjectType(`${entity.name}Connection`, { description: `A page of ${entity.name}.` })
  class Connection {
    @Field(() => [Edge], { description: 'The records of this page, in order.' })
    edges!: Edge[];

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many there are over all pages, for this caller.' })
    totalCount!: number;
  }
  return Connection;
}
