import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { CodiceVincolo, Criterio } from '../abbinamento/abbinamento.type.js';
import { FamigliaAffidataria } from '../famiglia/famiglia.entity.js';

const CRITERI: Readonly<Record<Criterio, string>> = {
  DISTANZA: 'How near the home of the family is to the family of origin.',
  ETA: 'How well the ages are within those that it takes.',
  ESPERIENZA: 'How many fosterings it ended.',
  LINGUA_E_CULTURA: 'Whether it speaks the minor’s languages and knows the culture.',
  ATTESA: 'How long the minor has waited.',
  SCUOLA: 'How near the school to keep is.',
};

const VINCOLI: Readonly<Record<CodiceVincolo, string>> = {
  RICHIESTA_APERTA: 'The request still looks for a family.',
  GIA_PROPOSTA: 'The family is not proposed for it already.',
  STATO_FAMIGLIA: 'The family is available.',
  DISPONIBILITA_RICONFERMATA: 'What it offers was said to be true in the last 60 days.',
  PERIODO_DISPONIBILITA: 'Today is within its days.',
  TIPO_AFFIDO: 'It offers the kind of fostering.',
  ETA: 'It takes minors of that age.',
  POSTI: 'It has places enough.',
  FRATELLI_INSIEME: 'It takes siblings together.',
  BISOGNI_SPECIALI: 'It takes minors with special needs.',
  DISTANZA_MASSIMA: 'The family of origin lives within the distance that it accepts.',
  VICINANZA: 'It lives near enough.',
  LONTANANZA: 'It lives far enough.',
  INCOMPATIBILITA: 'None of it is a relative of who acts in the proceeding (law 184/1983, art. 2 c. 1.1).',
  TITOLO: 'The decision is of who may take it (law 184/1983, art. 4 c. 1 and 2).',
  DURATA: 'It lasts no longer than the law allows, with what went before (art. 4 c. 4).',
  RELAZIONE_SEMESTRALE: 'No six-monthly report of the fostering that goes on is missing (art. 4 c. 3).',
};

const enumDi = <K extends string>(name: string, description: string, valori: Readonly<Record<K, string>>) => {
  const codici = Object.fromEntries(Object.keys(valori).map((codice) => [codice, codice])) as { readonly [C in K]: C };
  const valuesConfig = Object.fromEntries(
    (Object.entries(valori) as Array<[K, string]>).map(([codice, frase]) => [codice, { description: frase }]),
  ) as Record<K, { description: string }>;
  registerEnumType(codici, { name, description, valuesConfig });
  return codici;
};

export const CriterioAbbinamento = enumDi('CriterioAbbinamento', 'What makes a family suit a request.', CRITERI);
export const VincoloAbbinamento = enumDi(
  'VincoloAbbinamento',
  'What must hold for a family to be a candidate.',
  VINCOLI,
);

@Richiede('affido:abbina')
@ObjectType({ description: 'How much one criterion gives to a score.' })
export class MotivoCandidato {
  @Field(() => CriterioAbbinamento, { description: 'The criterion.' })
  criterio!: Criterio;

  @Field(() => Float, { description: 'How far it is met, 0 to 1.' })
  valore!: number;

  @Field(() => Float, { description: 'Points that it gives.' })
  contributo!: number;

  @Field({ description: 'Why, as an Italian sentence.' })
  spiegazione!: string;
}

@Richiede('affido:abbina')
@ObjectType({ description: 'A family that may be proposed for a request. It is proposed by people.' })
export class Candidato {
  @Field(() => FamigliaAffidataria, { description: 'The family.' })
  famiglia!: FamigliaAffidataria;

  @Field(() => Float, { description: 'Points, 0 to 100.' })
  punteggio!: number;

  @Field(() => [MotivoCandidato], { description: 'What makes the score, the most first.' })
  motivi!: readonly MotivoCandidato[];

  @Field(() => Int, { description: 'Version of the weights.' })
  pesi!: number;
}

@Richiede('affido:abbina')
@ObjectType({ description: 'A constraint that keeps a family from a request.' })
export class Esclusione {
  @Field(() => VincoloAbbinamento, { description: 'The constraint.' })
  vincolo!: CodiceVincolo;

  @Field({ description: 'What must hold, as an Italian sentence.' })
  frase!: string;

  @Field(() => String, { nullable: true, description: 'The article, when it is law.' })
  articolo!: string | null;

  @Field({ description: 'What the request asks.' })
  chiede!: string;

  @Field({ description: 'What the family offers.' })
  offre!: string;

  @Field({ description: 'Whether people may agree to go beyond it: never what the law forbids.' })
  derogabile!: boolean;
}

@Richiede('affido:abbina')
@ObjectType({ description: 'What each criterion is worth.' })
export class PesoCriterio {
  @Field(() => CriterioAbbinamento, { description: 'The criterion.' })
  criterio!: Criterio;

  @Field(() => Float, { description: 'Points for meeting it whole.' })
  peso!: number;
}

@Richiede('affido:abbina')
@ObjectType({ description: 'What scores are worked out with.' })
export class PesiAbbinamento {
  @Field(() => Int, { description: 'Version: a version never changes.' })
  versione!: number;

  @Field(() => [PesoCriterio], { description: 'What each criterion is worth.' })
  criteri!: PesoCriterio[];
}

@Richiede('affido:coordina')
@ObjectType({ description: 'What would give most candidates to a request.' })
export class SbloccoRichiesta {
  @Field(() => VincoloAbbinamento, { description: 'The constraint.' })
  vincolo!: CodiceVincolo;

  @Field({ description: 'What it asks, as an Italian sentence.' })
  frase!: string;

  @Field(() => Int, { description: 'Candidates that waiving it alone would add.' })
  candidatiInPiu!: number;
}
