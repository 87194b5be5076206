import type { TypedDocumentNode } from 'urql';
import {
  ConsoleAndamentoAffidoDocument,
  type ConsoleAndamentoPopolazioneQueryVariables,
  ConsoleAndamentoPopolazioneDocument,
  ConsoleAndamentoPovertaDocument,
  ConsoleAndamentoTutelaDocument,
  ConsoleAndamentoValutazioniDocument,
  type ConsoleCabinaQuery,
} from '../../graph/operazioni/cabina-di-regia';
import { formatNumero, formatPercento } from '../../lib/formato';
import { assenzaDi, type CondizioneDati } from '../../ui/Condizione';
import type { FonteDati } from '../../ui/Fonte';

export type AmbitoCabina = ConsoleCabinaQuery['ambiti'][number];

/** A figure of an ambito, or why there is none. */
export interface Misura {
  readonly valore: number | null;
  /** What is said where there is no value. */
  readonly assenza: string;
  readonly isDimostrativo: boolean;
  readonly fonte: FonteDati | null;
}

/** What was counted in one year, whatever the family of figures. */
type Dati = Readonly<Record<string, unknown>>;
type Documento = TypedDocumentNode<
  { readonly ambiti: ReadonlyArray<{ readonly numero: number } & Readonly<Record<string, unknown>>> },
  ConsoleAndamentoPopolazioneQueryVariables
>;

export interface Indicatore {
  readonly codice: string;
  readonly etichetta: string;
  readonly descrizione: string;
  readonly formato: (value: number) => string;
  /** The figures that it is part of, as the ambito gives them. */
  readonly famiglia: 'popolazione' | 'tutelaMinori' | 'affido' | 'poverta' | 'valutazioniMultidimensionali';
  readonly leggi: (dati: Dati) => Conteggio | number | null;
  /** The field beside the figure that says why there is none. */
  readonly condizione?: 'condizioneMinori' | 'condizioneNuclei' | 'condizioneBeneficiari';
  readonly andamento: Documento;
}

interface Conteggio {
  readonly valore: number | null;
  readonly soppresso: boolean;
}

const quota = (part: unknown, whole: unknown): number | null =>
  typeof part === 'number' && typeof whole === 'number' && whole > 0 ? part / whole : null;
const campo =
  (name: string) =>
  (dati: Dati): Conteggio | number | null =>
    (dati[name] ?? null) as Conteggio | number | null;

const popolazione = { famiglia: 'popolazione', andamento: ConsoleAndamentoPopolazioneDocument as Documento } as const;
const tutela = { famiglia: 'tutelaMinori', andamento: ConsoleAndamentoTutelaDocument as Documento } as const;
const affido = { famiglia: 'affido', andamento: ConsoleAndamentoAffidoDocument as Documento } as const;
const poverta = { famiglia: 'poverta', andamento: ConsoleAndamentoPovertaDocument as Documento } as const;
const valutazioni = {
  famiglia: 'valutazioniMultidimensionali',
  andamento: ConsoleAndamentoValutazioniDocument as Documento,
} as const;

