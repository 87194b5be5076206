import { cultureDi, FINO_AL, type RichiestaDimostrativa, richiesteDimostrative } from './affido-dimostrativo.js';
import { type Caso, caso } from './caso.js';
import { improntaDi } from './impronta.js';

/** A foster family that describes nobody. */
export interface FamigliaDimostrativa {
  readonly id: string;
  readonly codice: string;
  readonly ambito: number;
  /** Which comune of its ambito, by its place in the list of them. */
  readonly comune: number;
  /** Registered by the association instead of the service of the ambito. */
  readonly privata: boolean;
  readonly stato: 'IN_VALUTAZIONE' | 'DISPONIBILE' | 'SOSPESA';
  readonly componenti: number;
  readonly figli: number;
  readonly affidiPrecedenti: number;
  readonly tipi: readonly string[];
  readonly etaMin: number;
  readonly etaMax: number;
  readonly posti: number;
  readonly fratelli: boolean;
  readonly bisogniSpeciali: boolean;
  readonly lingue: readonly string[];
  readonly culture: readonly string[];
  readonly distanzaMaxKm: number | null;
  /** How many days ago what it offers was last said to be true. */
  readonly riconfermataGiorniFa: number;
  readonly cognome: string;
}

/** A fostering that goes on or ended, of a demonstration request with a demonstration family. */
export interface AffidoDimostrativo {
  readonly id: string;
  readonly codice: string;
  readonly richiesta: RichiestaDimostrativa;
  readonly famiglia: FamigliaDimostrativa;
  readonly proposto: string;
  readonly inizio: string;
  readonly fine: string | null;
  readonly esito: 'RIENTRO' | 'AUTONOMIA' | null;
  /** Days of its six-monthly reviews. */
  readonly verifiche: readonly string[];
}

export interface BancaDimostrativa {
  readonly famiglie: readonly FamigliaDimostrativa[];
  readonly affidi: readonly AffidoDimostrativo[];
}

const GIORNO_MS = 86_400_000;
const SEI_MESI = 182;
const TIPI = ['RESIDENZIALE', 'RESIDENZIALE', 'DIURNO', 'APPOGGIO', 'PRONTO_INTERVENTO', 'FINE_SETTIMANA'];
const LINGUE: ReadonlyArray<readonly string[]> = [
  [],
  [],
  [],
  ['en'],
  ['ar'],
  ['ro', 'fr'],
  ['pa'],
  ['es'],
  ['ur', 'en'],
];
/** No surnames: syllables that nobody is called. */
const SILLABE = ['bra', 'dro', 'fli', 'gru', 'ple', 'tri', 'vro', 'zel'];

/** Twelve to eighteen families to be proposed for each ambito, and one for each request that has or had one. */
export function bancaDimostrativa(): BancaDimostrativa {
  const libere = Array.from({ length: 12 }, (_, i) => i + 1).flatMap((ambito) => {
    const sorte = caso(9_000 + ambito);
    return Array.from({ length: sorte.intero(12, 18) }, (_, n) => famiglia(sorte, ambito, `libera ${n}`));
  });
  const affidi = richiesteDimostrative()
    .filter(({ stato }) => stato !== 'IN_ATTESA')
    .map((richiesta, n) => affido(caso(11_000 + n), richiesta));
  return { famiglie: [...libere, ...affidi.map((uno) => uno.famiglia)], affidi };
}

function famiglia(sorte: Caso, ambito: number, quale: string, per?: RichiestaDimostrativa): FamigliaDimostrativa {
  const { cifre, uuid: id } = improntaDi('famiglia-affidataria', ambito, quale);
  const [una, altra] = [sorte.scelta(TIPI), sorte.scelta(TIPI)];
  const etaMin = per ? 0 : sorte.intero(0, 8);
  const posti = per ? 1 + per.fratelli : sorte.intero(1, 3);
  const nuova = {
    ...{ id, codice: `${String(ambito).padStart(2, '0')}-F-${cifre}`, ambito, comune: sorte.intero(0, 1_000) },
    privata: sorte.intero(0, 5) === 0,
    stato: per ? ('DISPONIBILE' as const) : statoDi(sorte),
    componenti: sorte.intero(2, 6),
    figli: sorte.intero(0, 3),
    affidiPrecedenti: sorte.intero(0, 3),
    tipi: per ? [per.tipo] : [...new Set([una, altra])],
    ...{ etaMin, etaMax: per ? 17 : sorte.intero(Math.max(etaMin, 6), 17), posti },
    fratelli: posti > 1,
    bisogniSpeciali: per?.bisogniSpeciali ?? sorte.intero(0, 3) === 0,
    lingue: sorte.scelta(LINGUE),
    distanzaMaxKm: sorte.intero(0, 2) === 0 ? sorte.scelta([20, 30, 50]) : null,
    // One in six has not been asked for too long.
    riconfermataGiorniFa: sorte.intero(0, 5) === 0 ? sorte.intero(61, 150) : sorte.intero(0, 50),
    cognome: Array.from({ length: 3 }, () => sorte.scelta(SILLABE)).join(''),
  };
  return { ...nuova, culture: cultureDi(nuova.lingue) };
}

function statoDi(sorte: Caso): FamigliaDimostrativa['stato'] {
  const tiro = sorte.intero(0, 11);
  if (tiro > 1) {
    return 'DISPONIBILE';
  }
  return tiro === 0 ? 'IN_VALUTAZIONE' : 'SOSPESA';
}

function affido(sorte: Caso, richiesta: RichiestaDimostrativa): AffidoDimostrativo {
  const { cifre, uuid: id } = improntaDi('abbinamento', richiesta.codice);
  const decreto = Date.parse(richiesta.decretoData);
  const proposto = decreto + sorte.intero(5, 100) * GIORNO_MS;
  const inizio = proposto + sorte.intero(3, 40) * GIORNO_MS;
  const finito = richiesta.stato === 'CHIUSA';
  const fine = finito ? Math.min(FINO_AL, inizio + sorte.intero(30, 600) * GIORNO_MS) : null;
  // One in five misses its last review.
  const saltata = sorte.intero(0, 4) === 0 ? SEI_MESI * GIORNO_MS : 0;
  const verifiche = [];
  for (
    let quando = inizio + SEI_MESI * GIORNO_MS;
    quando < (fine ?? FINO_AL) - saltata;
    quando += SEI_MESI * GIORNO_MS
  ) {
    verifiche.push(giorno(quando));
  }
  return {
    id,
    codice: `${String(richiesta.ambito).padStart(2, '0')}-A-${cifre}`,
    richiesta,
    famiglia: famiglia(sorte, richiesta.ambito, `di ${richiesta.codice}`, richiesta),
    proposto: giorno(proposto),
    inizio: giorno(inizio),
    fine: fine === null ? null : giorno(fine),
    esito: finito ? sorte.scelta(['RIENTRO', 'RIENTRO', 'AUTONOMIA'] as const) : null,
    verifiche,
  };
}

const giorno = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
