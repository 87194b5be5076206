import { GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum EsitoCollegamento {
  SEGUITO_ALTROVE = 'SEGUITO_ALTROVE',
  NESSUNA_CORRISPONDENZA = 'NESSUNA_CORRISPONDENZA',
  IN_ATTESA = 'IN_ATTESA',
  NON_COLLEGABILE = 'NON_COLLEGABILE',
}

registerEnumType(EsitoCollegamento, {
  name: 'EsitoCollegamento',
  description: 'Whether a family is followed in other ambiti too, as far as that can be known.',
  valuesConfig: {
    SEGUITO_ALTROVE: { description: 'It is: call the services that are named.' },
    NESSUNA_CORRISPONDENZA: { description: 'No service that takes part follows any of those who could be recognised.' },
    IN_ATTESA: { description: 'Not everybody was looked for yet: ask again in a minute. It is not a no.' },
    NON_COLLEGABILE: {
      description: 'Nobody in the case has a codice fiscale, so nobody can be recognised. It is not a no.',
    },
  },
});

@Richiede('caso:leggi')
@ObjectType({
  description: 'A service of another ambito that follows the same family: a door to knock on, nothing more.',
})
export class ServizioAltrove {
  casoId!: string;
  altroAmbito!: number;

  @Field({ description: 'Name of the service.' })
  servizio!: string;

  @Field({ description: 'How a colleague reaches it.' })
  recapito!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'Since when it is known here.' })
  dal!: Date;
}

@Richiede('caso:leggi')
@ObjectType({ description: 'Whether services of other ambiti follow the family of a case, for who follows it.' })
export class SeguitoAltrove {
  casoId!: string;
  /** Which ambito the record belongs to, for the access log. */
  ambitoId!: number;

  @Field(() => EsitoCollegamento, { description: 'What is known.' })
  esito!: EsitoCollegamento;

  @Field(() => [ServizioAltrove], { description: 'Whom to call, by ambito; empty unless it is followed elsewhere.' })
  servizi!: ServizioAltrove[];

  @Field(() => Int, {
    description: 'Minors and parents who cannot be recognised, because they have no codice fiscale.',
  })
  senzaCodice!: number;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was last looked at; null when never.' })
  aggiornatoAl!: Date | null;
}
