import { SCOPI, type Scopo } from '@trama/audit/scopi';
import { GraphQLDateTimeISO } from '@trama/schema/scalars';
import { connectionOf } from '@trama/schema/page';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

/** The one list of purposes is the log's; the schema shows it. */
export const ScopoAccesso = Object.fromEntries(Object.keys(SCOPI).map((codice) => [codice, codice])) as {
  readonly [S in Scopo]: S;
};

registerEnumType(ScopoAccesso, {
  name: 'ScopoAccesso',
  description: 'Why a record of a person was read or written.',
  valuesConfig: Object.fromEntries(Object.entries(SCOPI).map(([codice, description]) => [codice, { description }])),
});

export enum OperazioneAccesso {
  LETTURA = 'LETTURA',
  SCRITTURA = 'SCRITTURA',
  CANCELLAZIONE = 'CANCELLAZIONE',
  ANONIMIZZAZIONE = 'ANONIMIZZAZIONE',
  ARCHIVIAZIONE = 'ARCHIVIAZIONE',
}

registerEnumType(OperazioneAccesso, {
  name: 'OperazioneAccesso',
  description: 'What was done, or asked for.',
  valuesConfig: {
    LETTURA: { description: 'The record was read.' },
    SCRITTURA: { description: 'It was made or changed.' },
    CANCELLAZIONE: { description: 'It was deleted at the end of its time.' },
    ANONIMIZZAZIONE: { description: 'What tells the person was taken out of it, at the end of its time.' },
    ARCHIVIAZIONE: { description: 'It left the daily work for the archive, at the end of its time.' },
  },
});

export enum EsitoAccesso {
  CONCESSO = 'CONCESSO',
  RIFIUTATO = 'RIFIUTATO',
  NESSUNO = 'NESSUNO',
}

registerEnumType(EsitoAccesso, {
  name: 'EsitoAccesso',
  description: 'How an access ended.',
  valuesConfig: {
    CONCESSO: { description: 'It happened.' },
    RIFIUTATO: { description: 'It was asked for and not allowed.' },
    NESSUNO: { description: 'There was no such record, for this caller.' },
  },
});

export enum ClasseAccesso {
  ORDINARIO = 'ORDINARIO',
  EMERGENZA = 'EMERGENZA',
}

registerEnumType(ClasseAccesso, {
  name: 'ClasseAccesso',
  description: 'Whether an access went the ordinary way.',
  valuesConfig: {
    ORDINARIO: { description: 'By the ordinary assignment.' },
    EMERGENZA: { description: 'Past the ordinary assignment: somebody else has to look at it.' },
  },
});

@ObjectType({
  description:
    'A line of the access log: who read or wrote a record of a person, why and when. Never the record itself.',
})
export class Accesso {
  @Field(() => Int, { description: 'Number of the ambito that owns the record, whoever asked; 0 when no ambito does.' })
  ambito!: number;

  @Field(() => String, { description: 'Its number in the chain of that ambito, without gaps; digits only.' })
  numero!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  quando!: string;

  @Field(() => String, { description: 'Who: the opaque subject of the identity provider.' })
  soggetto!: string;

  @Field(() => String, { description: 'In which role.' })
  ruolo!: string;

  @Field(() => ScopoAccesso, { description: 'Why.' })
  scopo!: Scopo;

  @Field(() => String, { description: 'The law that allows this purpose.' })
  baseGiuridica!: string;

  @Field(() => OperazioneAccesso, { description: 'What was done.' })
  operazione!: OperazioneAccesso;

  @Field(() => String, { nullable: true, description: 'Type of the record; null when a search did not get that far.' })
  tipo!: string | null;

  @Field(() => ID, { nullable: true, description: 'Opaque id of the record; null when none was found.' })
  oggetto!: string | null;

  @Field(() => String, { description: 'Id of the request: the same in the logs of every part of the platform.' })
  richiesta!: string;

  @Field(() => EsitoAccesso, { description: 'How it ended.' })
  esito!: EsitoAccesso;

  @Field(() => ClasseAccesso, { description: 'Whether it went the ordinary way.' })
  classe!: ClasseAccesso;
}

export const AccessoConnection = connectionOf(Accesso);
