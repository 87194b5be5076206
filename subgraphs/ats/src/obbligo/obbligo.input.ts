import { GraphQLDateISO } from '@trama/schema/scalars';
import { InputIdempotente, InputVersionato } from '@trama/schema/scrittura';
import { IsUUID, Matches } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Obbligo } from './obbligo.entity.js';

@InputType({ description: 'Who is to owe which collection, and when.' })
export class AssegnaObbligoInput extends InputIdempotente {
  @Field({ description: 'Code of the collection, such as tutela-minori.' })
  @Matches(/^[a-z][a-z0-9-]{0,59}$/, { message: 'rilevazione deve essere il codice di una rilevazione' })
  rilevazione!: string;

  @Field({ description: 'Code of the contributor, such as AMBITO_4.' })
  @Matches(/^[A-Z][A-Z0-9_]{0,59}$/, { message: 'destinatario deve essere il codice di un destinatario' })
  destinatario!: string;

  @Field(() => GraphQLDateISO, { description: 'First day.' })
  dal!: string;

  @Field(() => GraphQLDateISO, {
    nullable: true,
    description: 'Last day, not before the first; null for no known end.',
  })
  al?: string | null;
}

@InputType({ description: 'The end of an obligation.' })
export class TerminaObbligoInput extends InputVersionato {
  @Field(() => ID, { description: 'Which obligation.' })
  @IsUUID(undefined, { message: 'obbligo deve essere l’id di un obbligo' })
  obbligo!: string;

  @Field(() => GraphQLDateISO, { description: 'Last day, not before the first.' })
  al!: string;
}

@ObjectType({ description: 'The obligation after the change.' })
export class ObbligoPayload {
  @Field(() => Obbligo, { description: 'The obligation.' })
  obbligo!: Obbligo;
}
