import { InputIdempotente } from '@trama/schema/scrittura';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsInt, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { BisognoPoverta, ContributoPoverta } from './contributo.entity.js';

const MASSIMO = 100_000;
const BISOGNI = Object.keys(BisognoPoverta).length;

/** Whole, and of a size that somebody could have counted. */
function Persone(description: string): PropertyDecorator {
  return (target, name) => {
    Field(() => Int, { description })(target, name);
    IsInt({ message: `${String(name)} deve essere un numero intero` })(target, name);
    Min(0, { message: `${String(name)} non può essere negativo` })(target, name);
    Max(MASSIMO, { message: `${String(name)} può essere al più ${MASSIMO}` })(target, name);
  };
}

@InputType({ description: 'People met for one need in the month.' })
export class PersonePerBisognoInput {
  @Field(() => BisognoPoverta, { description: 'The need.' })
  bisogno!: BisognoPoverta;

  @Persone('Different people met for it in the month.')
  incontrate!: number;

  @Persone('How many of them the body met for it for the first time in this year, wherever.')
  nuove!: number;
}

@InputType({ description: 'What the caller’s body counted in one month and comune.' })
export class SalvaContributoPovertaInput extends InputIdempotente {
  @Field(() => Int, { description: 'Year, from 2018 to this one.' })
  @IsInt({ message: 'anno deve essere un numero intero' })
  @Min(2018, { message: 'anno deve essere almeno 2018' })
  @Max(2999, { message: 'anno può essere al più 2999' })
  anno!: number;

  @Field(() => Int, { description: 'Month, 1 to 12, not one to come.' })
  @IsInt({ message: 'mese deve essere un numero intero' })
  @Min(1, { message: 'mese deve essere almeno 1' })
  @Max(12, { message: 'mese può essere al più 12' })
  mese!: number;

  @Field({ description: 'ISTAT code of the comune where people were met.' })
  @Matches(/^\d{6}$/, { message: 'comune deve essere il codice ISTAT di un comune, sei cifre' })
  comune!: string;

  @Field(() => Int, {
    description:
      'The versione that the caller saw, 0 for a month and comune that nobody wrote yet. When somebody wrote meanwhile the answer is CONFLITTO_VERSIONE.',
  })
  @IsInt({ message: 'versione deve essere un numero intero' })
  @Min(0, { message: 'versione deve essere almeno 0' })
  versione!: number;

  @Field(() => [PersonePerBisognoInput], {
    description: 'The needs, each once. One that was written before and is not named any more becomes 0.',
  })
  @ArrayMinSize(1, { message: 'bisogni deve averne almeno uno' })
  @ArrayMaxSize(BISOGNI, { message: `bisogni può averne al più ${BISOGNI}` })
  @ArrayUnique(({ bisogno }: PersonePerBisognoInput) => bisogno, { message: 'bisogni nomina due volte lo stesso' })
  @ValidateNested({ each: true })
  bisogni!: PersonePerBisognoInput[];
}

@ObjectType({ description: 'The month after the change.' })
export class ContributoPovertaPayload {
  @Field(() => ContributoPoverta, { description: 'The month.' })
  contributo!: ContributoPoverta;
}
