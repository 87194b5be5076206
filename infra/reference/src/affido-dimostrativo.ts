import { type Caso, caso } from './caso.js';
import { improntaDi } from './impronta.js';

/** A request for a foster family that describes nobody: who looks for a family and who keeps families both load it. */
export interface RichiestaDimostrativa {
  readonly ambito: number;
  readonly codice: string;
  readonly id: string;
  /** Which comune of its ambito, by its place in the list of them. */
  readonly comune: number;
  readonly eta: number;
  readonly tipo: string;
  readonly macrocategoria: string;
  readonly natura: string;
  readonly fratelli: number;
  readonly etaFratelli: readonly number[];
  readonly bisogniSpeciali: boolean;
  readonly lingue: readonly string[];
  readonly culture: readonly string[];
  readonly vicinanza: string;
  readonly decretoAutorita: string;
  readonly decretoData: string;
  readonly stato: 'IN_ATTESA' | 'IN_AFFIDO' | 'CHIUSA';
}

/** Up to when demonstration requests were made: a fixed day, so that they are the same at every start. */
export const FINO_AL = Date.parse('2026-10-31');
const GIORNO_MS = 86_400_000;

const TIPI = [
  'RESIDENZIALE',
  'RESIDENZIALE',
  'RESIDENZIALE',
  'DIURNO',
  'APPOGGIO',
  'PRONTO_INTERVENTO',
  'FINE_SETTIMANA',
];
const LINGUE: ReadonlyArray<readonly string[]> = [[], [], [], [], ['ar'], ['ro'], ['pa'], ['ur'], ['fr', 'wo']];
/** Of who speaks it at home: demonstration families and requests alike. */
const CULTURE: Readonly<Record<string, string>> = {
  ar: 'marocchina',
  ro: 'romena',
  pa: 'punjabi',
  ur: 'pachistana',
  wo: 'senegalese',
};
export const cultureDi = (lingue: readonly string[]): string[] => lingue.flatMap((lingua) => CULTURE[lingua] ?? []);

const VICINANZE = ['INDIFFERENTE', 'INDIFFERENTE', 'INDIFFERENTE', 'VICINO', 'LONTANO'];
const STATI = ['IN_ATTESA', 'IN_ATTESA', 'IN_ATTESA', 'IN_AFFIDO', 'IN_AFFIDO', 'CHIUSA'] as const;

/** The fosterings for child protection that Valle Trompia had in 2020: as many are there to be tried. */
const AFFIDI_DI_VALLE_TROMPIA = 21;
const VALLE_TROMPIA = 4;

/** Between fourteen and twenty-two for each of the twelve ambiti, and as many with a family as Valle Trompia had. */
export function richiesteDimostrative(): RichiestaDimostrativa[] {
  return Array.from({ length: 12 }, (_, i) => i + 1).flatMap((ambito) => {
    const sorte = caso(7_000 + ambito);
    const quante = sorte.intero(14, 22);
    const prime = Array.from({ length: quante }, (_, n) => richiesta(sorte, ambito, n));
    const conFamiglia = prime.filter(({ stato }) => stato === 'IN_AFFIDO').length;
    const altre = ambito === VALLE_TROMPIA ? AFFIDI_DI_VALLE_TROMPIA - conFamiglia : 0;
    return [...prime, ...Array.from({ length: altre }, (_, i) => richiesta(sorte, ambito, quante + i, 'IN_AFFIDO'))];
  });
}

function richiesta(
  sorte: Caso,
  ambito: number,
  n: number,
  voluto?: RichiestaDimostrativa['stato'],
): RichiestaDimostrativa {
  const { cifre, uuid: id } = improntaDi('richiesta-affido', ambito, n);
  const natura = sorte.intero(0, 4) === 0 ? 'CONSENSUALE' : 'GIUDIZIALE';
  const stato = voluto ?? sorte.scelta(STATI);
  // Who is with a family waited some time ago.
  const giorni = stato === 'IN_ATTESA' ? sorte.intero(3, 260) : sorte.intero(200, 900);
  const chiesta = {
    ambito,
    codice: `${String(ambito).padStart(2, '0')}-R-${cifre}`,
    id,
    comune: sorte.intero(0, 1_000),
    eta: sorte.intero(0, 16),
    tipo: sorte.scelta(TIPI),
    macrocategoria: sorte.intero(0, 2) === 0 ? 'RESIDUALE' : 'RECUPERABILE',
    natura,
    fratelli: sorte.intero(0, 5) === 0 ? sorte.intero(1, 2) : 0,
    bisogniSpeciali: sorte.intero(0, 6) === 0,
    lingue: sorte.scelta(LINGUE),
    vicinanza: sorte.scelta(VICINANZE),
    decretoAutorita: natura === 'CONSENSUALE' ? 'Servizio sociale del comune' : 'Tribunale per i Minorenni di Brescia',
    decretoData: new Date(FINO_AL - giorni * GIORNO_MS).toISOString().slice(0, 10),
    stato,
  };
  // Two years between one sibling and the next: nothing is drawn, so all the others stay as they were.
  const etaFratelli = Array.from({ length: chiesta.fratelli }, (_, i) => Math.min(17, chiesta.eta + 2 * (i + 1)));
  return { ...chiesta, etaFratelli, culture: cultureDi(chiesta.lingue) };
}
