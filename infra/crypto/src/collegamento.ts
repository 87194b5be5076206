import { DomainError } from '@trama/kernel/errors';
import { type ControlloCodice, isCollegabile, leggiCodice } from './codice-fiscale.js';
import type { Portachiavi } from './portachiavi.js';
import { isPseudonimo, isSenzaCodice, Pseudonimi, pseudonimoSenzaCodice, type Spazio } from './pseudonimi.js';

/** Who asks, for what and about which case: all of it goes to the register of accesses. */
export interface Richiedente extends Spazio {
  /** `subject` of a verified identity. `ambito` comes from the same identity, never from what the caller writes. */
  readonly attore: string;
  /** The case that makes the question necessary: an opaque id. */
  readonly caso: string;
}

export interface RichiestaPseudonimo extends Richiedente {
  readonly codiceFiscale: string | null;
  /** An older version that is still alive, to find rows not yet rewritten; the current one by default. */
  readonly versione?: number;
}

export interface RichiestaIscrizione extends Richiedente {
  readonly codiceFiscale: string | null;
  readonly servizio: string;
  /** How a colleague reaches the service: an office's telephone or address, never a person's file. */
  readonly recapito: string;
  /** Opaque id of the household in the asker's ambito, to count families; null when the case has none. */
  readonly nucleo?: string | null;
}

/** An ambito's own people, all at once: what keeps its alerts true without asking about one person after the other. */
export interface RichiestaLegami extends Spazio {
  readonly attore: string;
  readonly pseudonimi: readonly string[];
}

/** One of the asker's own people whom services of other ambiti follow too. */
export interface Legame {
  readonly pseudonimo: string;
  readonly servizi: readonly ServizioDaChiamare[];
}

/** A household as whoever only counts knows it: equal for the same household of the same ambito, and nothing else. */
export interface FamigliaPseudonima {
  readonly ambito: number;
  readonly famiglia: string;
}

/** Two households of two ambiti with a person in common; the lower ambito first. */
export type FamiglieCollegate = readonly [FamigliaPseudonima, FamigliaPseudonima];

/** By pseudonym from who keeps it, by code from who has just been given it. */
export type Soggetto = { readonly codiceFiscale: string | null } | { readonly pseudonimo: string };
export type RichiestaSeguito = Richiedente & { readonly soggetto: Soggetto };
export type RichiestaRimozione = Richiedente & { readonly soggetto: Soggetto; readonly servizio: string };

/** A door to knock on: who answers it decides what to say. */
export interface ServizioDaChiamare {
  readonly ambito: number;
  readonly servizio: string;
  readonly recapito: string;
}

export type SeguitoAltrove =
  | { readonly esito: 'SEGUITO_ALTROVE'; readonly servizi: readonly ServizioDaChiamare[] }
  | { readonly esito: 'NESSUNA_CORRISPONDENZA' }
  /** Without a codice fiscale nobody can be recognised: this is not a no. */
  | { readonly esito: 'NON_COLLEGABILE' };

/** One small service holds the linkage key; everybody else has this. */
export interface ServizioCollegamento {
  /** `k<version>:...`, or `senza-cf:...` (a new one each time: keep it) for a record that cannot be linked. */
  pseudonimo(richiesta: RichiestaPseudonimo): Promise<string>;
  /** Makes the person findable by the other ambiti for this purpose; answers the pseudonym. Safe to repeat. */
  iscrivi(richiesta: RichiestaIscrizione): Promise<string>;
  /** Undoes `iscrivi` when the case closes or the person is erased. */
  rimuovi(richiesta: RichiestaRimozione): Promise<void>;
  /** Which services of other ambiti follow this person for this purpose: never an id, never their pseudonym. */
  seguitoAltrove(richiesta: RichiestaSeguito): Promise<SeguitoAltrove>;
  /** Of these pseudonyms of the asker's own, those that others follow too. A foreign or unknown one is just not there. */
  legami(richiesta: RichiestaLegami): Promise<readonly Legame[]>;
  /** For counting: never a person's pseudonym, never an ambito's own id. */
  famiglieCollegate(richiesta: {
    readonly attore: string;
    readonly scopo: string;
  }): Promise<readonly FamiglieCollegate[]>;
}

export type AzioneCollegamento = 'PSEUDONIMO' | 'ISCRIZIONE' | 'RIMOZIONE' | 'VERIFICA' | 'CONTEGGIO';

