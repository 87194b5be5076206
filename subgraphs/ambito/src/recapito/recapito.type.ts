import { GraphQLDateISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum TipoRecapito {
  TELEFONO = 'TELEFONO',
  CELLULARE = 'CELLULARE',
  EMAIL = 'EMAIL',
  PEC = 'PEC',
  INDIRIZZO = 'INDIRIZZO',
}

registerEnumType(TipoRecapito, {
  name: 'TipoRecapito',
  description: 'A way in which a person is reached.',
  valuesConfig: {
    TELEFONO: { description: 'Telephone at home or at work.' },
    CELLULARE: { description: 'Mobile telephone.' },
    EMAIL: { description: 'E-mail.' },
    PEC: { description: 'Certified e-mail, which counts as a registered letter.' },
    INDIRIZZO: { description: 'Where letters arrive.' },
  },
});

/** As the row has it; the value is encrypted under the person's key, and read in the resolver. */
@Richiede('caso:leggi')
@ObjectType({ description: 'How a person of a case is reached.' })
export class Recapito {
  ambitoId!: number;
  personaId!: string;

  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => TipoRecapito, { description: 'What it is.' })
  tipo!: TipoRecapito;

  valore!: Buffer;

  @Field({ description: 'Whether it is to be tried first.' })
  preferito!: boolean;

  @Field(() => GraphQLDateISO, { description: 'Since when.' })
  dal!: string;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Until when it was good; null while it is.' })
  al!: string | null;
}
