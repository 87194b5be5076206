import type {
  AggiornaFamigliaInput,
  ConsoleSchedaFamigliaFragment,
  DisponibilitaInput,
  RegistraFamigliaInput,
  TipoAffido,
} from '../../graph/operazioni/affido';
import { sceltaLingue } from '../../lib/lingue';
import { type Campo, elencoDi, numeroDi, opzioniDa, testoDi, type Valori } from '../../ui/campo';
import type { Luogo } from './esigenze';
import { TIPI } from './parole';

const OFFRE = 'Che cosa offre';

/** Who the family is, to the service that knows it: encrypted, and read by nobody else. */
export const CAMPI_IDENTITA: readonly Campo[] = [
  {
    nome: 'nomi',
    etichetta: 'Nomi',
    tipo: 'testo',
    lunghezza: 200,
    aiuto: 'Cifrati: li legge solo il tuo servizio, e ogni lettura resta nel registro.',
  },
  { nome: 'recapiti', etichetta: 'Recapiti', tipo: 'area', lunghezza: 500, aiuto: 'Cifrati come i nomi.' },
];

export function campiNuova(comuni: readonly Luogo[]): Campo[] {
  return [
    ...campiCasa(comuni),
    { nome: 'figli', etichetta: 'Figli in casa', tipo: 'intero', min: '0', max: '12' },
    {
      nome: 'affidiPrecedenti',
      etichetta: 'Affidi già conclusi prima di entrare nella banca',
      tipo: 'intero',
      min: '0',
      max: '99',
    },
    {
      nome: 'inValutazione',
      etichetta: 'Il servizio la sta ancora conoscendo: non si propone finché non la abiliti',
      tipo: 'spunta',
    },
    ...campiOfferta([]),
    ...CAMPI_IDENTITA.map((campo) => ({ ...campo, gruppo: 'Chi è' })),
  ];
}

export const campiCambiata = (comuni: readonly Luogo[], famiglia: ConsoleSchedaFamigliaFragment): Campo[] => [
  ...campiCasa(comuni),
  ...campiOfferta(famiglia.disponibilita.lingue),
];

const campiCasa = (comuni: readonly Luogo[]): Campo[] => [
  {
    nome: 'comune',
    etichetta: 'Comune di casa',
    tipo: 'scelta',
    isObbligatorio: true,
    opzioni: comuni.map(({ codiceIstat, nome }) => ({ valore: codiceIstat, etichetta: nome })),
  },
  {
    nome: 'componenti',
    etichetta: 'Componenti della famiglia',
    tipo: 'intero',
    isObbligatorio: true,
    min: '1',
    max: '15',
  },
];