export interface AttoCollegamento extends Omit<Richiedente, 'ambito' | 'caso'> {
  /** Null for a count, which no ambito asks for. */
  readonly ambito: number | null;
  /** Null for what is about no case in particular. */
  readonly caso: string | null;
  readonly azione: AzioneCollegamento;
  /** The pseudonym in the asker's own space; null when there is none. */
  readonly soggetto: string | null;
  readonly esito: 'RISPOSTO' | 'NON_COLLEGABILE' | 'LIMITE_SUPERATO';
  /** The ambiti that the answer names. */
  readonly ambiti: readonly number[];
}

export interface Iscrizione extends Spazio, ServizioDaChiamare {
  readonly versione: number;
  readonly riferimento: Buffer;
  readonly registro: Buffer;
  readonly famiglia: Buffer;
}

export type LegameTrovato = ServizioDaChiamare & { readonly riferimento: Buffer };

/** A household of an ambito, as the store has it. */
export interface FamigliaTrovata {
  readonly ambito: number;
  readonly famiglia: Buffer;
}

export interface MagazzinoCollegamento {
  /** The same service of the same person again only renews its recapito and its household. */
  iscrivi(iscrizione: Iscrizione): Promise<void>;
  rimuovi(chiave: Pick<Iscrizione, 'ambito' | 'scopo' | 'versione' | 'riferimento' | 'servizio'>): Promise<void>;
  findRegistro(spazio: Spazio, versione: number, riferimento: Buffer): Promise<Buffer | null>;
  /** Of every ambito but `tranne`. */
  findServizi(
    scopo: string,
    versione: number,
    registro: Buffer,
    tranne: number,
  ): Promise<readonly ServizioDaChiamare[]>;
  /** The services of other ambiti that share a person with these rows of one ambito: one statement, however many. */
  findLegami(spazio: Spazio, versione: number, riferimenti: readonly Buffer[]): Promise<readonly LegameTrovato[]>;
  /** Each pair of households of different ambiti that share a person, once, the lower ambito first. */
  findFamiglie(scopo: string, versione: number): Promise<ReadonlyArray<readonly [FamigliaTrovata, FamigliaTrovata]>>;
  /**
   * Counts a distinct question of the day. False, and nothing counted, when `limite` are already there and this is not
   * one of them; two callers at once never get past the limit together.
   */
  consuma(quota: {
    giorno: string;
    attore: string;
    tipo: TipoQuota;
    impronta: Buffer;
    limite: number;
  }): Promise<boolean>;
}

export type TipoQuota = 'VERIFICA' | 'PSEUDONIMO';

export interface OpzioniCollegamento {
  readonly chiavi: Portachiavi;
  readonly magazzino: MagazzinoCollegamento;
  readonly controllo: ControlloCodice;
  /** The purposes that somebody has authorised. */
  readonly scopi: ReadonlySet<string>;
  /** The register of accesses: until it has written, nobody gets an answer. */
  readonly registra: (atto: AttoCollegamento) => Promise<void>;
  /** Distinct people for each actor and day. Pseudonyms are many when an ambito loads its files. */
  readonly limiti?: Readonly<Record<TipoQuota, number>>;
  readonly adesso?: () => Date;
}

const LIMITI = { VERIFICA: 30, PSEUDONIMO: 500 } as const;

export function creaCollegamento(opzioni: OpzioniCollegamento): ServizioCollegamento {
  return new Collegamento(opzioni);
}

class Collegamento implements ServizioCollegamento {
  private readonly pseudonimi: Pseudonimi;

  constructor(private readonly opzioni: OpzioniCollegamento) {
    this.pseudonimi = new Pseudonimi(opzioni.chiavi);
  }

  async pseudonimo(richiesta: RichiestaPseudonimo): Promise<string> {
    this.requireMotivo(richiesta);
    const codice = this.codiceDi(richiesta.codiceFiscale);
    if (codice === null) {
      return this.senzaCodice(richiesta, 'PSEUDONIMO');
    }
    await this.requireQuota(richiesta, 'PSEUDONIMO', 'PSEUDONIMO', codice);
    const versione = richiesta.versione ?? this.pseudonimi.corrente;
    const pseudonimo = this.pseudonimi.pseudonimo(versione, richiesta, codice);
    if (pseudonimo === null) {
      throw nonValido('versione', 'Questa versione dello pseudonimo non si usa più: chiedi quella corrente.');
    }
    await this.registra(richiesta, 'PSEUDONIMO', { soggetto: pseudonimo });
    return pseudonimo;
  }

