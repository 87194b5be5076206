import { giorniTra, piuGiorni } from '@trama/kernel/calendario';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Distanza, FamigliaAffidataria, RichiestaAffido, TipoAffido } from '../abbinamento/abbinamento.type.js';
import { minori } from '../abbinamento/abbinamento.type.js';
import { pesi } from '../abbinamento/pesi.js';
import { avido } from '../piano/avido.js';
import { quadroDi } from '../piano/coppie.js';

export interface ComuneSimulato {
  readonly istat: string;
  readonly ambito: number;
}

export interface Mondo {
  readonly giorni: number;
  readonly comuni: readonly ComuneSimulato[];
  readonly distanza: Distanza;
}

/** What came of two years, for one way of looking for families. */
export interface Esito {
  readonly richieste: number;
  /** Requests that found a family. */
  readonly abbinate: number;
  /** Median days until they did; null when none did. */
  readonly giorniMediani: number | null;
  /** Mean days that all waited, those still without one up to the last day. */
  readonly giorniMedi: number;
  /** Median distance of those, in km, from the family of origin. */
  readonly kmMediani: number | null;
  /** Requests without one on the last day. */
  readonly inAttesa: number;
}

export interface Confronto {
  readonly daSoli: Esito;
  readonly bancaComune: Esito;
  /** The common bank, with no minor farther than `ENTRO_KM` from home: what it gives without its price. */
  readonly bancaVicina: Esito;
}

/** As far as a family of origin can come by itself to see its child. */
export const ENTRO_KM = 20;

export const INIZIO = '2024-01-01';
/** Two years. */
export const GIORNI = 730;

/** A request and how long its minor stays with a family that it finds. */
interface RichiestaSimulata {
  readonly richiesta: RichiestaAffido;
  readonly permanenza: number;
}

interface Storia {
  readonly famiglie: readonly FamigliaAffidataria[];
  readonly richieste: readonly RichiestaSimulata[];
}

/** What happens in the two years is the same for both: only where a family is looked for differs. */
export function simula(seme: number, mondo: Mondo): Confronto {
  const storia = storiaDi(seme, mondo);
  return {
    daSoli: percorri(storia, mondo, ({ ambito }) => ambito),
    bancaComune: percorri(storia, mondo, () => 0),
    bancaVicina: percorri(vicina(storia), mondo, () => 0),
  };
}

const vicina = ({ famiglie, richieste }: Storia): Storia => ({
  famiglie,
  richieste: richieste.map(({ richiesta, permanenza }) => ({
    richiesta: { ...richiesta, vicinoEntroKm: ENTRO_KM },
    permanenza,
  })),
});

const TIPI: readonly TipoAffido[] = ['RESIDENZIALE', 'RESIDENZIALE', 'DIURNO', 'APPOGGIO', 'PRONTO_INTERVENTO'];
/** Half of the families are there on the first day; the others come when they come. */
const FAMIGLIE_PER_AMBITO = [8, 20] as const;
const RICHIESTE_PER_AMBITO = [15, 40] as const;

function storiaDi(seme: number, { comuni, giorni }: Mondo): Storia {
  const generatore = xoroshiro128plus(seme);
  const intero = (min: number, max: number): number => uniformInt(generatore, min, max);
  const una = <T>(lista: readonly T[]): T => lista[intero(0, lista.length - 1)]!;
  const ambiti = [...new Set(comuni.map(({ ambito }) => ambito))].sort((a, b) => a - b);
  const famiglie = ambiti.flatMap((ambito) =>
    Array.from({ length: intero(...FAMIGLIE_PER_AMBITO) }, (_, n) => {
      const qui = comuni.filter((comune) => comune.ambito === ambito);
      const etaMin = intero(0, 9);
      return famigliaSimulata({
        codice: `F-${ambito}-${n}`,
        ambito,
        comune: una(qui).istat,
        tipi: [...new Set([una(TIPI), una(TIPI)])],
        etaMin,
        etaMax: intero(Math.max(etaMin, 6), 17),
        posti: intero(1, 2),
        bisogniSpeciali: intero(0, 3) === 0,
        dal: piuGiorni(INIZIO, intero(0, 1) === 0 ? 0 : intero(1, giorni)),
      });
    }),
  );
  const richieste = ambiti.flatMap((ambito) =>
    Array.from({ length: intero(...RICHIESTE_PER_AMBITO) }, (_, n) => {
      const qui = comuni.filter((comune) => comune.ambito === ambito);
      const giorno = piuGiorni(INIZIO, intero(0, giorni - 1));
      return {
        richiesta: richiestaSimulata({
          codice: `R-${ambito}-${n}`,
          ambito,
          comune: una(qui).istat,
          eta: intero(0, 16),
          fratelli: intero(0, 5) === 0 ? 1 : 0,
          tipo: una(TIPI),
          bisogniSpeciali: intero(0, 6) === 0,
          inAttesaDal: giorno,
        }),
        permanenza: intero(60, 720),
      };
    }),
  );
  return { famiglie, richieste };
}

interface FamigliaNuova {
  readonly codice: string;
  readonly ambito: number;
  readonly comune: string;
  readonly tipi: readonly TipoAffido[];
  readonly etaMin: number;
  readonly etaMax: number;
  readonly posti: number;
  readonly bisogniSpeciali: boolean;
  readonly dal: string;
}

const famigliaSimulata = ({ codice, ambito, comune, dal, ...offre }: FamigliaNuova): FamigliaAffidataria => ({
  ...{ codice, pseudonimo: codice, ambito, comune, stato: 'DISPONIBILE' },
  disponibilita: {
    ...offre,
    ...{ fratelli: offre.posti > 1, distanzaMaxKm: null, dal, al: null, riconfermataIl: dal },
  },
  ...{ postiOccupati: 0, postiProposti: 0, affidiConclusi: 0, lingue: [], culture: [] },
});

