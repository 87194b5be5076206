import { GraphQLDateISO } from '@trama/schema/scalars';
import { SubgraphContext } from '@trama/subgraph/context';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { isCancellata, leggiCampo } from './persona.service.js';
import { Persona } from './persona.type.js';

/** Each field is opened when it is asked for; the keys of all people of an answer are found together. */
@Resolver(() => Persona)
export class PersonaResolver {
  @FieldResolver(() => String, { nullable: true, description: 'First name; null once the person is erased.' })
  nome(@Root() persona: Persona, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return leggiCampo(cifrario, persona, 'nome');
  }

  @FieldResolver(() => String, { nullable: true, description: 'Family name; null once the person is erased.' })
  cognome(@Root() persona: Persona, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return leggiCampo(cifrario, persona, 'cognome');
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Codice fiscale, STP, ENI or provisional code; null when there is none, or once the person is erased.',
  })
  codiceFiscale(@Root() persona: Persona, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return leggiCampo(cifrario, persona, 'codiceFiscale');
  }

  @FieldResolver(() => GraphQLDateISO, {
    nullable: true,
    description: 'Birthday; null when it is not known, or once the person is erased.',
  })
  dataNascita(@Root() persona: Persona, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return leggiCampo(cifrario, persona, 'dataNascita');
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'True once the person was erased: the row is there, and nobody can read it.',
  })
  cancellata(@Root() persona: Persona, @Ctx() { cifrario }: SubgraphContext): Promise<boolean> {
    return isCancellata(cifrario, persona);
  }
}