  async iscrivi(richiesta: RichiestaIscrizione): Promise<string> {
    this.requireMotivo(richiesta);
    requireTesto('servizio', richiesta.servizio);
    requireTesto('recapito', richiesta.recapito);
    const codice = this.codiceDi(richiesta.codiceFiscale);
    if (codice === null) {
      return this.senzaCodice(richiesta, 'ISCRIZIONE');
    }
    await this.requireQuota(richiesta, 'ISCRIZIONE', 'PSEUDONIMO', codice);
    const pseudonimo = this.attuale(richiesta, codice);
    await this.registra(richiesta, 'ISCRIZIONE', { soggetto: pseudonimo });
    for (const versione of this.pseudonimi.versioni) {
      await this.iscriviUna(richiesta, codice, versione);
    }
    return pseudonimo;
  }

  async rimuovi(richiesta: RichiestaRimozione): Promise<void> {
    this.requireMotivo(richiesta);
    requireTesto('servizio', richiesta.servizio);
    const tracce = this.tracceDi(richiesta);
    await this.registra(richiesta, 'RIMOZIONE', { soggetto: tracce[0]?.pseudonimo ?? null });
    for (const { versione, riferimento } of tracce) {
      const { ambito, scopo, servizio } = richiesta;
      await this.opzioni.magazzino.rimuovi({ ambito, scopo, servizio, versione, riferimento });
    }
  }

  async seguitoAltrove(richiesta: RichiestaSeguito): Promise<SeguitoAltrove> {
    this.requireMotivo(richiesta);
    const domanda = this.domandaDi(richiesta.soggetto);
    if (domanda === null) {
      await this.registra(richiesta, 'VERIFICA', { esito: 'NON_COLLEGABILE' });
      return { esito: 'NON_COLLEGABILE' };
    }
    await this.requireQuota(richiesta, 'VERIFICA', 'VERIFICA', domanda);
    const servizi = await this.serviziAltrove(richiesta);
    const soggetto = this.tracceDi(richiesta)[0]?.pseudonimo ?? null;
    await this.registra(richiesta, 'VERIFICA', { soggetto, ambiti: [...new Set(servizi.map(({ ambito }) => ambito))] });
    return servizi.length > 0 ? { esito: 'SEGUITO_ALTROVE', servizi } : { esito: 'NESSUNA_CORRISPONDENZA' };
  }

  async legami({ attore, ambito, scopo, pseudonimi }: RichiestaLegami): Promise<readonly Legame[]> {
    this.requireScopo(scopo);
    const trovati = new Map<string, ServizioDaChiamare[]>();
    for (const [versione, tracce] of this.perVersione({ ambito, scopo }, pseudonimi)) {
      const righe = await this.opzioni.magazzino.findLegami(
        { ambito, scopo },
        versione,
        [...tracce.values()].map(({ riferimento }) => riferimento),
      );
      for (const { riferimento, ...servizio } of righe) {
        const { pseudonimo } = tracce.get(riferimento.toString('hex'))!;
        trovati.set(pseudonimo, [...(trovati.get(pseudonimo) ?? []), servizio]);
      }
    }
    const ambiti = [...new Set([...trovati.values()].flat().map((servizio) => servizio.ambito))];
    await this.registra({ attore, ambito, scopo, caso: null }, 'VERIFICA', { ambiti });
    return [...trovati].map(([pseudonimo, servizi]) => ({ pseudonimo, servizi: senzaDoppi(servizi) }));
  }

  /** In the oldest living version: whoever joined before a rotation has a row in no other, and everybody else has one too. */
  async famiglieCollegate({ attore, scopo }: { readonly attore: string; readonly scopo: string }) {
    this.requireScopo(scopo);
    const versione = Math.min(...this.pseudonimi.versioni);
    const coppie = await this.opzioni.magazzino.findFamiglie(scopo, versione);
    await this.registra({ attore, ambito: null, scopo, caso: null }, 'CONTEGGIO', {
      ambiti: [...new Set(coppie.flat().map(({ ambito }) => ambito))],
    });
    const pseudonima = ({ ambito, famiglia }: FamigliaTrovata): FamigliaPseudonima => ({
      ambito,
      famiglia: this.pseudonimi.famigliaContata(versione, scopo, famiglia),
    });
    return coppie.map(([una, altra]) => [pseudonima(una), pseudonima(altra)] as const);
  }

