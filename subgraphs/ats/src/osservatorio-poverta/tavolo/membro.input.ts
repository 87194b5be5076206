import { GraphQLDateISO } from '@trama/schema/scalars';
import { InputIdempotente, InputVersionato } from '@trama/schema/scrittura';
import { IsUUID, Length } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { MembroOsservatorio } from './membro.entity.js';

@InputType({ description: 'A body that comes to sit in the observatory. Bodies, never persons.' })
export class AggiungiMembroInput extends InputIdempotente {
  @Field({ description: 'Name of the body, up to 200 characters.' })
  @Length(1, 200, { message: 'ente deve avere da 1 a 200 caratteri' })
  ente!: string;

  @Field(() => GraphQLDateISO, { description: 'First day.' })
  dal!: string;

  @Field({ description: 'The act or the minutes that say so, up to 200 characters.' })
  @Length(1, 200, { message: 'atto deve avere da 1 a 200 caratteri' })
  atto!: string;
}

@InputType({ description: 'The last day of a body in the observatory.' })
export class TerminaMembroInput extends InputVersionato {
  @Field(() => ID, { description: 'Which membership.' })
  @IsUUID(undefined, { message: 'membro deve essere l’id di un membro' })
  membro!: string;

  @Field(() => GraphQLDateISO, { description: 'Last day, not before the first.' })
  al!: string;
}

@ObjectType({ description: 'The membership after the change.' })
export class MembroPayload {
  @Field(() => MembroOsservatorio, { description: 'The membership.' })
  membro!: MembroOsservatorio;
}
