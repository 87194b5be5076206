import type { Spazio } from './pseudonimi.js';

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
  /** Day from which the service follows the person, to count families at a date. */
  readonly dal: string;
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
export interface FamiglieCollegate {
  readonly famiglie: readonly [FamigliaPseudonima, FamigliaPseudonima];
  /** Since when services of both ambiti follow somebody of them. */
  readonly dal: string;
}

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
  readonly dal: string;
}

export type LegameTrovato = ServizioDaChiamare & { readonly riferimento: Buffer };

/** A household of an ambito, as the store has it. */
export interface FamigliaTrovata {
  readonly ambito: number;
  readonly famiglia: Buffer;
}

/** Two households that share a person, and since when both ambiti follow one. */
export interface CoppiaTrovata {
  readonly famiglie: readonly [FamigliaTrovata, FamigliaTrovata];
  readonly dal: string;
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
  findFamiglie(scopo: string, versione: number): Promise<readonly CoppiaTrovata[]>;
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