  private perVersione(spazio: Spazio, pseudonimi: readonly string[]) {
    const versioni = new Map<number, Map<string, { readonly pseudonimo: string; readonly riferimento: Buffer }>>();
    for (const pseudonimo of pseudonimi) {
      const traccia = this.pseudonimi.riferimento(spazio, pseudonimo);
      if (traccia) {
        const { versione, riferimento } = traccia;
        const tracce = versioni.get(versione) ?? new Map();
        versioni.set(versione, tracce.set(riferimento.toString('hex'), { pseudonimo, riferimento }));
      }
    }
    return versioni;
  }

  /** In every living version: whoever joined before a rotation and whoever joined after it still meet. */
  private async serviziAltrove(richiesta: RichiestaSeguito): Promise<ServizioDaChiamare[]> {
    const { scopo, ambito } = richiesta;
    const trovati: ServizioDaChiamare[] = [];
    for (const { versione, registro } of await this.registriDi(richiesta)) {
      trovati.push(...(await this.opzioni.magazzino.findServizi(scopo, versione, registro, ambito)));
    }
    return senzaDoppi(trovati);
  }

  private async registriDi(richiesta: RichiestaSeguito): Promise<Array<{ versione: number; registro: Buffer }>> {
    const codice = codiceIn(richiesta.soggetto) ? this.codiceDi(richiesta.soggetto.codiceFiscale) : null;
    const registri = [];
    for (const { versione, riferimento } of this.tracceDi(richiesta)) {
      const registro =
        codice === null
          ? await this.opzioni.magazzino.findRegistro(richiesta, versione, riferimento)
          : this.pseudonimi.registro(versione, richiesta.scopo, codice);
      if (registro) {
        registri.push({ versione, registro });
      }
    }
    return registri;
  }

  /** The asker's own pseudonyms of the person, the current version first. Another ambito's pseudonym leads nowhere. */
  private tracceDi(richiesta: Spazio & { readonly soggetto: Soggetto }) {
    const { soggetto } = richiesta;
    const codice = codiceIn(soggetto) ? this.codiceDi(soggetto.codiceFiscale) : null;
    const propri = codiceIn(soggetto) ? this.tutti(richiesta, codice) : [soggetto.pseudonimo];
    return propri.flatMap((pseudonimo) => {
      const traccia = this.pseudonimi.riferimento(richiesta, pseudonimo);
      return traccia ? [{ pseudonimo, ...traccia }] : [];
    });
  }

  private tutti(spazio: Spazio, codice: string | null): string[] {
    const { corrente, versioni } = this.pseudonimi;
    const ordinate = [corrente, ...versioni.filter((versione) => versione !== corrente)];
    return codice === null
      ? []
      : ordinate.flatMap((versione) => this.pseudonimi.pseudonimo(versione, spazio, codice) ?? []);
  }

  private attuale(spazio: Spazio, codice: string): string {
    return this.pseudonimi.pseudonimo(this.pseudonimi.corrente, spazio, codice)!;
  }

  private async iscriviUna(richiesta: RichiestaIscrizione, codice: string, versione: number): Promise<void> {
    const pseudonimo = this.pseudonimi.pseudonimo(versione, richiesta, codice)!;
    const { riferimento } = this.pseudonimi.riferimento(richiesta, pseudonimo)!;
    const registro = this.pseudonimi.registro(versione, richiesta.scopo, codice)!;
    const { ambito, scopo, servizio, recapito, nucleo } = richiesta;
    // Without a household, the person is a family.
    const famiglia = this.pseudonimi.famiglia(versione, richiesta, nucleo ?? pseudonimo)!;
    const riga = { ambito, scopo, servizio, recapito, versione, riferimento, registro, famiglia };
    await this.opzioni.magazzino.iscrivi(riga);
  }

  private async senzaCodice(richiesta: Richiedente, azione: AzioneCollegamento): Promise<string> {
    await this.registra(richiesta, azione, { esito: 'NON_COLLEGABILE' });
    return pseudonimoSenzaCodice();
  }

