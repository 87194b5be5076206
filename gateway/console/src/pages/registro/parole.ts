import type { ClasseAccesso, EsitoAccesso, OperazioneAccesso, ScopoAccesso } from '../../graph/operazioni/registro';

/** What people call the words of the log. */
export const OPERAZIONI: Readonly<Record<OperazioneAccesso, string>> = {
  LETTURA: 'Lettura',
  SCRITTURA: 'Scrittura',
  ARCHIVIAZIONE: 'Archiviazione',
  ANONIMIZZAZIONE: 'Anonimizzazione',
  CANCELLAZIONE: 'Cancellazione',
};

export const ESITI: Readonly<Record<EsitoAccesso, string>> = {
  CONCESSO: 'Concesso',
  RIFIUTATO: 'Rifiutato',
  NESSUNO: 'Nessun fascicolo trovato',
};

export const CLASSI: Readonly<Record<ClasseAccesso, string>> = {
  ORDINARIO: 'Ordinario',
  EMERGENZA: 'Emergenza',
};

export const SCOPI: Readonly<Record<ScopoAccesso, string>> = {
  PRESA_IN_CARICO: 'Presa in carico',
  TUTELA_MINORI: 'Tutela dei minori',
  AFFIDO: 'Affido',
  BENEFICIO_ECONOMICO: 'Beneficio economico',
  VALUTAZIONE_MULTIDIMENSIONALE: 'Valutazione multidimensionale',
  DIRITTI_INTERESSATO: 'Diritti dell’interessato',
  CONSERVAZIONE: 'Conservazione',
  VIGILANZA: 'Vigilanza',
};

/** What was read or written, where its name in the API is not how people call it. */
const TIPI: Readonly<Record<string, string>> = {
  FamigliaAffidataria: 'famiglia affidataria',
  PassaggioServizio: 'passaggio di servizio',
  RegistroAccessi: 'registro degli accessi',
  RichiestaAffido: 'richiesta di affido',
  SeguitoAltrove: 'chi altro segue la famiglia',
};
export const nomeTipo = (tipo: string): string => TIPI[tipo] ?? tipo.charAt(0).toLowerCase() + tipo.slice(1);

/** The choices of a filter: all, then each word of the API with its name. */
export const scelteDi = (parole: Readonly<Record<string, string>>) => [
  { valore: '', testo: 'Tutti' },
  ...Object.entries(parole).map(([valore, testo]) => ({ valore, testo })),
];

/** The words that an address may hold. */
export const ammesse = <T extends string>(parole: Readonly<Record<T, string>>): ReadonlyArray<T | ''> => [
  '',
  ...(Object.keys(parole) as T[]),
];
