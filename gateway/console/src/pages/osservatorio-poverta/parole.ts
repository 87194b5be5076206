import type {
  BisognoPoverta,
  ConsoleEdizioneOsservatorioQuery,
  IndicatoreInElencoFragment,
  IndicatorePerInteroFragment,
  TemaPoverta,
} from '../../graph/operazioni/osservatorio-poverta';
import { formatNumero, formatPercento } from '../../lib/formato';

export const OSSERVATORIO = { testo: 'Osservatorio povertà', href: '/osservatorio-poverta' } as const;

/** What is published now, and no edition of a meeting. */
export const ATTUALE = '';

export type InElenco = IndicatoreInElencoFragment;
export type PerIntero = IndicatorePerInteroFragment;
export type Edizione = NonNullable<NonNullable<ConsoleEdizioneOsservatorioQuery['osservatorioPoverta']>['edizione']>;

export const TEMI: Readonly<Record<TemaPoverta, string>> = {
  REDDITO: 'Reddito',
  PERSONE: 'Persone',
  CASA: 'Casa',
  LAVORO: 'Lavoro',
  SALUTE: 'Salute',
};
export const NOMI_TEMI = Object.keys(TEMI) as TemaPoverta[];

export const BISOGNI: Readonly<Record<BisognoPoverta, string>> = {
  BENI_PRIMA_NECESSITA: 'Beni di prima necessità',
  REDDITO: 'Reddito',
  LAVORO: 'Lavoro',
  CASA: 'Casa',
  DEBITI: 'Debiti',
  FAMIGLIA: 'Famiglia',
  SALUTE: 'Salute',
  SOLITUDINE: 'Solitudine',
  ISTRUZIONE: 'Istruzione',
  MIGRAZIONE: 'Documenti e diritti degli stranieri',
  DIPENDENZE: 'Dipendenze',
  ALTRO: 'Altro',
};

export const DIFFERENZE: Readonly<Record<Edizione['differenze'] extends infer D ? TipoDi<D> : never, string>> = {
  ANNO_NUOVO: 'Anno nuovo',
  CONTRIBUTORE_NUOVO: 'Ambito nuovo',
  FIGURA_NUOVA: 'Cifra nuova',
  CAMBIATA: 'Cambiata',
  TOLTA: 'Tolta',
};
type TipoDi<D> = NonNullable<D> extends ReadonlyArray<{ readonly tipo: infer T extends string }> ? T : never;

/** Populations that rates are computed on are cells of an edition too. */
const POPOLAZIONI: Readonly<Record<string, string>> = {
  RESIDENTI: 'Residenti',
  MINORI_RESIDENTI: 'Minori residenti',
};
export const nomeCodice = (codice: string, etichette: ReadonlyMap<string, string>): string =>
  etichette.get(codice) ?? POPOLAZIONI[codice] ?? codice;

interface Totale {
  readonly valore: number | null;
  readonly soppresso: boolean;
  readonly contributori: number;
}

/** A sum, or why it cannot be told. */
export function testoTotale({ valore, soppresso, contributori }: Totale): string {
  if (valore !== null) {
    return formatNumero(valore);
  }
  if (soppresso) {
    return 'riservato';
  }
  return contributori === 0 ? 'non pervenuto' : 'meno di tre ambiti';
}

/** Where a series goes, never more than can be told for certain. */
export function testoTendenza(tendenza: InElenco['tendenza']): string {
  if (!tendenza) {
    return 'non si può dire';
  }
  const { verso, dal, al, variazione, variazioneRelativa } = tendenza;
  const sign = variazione > 0 ? '+' : '';
  const share = variazioneRelativa === null ? '' : ` (${sign}${formatPercento(variazioneRelativa)})`;
  const how = { SALE: 'sale', SCENDE: 'scende', NON_SI_PUO_DIRE: 'non si può dire' }[verso];
  return `${how}: ${sign}${formatNumero(variazione)}${share} dal ${dal} al ${al}`;
}

/** A set of figures in the order of its meetings: the address of an indicator, keeping what is looked at. */
export const indirizzoIndicatore = (codice: string, cerca: Readonly<Record<string, string>>): string => {
  const search = new URLSearchParams(Object.entries(cerca).filter(([, value]) => value !== '')).toString();
  return `${OSSERVATORIO.href}/indicatori/${encodeURIComponent(codice)}${search && `?${search}`}`;
};
