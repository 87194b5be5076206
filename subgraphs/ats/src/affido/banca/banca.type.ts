import { TipoAffido } from '@trama/schema/affido';
import { Conteggio } from '@trama/schema/conteggio';
import { GraphQLDateISO, GraphQLDateTimeISO } from '@trama/schema/scalars';
import { Richiede } from '@trama/subgraph/richiede';
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SbloccoRichiesta, VincoloAbbinamento } from '../candidati/candidati.type.js';
import type { CodiceVincolo } from '../abbinamento/abbinamento.type.js';
import { EsitoAffido } from '../ciclo/abbinamento.stati.js';
import { StatoFamigliaAffidataria } from '../famiglia/famiglia.stati.js';
import { RichiestaAffido } from '../scheda/scheda.entity.js';

@Richiede('affido:abbina')
@ObjectType({ description: 'The provincial bank of foster families.' })
export class BancaAffido {
  @Field({ description: 'Its name.' })
  nome!: string;
}

@Richiede('affido:coordina')
@ObjectType({ description: 'The bank in one ambito.' })
export class RiepilogoAmbito {
  ambitoNumero!: number;

  @Field(() => Conteggio, { description: 'Minors of its requests who are not with a family yet.' })
  minoriInAttesa!: Conteggio;

  @Field(() => Conteggio, { description: 'Available families that live there.' })
  famiglieDisponibili!: Conteggio;

  @Field(() => Conteggio, { description: 'Fosterings of its requests that go on.' })
  affidiInEssere!: Conteggio;
}

@Richiede('affido:coordina')
@ObjectType({ description: 'How many, of something.' })
export class AffidiPerTipo {
  @Field(() => TipoAffido, { description: 'Kind of fostering.' })
  tipo!: TipoAffido;

  @Field(() => Int, { description: 'Fosterings that go on.' })
  inEssere!: number;

  @Field(() => Int, { description: 'Fosterings that ended.' })
  conclusi!: number;
}

@Richiede('affido:coordina')
@ObjectType({ description: 'Families and fosterings of one service.' })
export class AffidiPerServizio {
  servizioCodice!: string;

  @Field(() => Int, { description: 'Families that it has in the bank.' })
  famiglie!: number;

  @Field(() => Int, { description: 'Fosterings with its families that go on.' })
  inEssere!: number;

  @Field(() => Int, { description: 'Fosterings with its families that ended.' })
  conclusi!: number;
}

@Richiede('affido:coordina')
@ObjectType({ description: 'Families in one state.' })
export class FamigliePerStato {
  @Field(() => StatoFamigliaAffidataria, { description: 'The state.' })
  stato!: StatoFamigliaAffidataria;

  @Field(() => Int, { description: 'Families in it.' })
  famiglie!: number;
}

@Richiede('affido:coordina')
@ObjectType({ description: 'How fosterings that began six months ago or earlier stood after six months.' })
export class EsitoASeiMesi {
  @Field(() => EsitoAffido, { nullable: true, description: 'How they had ended by then; null for those that went on.' })
  esito!: EsitoAffido | null;

  @Field(() => Int, { description: 'How many.' })
  affidi!: number;
}

@Richiede('affido:coordina')
@ObjectType({ description: 'The bank in a quarter of a year.' })
export class AndamentoTrimestre {
  @Field(() => GraphQLDateISO, { description: 'First day of the quarter.' })
  dal!: string;

  @Field(() => Int, { description: 'Requests whose decision is of the quarter.' })
  richieste!: number;

  @Field(() => Int, { description: 'Fosterings that began.' })
  avviati!: number;

  @Field(() => Int, { description: 'Fosterings that ended.' })
  conclusi!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Median days from the decision to the beginning, of those that began; null when none did.',
  })
  giorniMediani!: number | null;
}

@Richiede('affido:coordina')
@ObjectType({ description: 'The bank in figures, for the table of fostering: exact, because it sees each record.' })
export class RiepilogoBanca {
  @Field(() => Conteggio, { description: 'Available families.' })
  famiglieDisponibili!: Conteggio;

  @Field(() => Conteggio, { description: 'Minors who are not with a family yet, proposed or not.' })
  minoriInAttesa!: Conteggio;

  @Field(() => Conteggio, { description: 'Fosterings that go on.' })
  affidiInEssere!: Conteggio;