  private codiceDi(scritto: string | null): string | null {
    const letto = leggiCodice(scritto, this.opzioni.controllo);
    return isCollegabile(letto) ? letto.codice : null;
  }

  /** What counts as one question, or null when nobody can be recognised. */
  private domandaDi(soggetto: Soggetto): string | null {
    if (codiceIn(soggetto)) {
      return this.codiceDi(soggetto.codiceFiscale);
    }
    if (isSenzaCodice(soggetto.pseudonimo)) {
      return null;
    }
    if (!isPseudonimo(soggetto.pseudonimo)) {
      throw nonValido('pseudonimo', 'Lo pseudonimo non è di quelli che questo servizio rilascia: usa quello salvato.');
    }
    return soggetto.pseudonimo;
  }

  private requireMotivo({ attore, ambito, scopo, caso }: Richiedente): void {
    requireTesto('attore', attore);
    requireTesto('caso', caso);
    this.requireScopo(scopo);
    if (!Number.isSafeInteger(ambito)) {
      throw nonValido('ambito', 'Manca l’ambito: il collegamento si chiede per conto di un ambito.');
    }
  }

  private requireScopo(scopo: string): void {
    if (!this.opzioni.scopi.has(scopo)) {
      throw nonValido(
        'scopo',
        'Lo scopo manca o non è tra quelli autorizzati: indica per quale attività chiedi il collegamento.',
      );
    }
  }

  /** A list of residents can be tried one code after the other: few people a day make that useless. */
  private async requireQuota(
    chi: Richiedente,
    azione: AzioneCollegamento,
    tipo: TipoQuota,
    domanda: string,
  ): Promise<void> {
    const giorno = giornoDi(this.opzioni.adesso?.() ?? new Date());
    const impronta = this.pseudonimi.improntaDiDomanda(giorno, domanda);
    const limite = (this.opzioni.limiti ?? LIMITI)[tipo];
    if (await this.opzioni.magazzino.consuma({ giorno, attore: chi.attore, tipo, impronta, limite })) {
      return;
    }
    await this.registra(chi, azione, { esito: 'LIMITE_SUPERATO' });
    const frase = `Hai già chiesto di ${limite} persone diverse oggi: riprova domani, o chiedi al tuo Ufficio di Piano.`;
    throw new DomainError('LIMITE_SUPERATO', frase);
  }

  private async registra(
    { attore, ambito, scopo, caso }: Pick<AttoCollegamento, 'attore' | 'ambito' | 'scopo' | 'caso'>,
    azione: AzioneCollegamento,
    altro: Partial<Pick<AttoCollegamento, 'soggetto' | 'esito' | 'ambiti'>>,
  ): Promise<void> {
    try {
      await this.opzioni.registra({
        attore,
        ambito,
        scopo,
        caso,
        azione,
        soggetto: null,
        esito: 'RISPOSTO',
        ambiti: [],
        ...altro,
      });
    } catch (cause) {
      const frase = 'Il registro degli accessi non risponde, e senza registro non si risponde: ripeti più tardi.';
      const extensions = { servizio: 'collegamento' };
      throw new DomainError('SERVIZIO_NON_DISPONIBILE', frase, { extensions, originalError: erroreDi(cause) });
    }
  }
}

/** Only the door to knock on, whatever else the store may give, and each door once. */
function senzaDoppi(trovati: readonly ServizioDaChiamare[]): ServizioDaChiamare[] {
  const porte = trovati.map(({ ambito, servizio, recapito }) => ({ ambito, servizio, recapito }));
  const unici = new Map(porte.map((porta) => [JSON.stringify(Object.values(porta)), porta]));
  return [...unici.values()].sort((a, b) => a.ambito - b.ambito || a.servizio.localeCompare(b.servizio, 'it'));
}

const codiceIn = (soggetto: Soggetto) => 'codiceFiscale' in soggetto;

function requireTesto(campo: string, testo: string): void {
  if (typeof testo !== 'string' || testo.trim() === '') {
    throw nonValido(campo, `Manca "${campo}": senza, la richiesta non si può registrare.`);
  }
}

const nonValido = (campo: string, frase: string) =>
  new DomainError('INPUT_NON_VALIDO', frase, { extensions: { campi: [campo] } });

const erroreDi = (cause: unknown) => (cause instanceof Error ? cause : null);

/** The day as people here live it, whatever the server's clock is set to. */
function giornoDi(istante: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(istante);
}
