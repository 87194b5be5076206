import { Directive, Field, Int, ObjectType } from 'type-graphql';

/** Kept as JSON beside each reference row: it is read whole and never searched. */
@Directive('@shareable')
@ObjectType({ description: 'Where a reference figure stands in its source.' })
export class Fonte {
  @Field({ description: 'The document, with its years.' })
  documento!: string;

  @Field({ description: 'Chapter or section, as the document names it.' })
  capitolo!: string;

  @Field(() => Int, { nullable: true, description: 'Printed page number; the first one when the passage spans more.' })
  pagina!: number | null;

  @Field(() => Int, { nullable: true, description: 'Last page of the passage, when it spans more than one.' })
  paginaFine!: number | null;

  @Field({ description: 'True when the page was estimated, because the source has no anchor near it.' })
  paginaStimata!: boolean;
}