  @Field(() => Float, {
    nullable: true,
    description: 'Median days since the decision, of the requests without a family; null when there is none.',
  })
  giorniMedianiAttesa!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days that the longest of them has waited; null when there is none.',
  })
  giorniMassimiAttesa!: number | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When the requests of the ambiti were last read; null before the first time.',
  })
  richiesteLetteIl!: Date | null;
}

@Richiede('affido:coordina')
@ObjectType({ description: 'A request that has waited for ninety days or more.' })
export class RichiestaDaSeguire {
  @Field(() => RichiestaAffido, { description: 'The request.' })
  richiesta!: Pick<RichiestaAffido, 'codice'>;

  @Field(() => Int, { description: 'Days since the decision.' })
  giorni!: number;

  @Field(() => Int, { description: 'Families that may be proposed for it now.' })
  candidati!: number;

  @Field(() => Int, { description: 'Families that were proposed for it and have not been refused.' })
  proposteAperte!: number;

  @Field(() => SbloccoRichiesta, {
    nullable: true,
    description: 'What, waived alone, would give it most candidates; null when nothing would.',
  })
  sblocco!: SbloccoRichiesta | null;
}

export enum TipoCompito {
  RICONFERMA = 'RICONFERMA',
  ACCORDO = 'ACCORDO',
  VERIFICA = 'VERIFICA',
  PROROGA = 'PROROGA',
  CONTATTO = 'CONTATTO',
}

registerEnumType(TipoCompito, {
  name: 'TipoCompitoAffido',
  description: 'What a fostering service has to do.',
  valuesConfig: {
    RICONFERMA: { description: 'Ask a family whether what it offers is still true.' },
    ACCORDO: { description: 'Agree to a proposal, or refuse it.' },
    VERIFICA: { description: 'Make the six-monthly review of a fostering.' },
    PROROGA: { description: 'Ask the judge whether a fostering may go on.' },
    CONTATTO: { description: 'Call back a citizen who thinks of fostering: see `contattiAffido`.' },
  },
});

@Richiede('affido:abbina')
@ObjectType({ description: 'Something that a fostering service has to do.' })
export class CompitoAffido {
  famigliaId!: string | null;
  abbinamentoCodice!: string | null;

  @Field(() => TipoCompito, { description: 'What.' })
  tipo!: TipoCompito;

  @Field(() => GraphQLDateISO, { description: 'By when.' })
  entro!: string;

  @Field(() => Int, { description: 'Days by which it is late; 0 when it is not.' })
  ritardoGiorni!: number;
}

@Richiede('affido:coordina')
@ObjectType({ description: 'A family for a request, in a plan.' })
export class AbbinamentoPianificato {
  @Field(() => RichiestaAffido, { description: 'The request.' })
  richiesta!: Pick<RichiestaAffido, 'codice'>;

  famigliaCodice!: string;

  @Field(() => Float, { description: 'Points, 0 to 100.' })
  punteggio!: number;
}

@Richiede('affido:coordina')
@ObjectType({ description: 'A request that a plan leaves without a family.' })
export class RichiestaNonAbbinata {
  @Field(() => RichiestaAffido, { description: 'The request.' })
  richiesta!: Pick<RichiestaAffido, 'codice'>;

  @Field({ description: 'Why, as an Italian sentence.' })
  motivo!: string;

  @Field(() => VincoloAbbinamento, {
    nullable: true,
    description: 'The constraint that keeps it out; null for several.',
  })
  vincolo!: CodiceVincolo | null;
}

@Richiede('affido:coordina')
@ObjectType({
  description:
    'The best assignment of all waiting requests to all available families at once. It proposes nothing: people do.',
})
export class PianoAbbinamenti {
  @Field(() => [AbbinamentoPianificato], { description: 'Who with whom.' })
  abbinamenti!: AbbinamentoPianificato[];

  @Field(() => [RichiestaNonAbbinata], { description: 'Who is left without, and why.' })
  nonAbbinate!: RichiestaNonAbbinata[];

  @Field(() => Float, { description: 'Sum of the points.' })
  punteggioTotale!: number;

  @Field({ description: 'True when no better assignment exists; false when the time ran out with this one in hand.' })
  ottimo!: boolean;
}
