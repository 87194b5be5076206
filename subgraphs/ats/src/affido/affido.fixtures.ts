import type { Chiamante } from '@trama/kernel/identity';
import {
  MacrocategoriaFamiglia,
  NaturaAffido,
  StatoRichiestaAffido,
  TipoAffido,
  VicinanzaAffido,
} from '@trama/schema/affido';
import { Origine } from '@trama/schema/origine';
import { RICHIESTE_CAMBIATE, type SchedaRichiesta, STATI_PORTATI } from '@trama/schema/scheda-richiesta';
import { ClienteInterno, InternoError } from '@trama/subgraph/cliente-interno';
import type { Domanda } from '@trama/subgraph/interno';
import type { Answer } from '@trama/test-kit/answer';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import { subgraph as ats } from '../subgraph.js';

export const affidi = (ambito: number): Chiamante => operatore(ambito, 'SERVIZIO_AFFIDI', `affidi${ambito}`);
export const tavolo = operatore(null, 'COORDINAMENTO_AFFIDO', 'affido-coord');
export const tutela4 = operatore(4, 'SERVIZIO_TUTELA', 'tutela4');
export const ets = (ente: string): Chiamante => ({ ...operatore(null, 'OPERATORE_ETS', `ets ${ente}`), ente });

/** Comuni of ambito 4: the ones that the Piano names. */
export const GARDONE = '017075';
export const LUMEZZANE = '017096';

const CIFRE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codice = (ambito: number): string =>
  `${String(ambito).padStart(2, '0')}-R-${Array.from({ length: 8 }, () => CIFRE.charAt(Math.random() * 32)).join('')}`;

/** What an ambito would answer of one request. */
export const scheda = (more: Partial<SchedaRichiesta> = {}): SchedaRichiesta => ({
  codice: codice(more.ambito ?? 4),
  id: randomUUID(),
  ambito: 4,
  comune: GARDONE,
  eta: 7,
  registrataIl: '2026-09-01',
  tipo: TipoAffido.RESIDENZIALE,
  macrocategoria: MacrocategoriaFamiglia.RECUPERABILE,
  natura: NaturaAffido.GIUDIZIALE,
  fratelli: 0,
  etaFratelli: [],
  bisogniSpeciali: false,
  lingue: [],
  culture: [],
  vicinanza: VicinanzaAffido.INDIFFERENTE,
  scuola: null,
  parenti: [],
  decretoAutorita: 'Tribunale per i Minorenni di Brescia',
  decretoData: '2026-09-01',
  durataMesi: null,
  prorogaMesi: 0,
  stato: StatoRichiestaAffido.IN_ATTESA,
  origine: Origine.RILEVATO,
  versione: 1,
  aggiornataIl: '2026-09-01T08:00:00.000Z',
  ...more,
});

/** The ambiti, as far as the bank asks them: requests in memory, that move where the bank says. */
export class AmbitoDiProva extends ClienteInterno {
  readonly schede = new Map<string, SchedaRichiesta>();
  /** False makes it as if it were down. */
  risponde = true;

  constructor() {
    super('ambito', 'http://127.0.0.1:1', undefined as never);
  }

  richiesta(more: Partial<SchedaRichiesta> = {}): SchedaRichiesta {
    const nuova = scheda(more);
    this.schede.set(nuova.codice, nuova);
    return nuova;
  }

  /** As its own fostering service would change it. */
  cambia(codiceRichiesta: string, more: Partial<SchedaRichiesta>): void {
    const prima = this.schede.get(codiceRichiesta)!;
    const aggiornataIl = new Date().toISOString();
    this.schede.set(codiceRichiesta, { ...prima, ...more, versione: prima.versione + 1, aggiornataIl });
  }

  override async chiedi<C, R>({ percorso, corpo, risposta }: Domanda<C, R>, domanda: C): Promise<R> {
    if (!this.risponde) {
      throw new InternoError(`${percorso}: no answer`, null);
    }
    if (!corpo.safeParse(domanda).success) {
      throw new InternoError(`${percorso}: 400`, 400);
    }
    return risposta.parse({ schede: this.risposta(percorso, domanda) });
  }

  private risposta(percorso: string, domanda: unknown): SchedaRichiesta[] {
    if (percorso === STATI_PORTATI.percorso) {
      const { stati } = STATI_PORTATI.corpo.parse(domanda);
      stati.forEach(({ codice: quale, stato }) => this.cambia(quale, { stato }));
      return stati.map(({ codice: quale }) => this.schede.get(quale)!);
    }
    const chieste = RICHIESTE_CAMBIATE.corpo.parse(domanda);
    return 'codici' in chieste
      ? chieste.codici.flatMap((quale) => this.schede.get(quale) ?? [])
      : [...this.schede.values()].filter(({ aggiornataIl }) => chieste.dal === null || aggiornataIl > chieste.dal);
  }
}

export interface FamigliaLetta {
  readonly codice: string;
  readonly versione: number;
  readonly stato: string;
  readonly azioniPossibili: string[];
}
export interface AbbinamentoLetto {
  readonly codice: string;
  readonly versione: number;
  readonly stato: string;
  readonly motivo: string | null;
  readonly azioniPossibili: string[];
  readonly passi: ReadonlyArray<{ stato: string }>;
  readonly famiglia: { codice: string } | null;
  readonly termini: Record<string, unknown> | null;
  readonly posizione: number | null;
  readonly accordoFamigliaIl: string | null;
  readonly accordoMinoreIl: string | null;
  readonly richiesta: { codice: string } | null;
  readonly provvedimento: string | null;
  readonly inizio: string | null;
}

