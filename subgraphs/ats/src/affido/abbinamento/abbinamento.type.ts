/**
 * What the matching reads of a request and of a family: plain data, without a name, an address or a birth date. Days are
 * ISO dates (`2026-03-01`), comuni are ISTAT codes.
 */

export type TipoAffido = 'RESIDENZIALE' | 'DIURNO' | 'APPOGGIO' | 'PRONTO_INTERVENTO' | 'FINE_SETTIMANA';
export type MacrocategoriaFamiglia = 'RECUPERABILE' | 'RESIDUALE';
export type StatoRichiesta = 'IN_ATTESA' | 'IN_ABBINAMENTO' | 'IN_AFFIDO' | 'CHIUSA';
export type StatoFamiglia = 'IN_VALUTAZIONE' | 'DISPONIBILE' | 'IMPEGNATA' | 'SOSPESA' | 'CESSATA';
export type NaturaDecreto = 'CONSENSUALE' | 'GIUDIZIALE';
/** ALTRA is whatever else a request names, such as the social service that disposed a consensual fostering. */
export type AutoritaDecreto = 'GIUDICE_TUTELARE' | 'TRIBUNALE_MINORENNI' | 'ALTRA';

/** The act that the fostering rests on (art. 4 L. 184/1983). */
export interface Decreto {
  readonly natura: NaturaDecreto;
  readonly autorita: AutoritaDecreto;
  readonly data: string;
  /** The duration that the act presumes, extension included; null when it says none: then the law's own end holds. */
  readonly durataMesi: number | null;
  /** Months granted by the tribunale per i minorenni beyond the first twenty-four; 0 when there is no extension. */
  readonly prorogaMesi: number;
}

/** An earlier fostering that is to go on with another family: what the law asks of it goes on too. */
export interface AffidoPrecedente {
  /** Of the first of them, when there were several. */
  readonly dal: string;
  /** Of the last one. */
  readonly inizio: string;
  readonly fine: string;
  readonly ultimaRelazione: string | null;
  /** Months that a judge granted beyond twenty-four while it went on. */
  readonly prorogaMesi: number;
}

/** One request is one minor, or one group of siblings who stay together. */
export interface RichiestaAffido {
  readonly codice: string;
  readonly ambito: number;
  readonly stato: StatoRichiesta;
  /** Where the family of origin lives. */
  readonly comune: string;
  readonly eta: number;
  /** Siblings to place together with the minor, besides the minor. */
  readonly fratelli: number;
  /** Their ages, as far as they are known. */
  readonly etaFratelli: readonly number[];
  readonly tipo: TipoAffido;
  readonly macrocategoria: MacrocategoriaFamiglia;
  readonly bisogniSpeciali: boolean;
  readonly decreto: Decreto;
  readonly affidoPrecedente: AffidoPrecedente | null;
  readonly inAttesaDal: string;
  /** As near to the family of origin as this, because of visits and meetings. */
  readonly vicinoEntroKm: number | null;
  /** As far from the family of origin as this, because who protects the minor says so. */
  readonly lontanoOltreKm: number | null;
  /** The comune of the school that the minor should go on attending. */
  readonly comuneScuola: string | null;
  readonly lingue: readonly string[];
  readonly culture: readonly string[];
  /** Pseudonyms of the families excluded by art. 2 c. 1.1 L. 184/1983: who is related to whom stays where it was declared. */
  readonly famiglieIncompatibili: readonly string[];
  /** Codes of the families that were proposed for it and have not been refused. */
  readonly famiglieProposte: readonly string[];
}

export interface Disponibilita {
  readonly tipi: readonly TipoAffido[];
  readonly etaMin: number;
  readonly etaMax: number;
  /** Every place of the family, taken or free. */
  readonly posti: number;
  readonly fratelli: boolean;
  readonly bisogniSpeciali: boolean;
  /** How far from home the family of origin may live; null when it does not matter. */
  readonly distanzaMaxKm: number | null;
  readonly dal: string;
  readonly al: string | null;
  readonly riconfermataIl: string;
}

export interface FamigliaAffidataria {
  readonly codice: string;
  /** Not the codice: who declares a conflict does not know the bank. */
  readonly pseudonimo: string;
  readonly ambito: number;
  readonly comune: string;
  readonly stato: StatoFamiglia;
  readonly disponibilita: Disponibilita;
  /** Places taken by minors already there. */
  readonly postiOccupati: number;
  /** Places held by proposals that nobody has refused yet. */
  readonly postiProposti: number;
  readonly affidiConclusi: number;
  readonly lingue: readonly string[];
  readonly culture: readonly string[];
}

/** Kilometres between two comuni; null when one of them is not known. */
export type Distanza = (da: string, a: string) => number | null;

export type Criterio = 'DISTANZA' | 'ETA' | 'ESPERIENZA' | 'LINGUA_E_CULTURA' | 'ATTESA' | 'SCUOLA';

export interface Pesi {
  readonly versione: number;
  readonly pesi: Readonly<Record<Criterio, number>>;
  readonly soglie: {
    readonly distanzaNullaKm: number;
    readonly margineEtaAnni: number;
    readonly affidiPieni: number;
    readonly attesaPienaGiorni: number;
    readonly scuolaNullaKm: number;
  };
}

export type CodiceVincolo =
  | 'RICHIESTA_APERTA'
  | 'GIA_PROPOSTA'
  | 'STATO_FAMIGLIA'
  | 'DISPONIBILITA_RICONFERMATA'
  | 'PERIODO_DISPONIBILITA'
  | 'TIPO_AFFIDO'
  | 'ETA'
  | 'POSTI'
  | 'FRATELLI_INSIEME'
  | 'BISOGNI_SPECIALI'
  | 'DISTANZA_MASSIMA'
  | 'VICINANZA'
  | 'LONTANANZA'
  | 'INCOMPATIBILITA'
  | 'TITOLO'
  | 'DURATA'
  | 'RELAZIONE_SEMESTRALE';

/** What does not depend on the pair: the day, the map, the weights, and the constraints that this calculation waives. */
export interface Contesto {
  readonly oggi: string;
  readonly distanza: Distanza;
  readonly pesi: Pesi;
  readonly derogati?: ReadonlySet<CodiceVincolo>;
}

/** How many minors one request is about. */
export function minori({ fratelli }: RichiestaAffido): number {
  return 1 + fratelli;
}

export function postiLiberi({ disponibilita, postiOccupati, postiProposti }: FamigliaAffidataria): number {
  return Math.max(0, disponibilita.posti - postiOccupati - postiProposti);
}