function campiOfferta(lingue: readonly string[]): Campo[] {
  return [
    {
      nome: 'tipi',
      etichetta: 'Tipi di affido',
      tipo: 'scelte',
      isObbligatorio: true,
      opzioni: opzioniDa(TIPI),
      gruppo: OFFRE,
    },
    {
      nome: 'etaMin',
      etichetta: 'Età minima',
      tipo: 'intero',
      isObbligatorio: true,
      min: '0',
      max: '17',
      gruppo: OFFRE,
    },
    {
      nome: 'etaMax',
      etichetta: 'Età massima',
      tipo: 'intero',
      isObbligatorio: true,
      min: '0',
      max: '17',
      gruppo: OFFRE,
      controlla: (_, all) =>
        (numeroDi(all, 'etaMax') ?? 0) < (numeroDi(all, 'etaMin') ?? 0)
          ? 'L’età massima viene dopo la minima.'
          : undefined,
    },
    { nome: 'posti', etichetta: 'Posti', tipo: 'intero', isObbligatorio: true, min: '1', max: '6', gruppo: OFFRE },
    { nome: 'fratelli', etichetta: 'Accoglie fratelli insieme', tipo: 'spunta', gruppo: OFFRE },
    { nome: 'bisogniSpeciali', etichetta: 'Accoglie bisogni speciali', tipo: 'spunta', gruppo: OFFRE },
    {
      nome: 'distanzaMaxKm',
      etichetta: 'Distanza massima dalla famiglia d’origine, in chilometri',
      tipo: 'intero',
      min: '1',
      max: '300',
      gruppo: OFFRE,
    },
    {
      nome: 'lingue',
      etichetta: 'Lingue parlate, oltre all’italiano',
      tipo: 'scelte',
      opzioni: sceltaLingue(lingue),
      gruppo: OFFRE,
    },
    {
      nome: 'culture',
      etichetta: 'Culture che conosce da dentro',
      tipo: 'testo',
      lunghezza: 440,
      aiuto: 'Con una virgola tra l’una e l’altra, dieci al più.',
      gruppo: OFFRE,
    },
    { nome: 'dal', etichetta: 'Disponibile dal', tipo: 'data', aiuto: 'Da oggi, se lo lasci vuoto.', gruppo: OFFRE },
    {
      nome: 'al',
      etichetta: 'Disponibile fino al',
      tipo: 'data',
      gruppo: OFFRE,
      controlla: (value, { dal }) =>
        value !== '' && dal !== undefined && dal !== '' && value < dal ? 'Viene dopo il primo giorno.' : undefined,
    },
  ];
}

export const nuovaFamiglia = (valori: Valori): Omit<RegistraFamigliaInput, 'chiaveIdempotenza'> => ({
  comune: String(valori.comune),
  componenti: numeroDi(valori, 'componenti') ?? 0,
  figli: numeroDi(valori, 'figli'),
  affidiPrecedenti: numeroDi(valori, 'affidiPrecedenti') ?? 0,
  inValutazione: valori.inValutazione === true,
  disponibilita: offertaDi(valori),
  nomi: testoDi(valori, 'nomi'),
  recapiti: testoDi(valori, 'recapiti'),
});

export const famigliaCambiata = (
  valori: Valori,
): Omit<AggiornaFamigliaInput, 'chiaveIdempotenza' | 'famiglia' | 'versione'> => ({
  comune: String(valori.comune),
  componenti: numeroDi(valori, 'componenti'),
  disponibilita: offertaDi(valori),
});

const offertaDi = (valori: Valori): DisponibilitaInput => ({
  tipi: elencoDi(valori, 'tipi') as TipoAffido[],
  etaMin: numeroDi(valori, 'etaMin') ?? 0,
  etaMax: numeroDi(valori, 'etaMax') ?? 0,
  posti: numeroDi(valori, 'posti') ?? 0,
  fratelli: valori.fratelli === true,
  bisogniSpeciali: valori.bisogniSpeciali === true,
  distanzaMaxKm: numeroDi(valori, 'distanzaMaxKm'),
  lingue: elencoDi(valori, 'lingue'),
  culture: elencoDi(valori, 'culture'),
  dal: testoDi(valori, 'dal'),
  al: testoDi(valori, 'al'),
});

const cifra = (value: number | null): string => (value === null ? '' : String(value));

/** A family as its form shows it. */
export const scrittaDi = ({ comune, componenti, disponibilita }: ConsoleSchedaFamigliaFragment): Valori => ({
  comune: comune?.codiceIstat ?? '',
  componenti: cifra(componenti),
  tipi: disponibilita.tipi.join(','),
  etaMin: cifra(disponibilita.etaMin),
  etaMax: cifra(disponibilita.etaMax),
  posti: cifra(disponibilita.posti),
  fratelli: disponibilita.fratelli,
  bisogniSpeciali: disponibilita.bisogniSpeciali,
  distanzaMaxKm: cifra(disponibilita.distanzaMaxKm),
  lingue: disponibilita.lingue.join(','),
  culture: disponibilita.culture.join(', '),
  dal: disponibilita.dal,
  al: disponibilita.al ?? '',
});
