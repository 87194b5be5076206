import { GraphQLDateISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Int, ObjectType } from 'type-graphql';
import { RuoloNelCaso } from '../cartella/persona.type.js';
import { TipoIntervento } from '../intervento/intervento.stati.js';
import { Autorita, TipoProvvedimento } from '../provvedimento/provvedimento.stati.js';

@Richiede('invio:leggi')
@ObjectType({ description: 'How many people a family is made of, without names.' })
export class ComposizioneInviata {
  @Field(() => String, {
    nullable: true,
    description: 'ISTAT code of the comune where it lives; null when nobody said.',
  })
  comune!: string | null;

  @Field(() => Int, { description: 'Minors of the case.' })
  minori!: number;

  @Field(() => Int, { description: 'Parents.' })
  genitori!: number;

  @Field(() => Int, { description: 'Others close to it.' })
  altri!: number;
}

@Richiede('invio:leggi')
@ObjectType({ description: 'A person, as far as it was agreed to tell.' })
export class PersonaInviata {
  @Field(() => RuoloNelCaso, { description: 'What the person is in the case.' })
  ruolo!: RuoloNelCaso;

  @Field(() => String, { nullable: true, description: 'First name; null for a person who was erased.' })
  nome!: string | null;

  @Field(() => String, { nullable: true, description: 'Family name; null for a person who was erased.' })
  cognome!: string | null;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Birthday; null when it is not known.' })
  dataNascita!: string | null;

  @Field(() => String, { nullable: true, description: 'Codice fiscale; null when it is not known, or was not agreed.' })
  codiceFiscale!: string | null;
}

@Richiede('invio:leggi')
@ObjectType({ description: 'A judicial measure, as it was sent.' })
export class ProvvedimentoInviato {
  @Field(() => Autorita, { description: 'Who ordered it.' })
  autorita!: Autorita;

  @Field(() => TipoProvvedimento, { description: 'What it orders.' })
  tipo!: TipoProvvedimento;

  @Field(() => GraphQLDateISO, { description: 'Day of the measure.' })
  data!: string;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Day on which it was taken back; null while it holds.' })
  revocatoIl!: string | null;
}

@Richiede('invio:leggi')
@ObjectType({ description: 'Something that is or was done for the case, as it was sent.' })
export class InterventoInviato {
  @Field(() => TipoIntervento, { description: 'What it is.' })
  tipo!: TipoIntervento;

  @Field(() => GraphQLDateISO, { description: 'First day.' })
  dal!: string;

  @Field(() => GraphQLDateISO, { nullable: true, description: 'Last day; null while it lasts.' })
  al!: string | null;
}

@Richiede('invio:leggi')
@ObjectType({
  description: 'What is in an envelope: the agreed fields, as they were on the day of sending; the others are null.',
})
export class ContenutoInvio {
  @Field(() => ComposizioneInviata, { nullable: true, description: 'How many people.' })
  composizione!: ComposizioneInviata | null;

  @Field(() => [PersonaInviata], { nullable: true, description: 'The minors.' })
  minori!: PersonaInviata[] | null;

  @Field(() => [PersonaInviata], { nullable: true, description: 'The others.' })
  adulti!: PersonaInviata[] | null;

  @Field(() => [ProvvedimentoInviato], { nullable: true, description: 'Judicial measures, the oldest first.' })
  provvedimenti!: ProvvedimentoInviato[] | null;

  @Field(() => [InterventoInviato], { nullable: true, description: 'What is and was done, the oldest first.' })
  interventi!: InterventoInviato[] | null;

  @Field(() => String, { nullable: true, description: 'The report that the sender wrote.' })
  relazione!: string | null;
}
