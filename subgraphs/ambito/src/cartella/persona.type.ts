import { Richiede } from '@trama/subgraph/richiede';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum RuoloNelCaso {
  MINORE = 'MINORE',
  GENITORE = 'GENITORE',
  ALTRO = 'ALTRO',
}

registerEnumType(RuoloNelCaso, {
  name: 'RuoloNelCaso',
  description: 'What a person is in a case.',
  valuesConfig: {
    MINORE: { description: 'The minor, or one of the minors, whom it is about.' },
    GENITORE: { description: 'A parent.' },
    ALTRO: { description: 'Somebody else of the household or close to it.' },
  },
});

/** A person as the row has it: what identifies is encrypted, each field for its own place. Fields are read in the resolver. */
@Richiede('caso:leggi')
@ObjectType({ description: 'A person in a case. What was erased is null.' })
export class Persona {
  ambitoId!: number;

  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  nome!: Buffer;
  cognome!: Buffer;
  codiceFiscale!: Buffer | null;
  dataNascita!: Buffer | null;
}

/** The columns that hold a ciphertext. Their names are part of what it is tied to: never rename one. */
export const COLONNE_CIFRATE = {
  nome: 'nome',
  cognome: 'cognome',
  codiceFiscale: 'codice_fiscale',
  dataNascita: 'data_nascita',
} as const;

export type CampoCifrato = keyof typeof COLONNE_CIFRATE;

@Richiede('caso:leggi')
@ObjectType({ description: 'A person and what they are in the case.' })
export class PersonaDelCaso {
  casoId!: string;

  @Field(() => RuoloNelCaso, { description: 'What the person is in the case.' })
  ruolo!: RuoloNelCaso;

  @Field(() => Persona, { description: 'The person.' })
  persona!: Persona;
}
