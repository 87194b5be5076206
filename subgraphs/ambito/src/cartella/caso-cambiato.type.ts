import { InputVersionato } from '@trama/schema/scrittura';
import { MaxLength } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Caso } from './caso.entity.js';

/** The case is what a change locks and counts: whatever belongs to it has no versione of its own. */
@InputType({ description: 'What every change of a case takes.' })
export abstract class InputSulCaso extends InputVersionato {
  @Field({ description: 'Code of the case.' })
  @MaxLength(20, { message: 'caso è troppo lungo: serve il codice del caso' })
  caso!: string;
}

@ObjectType({ description: 'The case after the change.' })
export class CasoPayload {
  @Field(() => Caso, { description: 'The case.' })
  caso!: Caso;
}
