import fc from 'fast-check';
import type { Contesto, FamigliaAffidataria, RichiestaAffido, TipoAffido } from './abbinamento.type.js';
import { pesi } from './pesi.js';

export const OGGI = '2026-03-01';

/** Comuni on a straight line, one kilometre apart: `km17` is seventeen kilometres from `km0`. */
export const contesto: Contesto = {
  oggi: OGGI,
  distanza: (da, a) => (a === 'altrove' || da === 'altrove' ? null : Math.abs(numero(da) - numero(a))),
  pesi: pesi(),
};

const numero = (comune: string): number => Number(comune.slice(2));

export const richiesta = (more: Partial<RichiestaAffido> = {}): RichiestaAffido => ({
  codice: 'R-1',
  ambito: 4,
  stato: 'IN_ATTESA',
  comune: 'km0',
  eta: 7,
  fratelli: 0,
  etaFratelli: [],
  tipo: 'RESIDENZIALE',
  macrocategoria: 'RECUPERABILE',
  bisogniSpeciali: false,
  decreto: {
    natura: 'GIUDIZIALE',
    autorita: 'TRIBUNALE_MINORENNI',
    data: '2026-01-10',
    durataMesi: 24,
    prorogaMesi: 0,
  },
  affidoPrecedente: null,
  inAttesaDal: '2026-01-30',
  vicinoEntroKm: null,
  lontanoOltreKm: null,
  comuneScuola: null,
  lingue: [],
  culture: [],
  famiglieIncompatibili: [],
  famiglieProposte: [],
  ...more,
});

export const famiglia = (
  more: Partial<Omit<FamigliaAffidataria, 'disponibilita'>> & {
    disponibilita?: Partial<FamigliaAffidataria['disponibilita']>;
  } = {},
): FamigliaAffidataria => ({
  codice: 'F-1',
  pseudonimo: `p-${more.codice ?? 'F-1'}`,
  ambito: 4,
  comune: 'km0',
  stato: 'DISPONIBILE',
  postiOccupati: 0,
  postiProposti: 0,
  affidiConclusi: 0,
  lingue: [],
  culture: [],
  ...more,
  disponibilita: {
    tipi: ['RESIDENZIALE'],
    etaMin: 0,
    etaMax: 17,
    posti: 1,
    fratelli: false,
    bisogniSpeciali: false,
    distanzaMaxKm: null,
    dal: '2025-01-01',
    al: null,
    riconfermataIl: '2026-02-01',
    ...more.disponibilita,
  },
});

const TIPI: TipoAffido[] = ['RESIDENZIALE', 'DIURNO', 'APPOGGIO'];
const comune = fc.oneof({ weight: 12, arbitrary: fc.nat({ max: 40 }).map((n) => `km${n}`) }, fc.constant('altrove'));
const lingue = fc.subarray(['it', 'ar', 'ro', 'pa']);
const quasiSempre = <T>(solito: T, altro: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(solito) }, { weight: 1, arbitrary: altro });

export const unaRichiesta: fc.Arbitrary<RichiestaAffido> = fc
  .record({
    comune,
    eta: fc.nat({ max: 17 }),
    etaFratelli: quasiSempre<number[]>([], fc.array(fc.nat({ max: 17 }), { minLength: 1, maxLength: 2 })),
    tipo: fc.constantFrom(...TIPI),
    bisogniSpeciali: quasiSempre<boolean>(false, fc.constant(true)),
    inAttesaDal: fc.constantFrom('2024-06-01', '2025-09-01', '2026-02-20'),
    vicinoEntroKm: quasiSempre<number | null>(null, fc.nat({ max: 20 })),
    lontanoOltreKm: quasiSempre<number | null>(null, fc.nat({ max: 10 })),
    comuneScuola: quasiSempre<string | null>(null, comune),
    lingue,
    culture: fc.constantFrom<string[]>([], ['sikh']),
    famiglieIncompatibili: quasiSempre<string[]>([], fc.subarray(['p-F-1', 'p-F-2', 'p-F-3'])),
    famiglieProposte: quasiSempre<string[]>([], fc.subarray(['F-1', 'F-2', 'F-3'])),
  })
  .map((more) => richiesta({ ...more, fratelli: more.etaFratelli.length }));

export const unaFamiglia: fc.Arbitrary<FamigliaAffidataria> = fc
  .record({
    comune,
    stato: quasiSempre<FamigliaAffidataria['stato']>('DISPONIBILE', fc.constantFrom('SOSPESA', 'IN_VALUTAZIONE')),
    postiOccupati: fc.nat({ max: 1 }),
    postiProposti: quasiSempre(0, fc.constant(1)),
    affidiConclusi: fc.nat({ max: 4 }),
    lingue,
    culture: fc.constantFrom<string[]>([], ['sikh']),
    disponibilita: fc.record({
      tipi: fc.subarray(TIPI, { minLength: 1 }),
      etaMin: fc.nat({ max: 8 }),
      etaMax: fc.integer({ min: 8, max: 17 }),
      posti: fc.integer({ min: 1, max: 4 }),
      fratelli: fc.boolean(),
      bisogniSpeciali: fc.boolean(),
      distanzaMaxKm: fc.constantFrom(null, 10, 30),
      dal: fc.constantFrom('2025-01-01', '2025-06-01', '2026-05-01'),
      riconfermataIl: quasiSempre('2026-02-01', fc.constant('2025-11-01')),
    }),
  })
  .map((more) => famiglia(more));

const conCodici = <T extends { codice: string }>(prefisso: string, tutte: readonly T[]): T[] =>
  tutte.map((una, i) => ({ ...una, codice: `${prefisso}-${i + 1}`, pseudonimo: `p-${prefisso}-${i + 1}` }));

export const famiglie = (maxLength: number): fc.Arbitrary<FamigliaAffidataria[]> =>
  fc.array(unaFamiglia, { maxLength }).map((tutte) => conCodici('F', tutte));

export const richieste = (maxLength: number): fc.Arbitrary<RichiestaAffido[]> =>
  fc.array(unaRichiesta, { maxLength }).map((tutte) => tutte.map((una, i) => ({ ...una, codice: `R-${i + 1}` })));