export const INDICATORI: readonly Indicatore[] = [
  {
    ...tutela,
    codice: 'minori-per-1000',
    etichetta: 'Minori in carico ogni 1.000',
    descrizione: 'Minori in carico ai servizi di tutela, prevenzione e disagio ogni 1.000 minori residenti.',
    formato: formatNumero,
    leggi: campo('minoriInCaricoPer1000'),
    condizione: 'condizioneMinori',
  },
  {
    ...tutela,
    codice: 'minori-in-carico',
    etichetta: 'Minori in carico',
    descrizione: 'Minori in carico al 31 dicembre: tutela, prevenzione e disagio insieme.',
    formato: formatNumero,
    leggi: campo('minoriInCarico'),
    condizione: 'condizioneMinori',
  },
  {
    ...tutela,
    codice: 'nuclei-in-carico',
    etichetta: 'Nuclei in carico',
    descrizione: 'Famiglie in carico ai servizi per i minori al 31 dicembre.',
    formato: formatNumero,
    leggi: campo('nucleiInCarico'),
    condizione: 'condizioneNuclei',
  },
  {
    ...affido,
    codice: 'affidi-in-essere',
    etichetta: 'Affidi in essere',
    descrizione: 'Minori accolti fuori dalla famiglia di origine.',
    formato: formatNumero,
    leggi: campo('affidiInEssere'),
  },
  {
    ...affido,
    codice: 'minori-in-attesa',
    etichetta: 'Minori in attesa di una famiglia',
    descrizione: 'Minori con un decreto che aspettano una famiglia affidataria.',
    formato: formatNumero,
    leggi: campo('minoriInAttesa'),
  },
  {
    ...poverta,
    codice: 'beneficiari-per-1000',
    etichetta: 'Sostegno al reddito ogni 1.000',
    descrizione: 'Beneficiari delle misure di sostegno al reddito ogni 1.000 residenti.',
    formato: formatNumero,
    leggi: campo('beneficiariPer1000'),
    condizione: 'condizioneBeneficiari',
  },
  {
    ...valutazioni,
    codice: 'valutazioni',
    etichetta: 'Valutazioni multidimensionali',
    descrizione: 'Persone valutate dalle ASST nell’anno.',
    formato: formatNumero,
    leggi: campo('totale'),
  },
  {
    ...valutazioni,
    codice: 'giorni-mediani',
    etichetta: 'Giorni fino alla valutazione',
    descrizione: 'Giorni mediani dalla richiesta alla valutazione multidimensionale.',
    formato: formatNumero,
    leggi: campo('giorniMediani'),
  },
  {
    ...popolazione,
    codice: 'residenti',
    etichetta: 'Residenti',
    descrizione: 'Residenti al 1° gennaio.',
    formato: formatNumero,
    leggi: campo('residenti'),
  },
  {
    ...popolazione,
    codice: 'quota-minori',
    etichetta: 'Quota di minori',
    descrizione: 'Residenti da 0 a 17 anni sul totale.',
    formato: formatPercento,
    leggi: ({ eta0a17, residenti }) => quota(eta0a17, residenti),
  },
  {
    ...popolazione,
    codice: 'quota-anziani',
    etichetta: 'Quota di anziani',
    descrizione: 'Residenti da 65 anni in su sul totale.',
    formato: formatPercento,
    leggi: ({ eta65oltre, residenti }) => quota(eta65oltre, residenti),
  },
  {
    ...popolazione,
    codice: 'quota-stranieri',
    etichetta: 'Quota di stranieri',
    descrizione: 'Residenti con cittadinanza straniera sul totale.',
    formato: formatPercento,
    leggi: ({ stranieri, residenti }) => quota(stranieri, residenti),
  },
];

export const CODICI = INDICATORI.map(({ codice }) => codice);
export const indicatoreDi = (codice: string): Indicatore =>
  INDICATORI.find((indicatore) => indicatore.codice === codice) ?? (INDICATORI[0] as Indicatore);

/**
 * The figure that an ambito has for an indicator in the year that was asked.
 *
 * @param mancanti fields that a service which is down left empty
 */
export function misura(
  { famiglia, leggi, condizione }: Indicatore,
  ambito: AmbitoCabina,
  mancanti: ReadonlySet<string> = new Set(),
): Misura {
  const dati = ambito[famiglia] as (Dati & { readonly origine: string; readonly fonte: FonteDati }) | null;
  if (!dati) {
    const assenza = mancanti.has(famiglia) ? 'non disponibile' : 'non pervenuto';
    return { valore: null, assenza, isDimostrativo: false, fonte: null };
  }
  const isDimostrativo = dati.origine === 'DIMOSTRATIVO';
  const perche = assenzaDi(condizione && (dati[condizione] as CondizioneDati | undefined));
  return { ...valoreDi(leggi(dati), perche), isDimostrativo, fonte: dati.fonte };
}

function valoreDi(told: Conteggio | number | null, perche = assenzaDi(undefined)): Pick<Misura, 'valore' | 'assenza'> {
  if (typeof told === 'number') {
    return { valore: told, assenza: '' };
  }
  return { valore: told?.valore ?? null, assenza: told?.soppresso ? 'riservato' : perche };
}

/** The same over the years, for one ambito. */
export function puntiDi({ leggi }: Indicatore, ambito: Readonly<Record<string, unknown>>, anni: readonly number[]) {
  return anni.map((anno, index) => {
    const dati = ambito[LETTERE[index] ?? ''] as (Dati & { readonly origine: string }) | null | undefined;
    return { x: anno, y: dati ? valoreDi(leggi(dati)).valore : null, isDimostrativo: dati?.origine === 'DIMOSTRATIVO' };
  });
}

export const LETTERE = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** Six years around the one that is looked at. */
export const anniIntorno = (anno: number): readonly number[] => LETTERE.map((_, index) => anno - 3 + index);

export function variabiliAnni(anni: readonly number[]): ConsoleAndamentoPopolazioneQueryVariables {
  return Object.fromEntries(
    LETTERE.map((letter, index) => [letter, anni[index]]),
  ) as ConsoleAndamentoPopolazioneQueryVariables;
}