type RichiestaNuova = Pick<
  RichiestaAffido,
  'codice' | 'ambito' | 'comune' | 'eta' | 'fratelli' | 'tipo' | 'bisogniSpeciali' | 'inAttesaDal'
>;

const richiestaSimulata = (nuova: RichiestaNuova): RichiestaAffido => ({
  ...nuova,
  stato: 'IN_ATTESA',
  etaFratelli: [],
  macrocategoria: 'RECUPERABILE',
  decreto: {
    ...{ natura: 'GIUDIZIALE', autorita: 'TRIBUNALE_MINORENNI', data: nuova.inAttesaDal },
    ...{ durataMesi: null, prorogaMesi: 0 },
  },
  ...{ affidoPrecedente: null, vicinoEntroKm: null, lontanoOltreKm: null, comuneScuola: null },
  ...{ lingue: [], culture: [], famiglieIncompatibili: [], famiglieProposte: [] },
});

interface Accolta {
  readonly richiesta: RichiestaAffido;
  readonly famiglia: string;
  readonly fino: string;
}

/** Day by day: places are freed, and who waits longest looks for a family where its list of families is. */
function percorri(
  { famiglie, richieste }: Storia,
  { distanza, giorni }: Mondo,
  lista: (di: { readonly ambito: number }) => number,
): Esito {
  let inAttesa: RichiestaSimulata[] = [];
  let accolte: Accolta[] = [];
  const attese: number[] = [];
  const chilometri: number[] = [];
  const liste = [...new Set(famiglie.map(lista))];
  const fine = piuGiorni(INIZIO, giorni);
  for (let n = 0; n < giorni; n += 1) {
    const oggi = piuGiorni(INIZIO, n);
    accolte = accolte.filter(({ fino }) => fino > oggi);
    inAttesa = [...inAttesa, ...richieste.filter(({ richiesta }) => richiesta.inAttesaDal === oggi)];
    const trovate = new Set<string>();
    for (const quale of liste) {
      const quadro = quadroDi(
        inAttesa.filter(({ richiesta }) => lista(richiesta) === quale).map(({ richiesta }) => richiesta),
        famiglie.filter((una) => lista(una) === quale).map((una) => conPosti(una, accolte, oggi)),
        { oggi, distanza, pesi: pesi() },
      );
      for (const { r, f } of quadro.parti.flatMap(avido)) {
        const [richiesta, famiglia] = [quadro.richieste[r]!, quadro.famiglie[f]!];
        const { permanenza } = inAttesa.find((attesa) => attesa.richiesta.codice === richiesta.codice)!;
        trovate.add(richiesta.codice);
        attese.push(giorniTra(richiesta.inAttesaDal, oggi));
        chilometri.push(distanza(richiesta.comune, famiglia.comune) ?? 0);
        accolte = [...accolte, { richiesta, famiglia: famiglia.codice, fino: piuGiorni(oggi, permanenza) }];
      }
    }
    inAttesa = inAttesa.filter(({ richiesta }) => !trovate.has(richiesta.codice));
  }
  return {
    richieste: richieste.length,
    abbinate: attese.length,
    giorniMediani: mediana(attese),
    giorniMedi: media([...attese, ...inAttesa.map((una) => giorniTra(una.richiesta.inAttesaDal, fine))]),
    kmMediani: mediana(chilometri),
    inAttesa: inAttesa.length,
  };
}

function conPosti(famiglia: FamigliaAffidataria, accolte: readonly Accolta[], oggi: string): FamigliaAffidataria {
  const sue = accolte.filter((una) => una.famiglia === famiglia.codice);
  return {
    ...famiglia,
    // Everybody is asked in time: what is compared is where one looks, not how well lists are kept.
    disponibilita: { ...famiglia.disponibilita, riconfermataIl: oggi },
    postiOccupati: sue.reduce((somma, { richiesta }) => somma + minori(richiesta), 0),
  };
}

const media = (numeri: readonly number[]): number => numeri.reduce((a, b) => a + b, 0) / Math.max(numeri.length, 1);

function mediana(numeri: readonly number[]): number | null {
  const ordinati = [...numeri].sort((a, b) => a - b);
  const mezzo = Math.floor(ordinati.length / 2);
  if (ordinati.length === 0) {
    return null;
  }
  return ordinati.length % 2 === 1 ? ordinati[mezzo]! : (ordinati[mezzo - 1]! + ordinati[mezzo]!) / 2;
}

/** The table that people read. */
export function tabella(seme: number, giorni: number, { daSoli, bancaComune, bancaVicina }: Confronto): string {
  const numero = (n: number | null): string => (n === null ? '–' : String(Math.round(n * 10) / 10).replace('.', ','));
  const riga = (cosa: string, campo: keyof Esito): string =>
    `${cosa.padEnd(48)}${numero(daSoli[campo]).padStart(10)}${numero(bancaComune[campo]).padStart(14)}${numero(bancaVicina[campo]).padStart(14)}`;
  return [
    `Seme ${seme} · ${giorni} giorni`,
    `${''.padEnd(48)}${'da soli'.padStart(10)}${'banca comune'.padStart(14)}${`entro ${ENTRO_KM} km`.padStart(14)}`,
    riga('richieste', 'richieste'),
    riga('con una famiglia', 'abbinate'),
    riga('giorni di attesa di chi l’ha trovata, mediana', 'giorniMediani'),
    riga('giorni di attesa di tutti, media', 'giorniMedi'),
    riga('km dalla famiglia d’origine, mediana', 'kmMediani'),
    riga('ancora in attesa alla fine', 'inAttesa'),
    '',
  ].join('\n');
}