export const FAMIGLIA = `codice versione stato comune { codiceIstat } servizioAffidi { codice denominazione }
  componenti figli affidiPrecedenti motivoStato azioniPossibili origine
  disponibilita { tipi etaMin etaMax posti fratelli bisogniSpeciali distanzaMaxKm lingue dal al riconfermataIl }`;
const ABBINAMENTO = `codice versione stato tipo minori motivo motivazione posizione punteggio inizio fine esito prorogaMesi continuaDal durataMesi provvedimento
  accordoFamigliaIl accordoMinoreIl accordoMotivo azioniPossibili famiglia { codice } richiesta { codice } passi { stato }
  bisogni { eta fratelli etaFratelli culture } termini { verifiche prossimaVerifica ritardoGiorni scadenza serveProroga }`;

const mutation = (nome: string, input: string, dentro: string) =>
  `mutation ($input: ${input}!) { ${nome}(input: $input) { ${dentro} } }`;
const conFamiglia = (nome: string, input: string) => mutation(nome, input, `famiglia { ${FAMIGLIA} }`);
const conAbbinamento = (nome: string, input: string) => mutation(nome, input, `abbinamento { ${ABBINAMENTO} }`);

export const REGISTRA = conFamiglia('registraFamiglia', 'RegistraFamigliaInput');
export const AGGIORNA = conFamiglia('aggiornaFamiglia', 'AggiornaFamigliaInput');
export const RICONFERMA = conFamiglia('riconfermaDisponibilita', 'SullaFamigliaInput');
export const ABILITA = conFamiglia('abilitaFamiglia', 'SullaFamigliaInput');
export const SOSPENDI = conFamiglia('sospendiFamiglia', 'FermaFamigliaInput');
export const RIATTIVA = conFamiglia('riattivaFamiglia', 'SullaFamigliaInput');
export const CESSA = conFamiglia('cessaFamiglia', 'FermaFamigliaInput');
export const IDENTITA = conFamiglia('scriviIdentitaFamiglia', 'IdentitaFamigliaInput');
export const PROPONI = conAbbinamento('proponiAbbinamento', 'ProponiAbbinamentoInput');
export const ACCETTA = conAbbinamento('accettaAbbinamento', 'TransizioneAbbinamentoInput');
export const RIFIUTA = conAbbinamento('rifiutaAbbinamento', 'TransizioneAbbinamentoInput');
export const AVVIA = conAbbinamento('avviaAffido', 'TransizioneAbbinamentoInput');
export const CONCLUDI = conAbbinamento('concludiAffido', 'ConcludiAffidoInput');
export const VERIFICA = conAbbinamento('registraVerificaAffido', 'RegistraVerificaInput');
export const PROROGA = conAbbinamento('registraProrogaAffido', 'RegistraProrogaInput');
export const LEGGI_FAMIGLIA = `query ($codice: String!) { famigliaAffidataria(codice: $codice) { ${FAMIGLIA} } }`;
export const LEGGI_ABBINAMENTO = `query ($codice: String!) { abbinamento(codice: $codice) { ${ABBINAMENTO} } }`;

export const famigliaNuova = {
  comune: GARDONE,
  componenti: 4,
  disponibilita: { tipi: ['RESIDENZIALE'], etaMin: 0, etaMax: 17, posti: 1 },
};

/** The bank on a database of its own, with ambiti that are told what to answer. */
export interface BancaDiProva {
  readonly subgraph: SubgraphUnderTest;
  readonly ambito: AmbitoDiProva;
  scrivi<T>(chi: Chiamante, documento: string, input: object): Promise<Answer<Record<string, T | null>>>;
  famiglia(more?: object, chi?: Chiamante): Promise<FamigliaLetta>;
  proponi(input: object, chi?: Chiamante): Promise<AbbinamentoLetto>;
  /** A step of a placement, as it is now. */
  passo(chi: Chiamante, documento: string, di: AbbinamentoLetto, more?: object): Promise<AbbinamentoLetto>;
}

export async function avviaBanca(): Promise<BancaDiProva> {
  const ambito = new AmbitoDiProva();
  const subgraph = await startSubgraph(ats, { ambito, poolSize: 8 });
  const scrivi: BancaDiProva['scrivi'] = (chi, documento, input) =>
    subgraph.ask(chi, documento, { input: { chiaveIdempotenza: randomUUID(), ...input } });
  const riuscita = async <T>(chi: Chiamante, documento: string, input: object): Promise<T> => {
    const { data, errors } = await scrivi<T>(chi, documento, input);
    expect(errors).toEqual([]);
    return Object.values(Object.values(data)[0] as Record<string, T>)[0]!;
  };
  return {
    subgraph,
    ambito,
    scrivi,
    famiglia: (more = {}, chi = affidi(4)) => riuscita(chi, REGISTRA, { ...famigliaNuova, ...more }),
    proponi: (input, chi = tavolo) => riuscita(chi, PROPONI, { motivazione: 'La conosciamo bene', ...input }),
    passo: (chi, documento, { codice: abbinamento, versione }, more = {}) =>
      riuscita(chi, documento, { abbinamento, versione, ...more }),
  };
}

/** What was refused: code and fields of each error. */
export const rifiuti = ({ errors }: Answer<unknown>) =>
  errors.map(({ extensions }) => [extensions?.code, extensions?.campi]);
