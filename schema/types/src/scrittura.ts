import { IsInt, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/**
 * What every mutation's input begins with. An input is a whitelist: what it does not name, a caller cannot set. The
 * library ignores authorization on input fields without a word, so a field that not everybody may set goes into a
 * mutation of its own.
 */
@InputType({ description: 'What every mutation takes.' })
export abstract class InputIdempotente {
  @Field(() => ID, {
    description:
      'A random text of the caller’s own, such as a new UUID, 1 to 200 characters. Repeating the request with it does the thing once and gives the first answer; another input with it is CHIAVE_IDEMPOTENZA_RIUSATA. Remembered for 30 days at least.',
  })
  @Length(1, 200, { message: 'chiaveIdempotenza deve avere da 1 a 200 caratteri' })
  chiaveIdempotenza!: string;
}

/** The same for updates and transitions. */
@InputType({ description: 'What every mutation of something that exists takes.' })
export abstract class InputVersionato extends InputIdempotente {
  @Field(() => Int, {
    description: 'The versione that the caller saw. When somebody wrote meanwhile the answer is CONFLITTO_VERSIONE.',
  })
  @IsInt({ message: 'versione deve essere un numero intero' })
  @Min(1, { message: 'versione deve essere almeno 1: è quella che hai letto' })
  versione!: number;
}
