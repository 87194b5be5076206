import type { Archivi } from '@trama/reference/archivi';
import type { Carico } from '@trama/reference/caricamento';
import { caso, type Caso } from '@trama/reference/caso';
import { codiceDiAmbito } from '@trama/reference/codici';
import { entiDimostrativi } from '@trama/reference/enti-dimostrativi';
import { FONTE_DIMOSTRATIVA as fonte } from '@trama/reference/fonte';
import {
  comuniDimostrativi,
  type ComuneDimostrativo,
  type PopolazioneDimostrativa,
  popolazioneDimostrativa,
} from '@trama/reference/popolazione-dimostrativa';
import { validitaDi } from '@trama/reference/variazioni-comuni';
import { equipeDimostrative } from './equipe.js';
import { indicatoriDimostrativi, misurazioniDimostrative, obiettiviDimostrativi } from './dimostrativo-piano.js';

const TRIENNIO = '2021-2023';

/**
 * Invented data for the ambiti other than Valle Trompia, so that twelve can be tried. Of ambito 4, never a row that the
 * Piano could have published.
 */
export function dimostrativo(archivi: Archivi): Carico[] {
  const comuni = comuniDimostrativi(archivi);
  const popolazione = popolazioneDimostrativa(archivi);
  const validita = validitaDi(archivi);
  const numeri = archivi.get('comuniAmbiti').ambiti.map(({ numero }) => numero);
  const obiettivi = numeri.flatMap((numero) => obiettiviDimostrativi(numero));
  const indicatori = obiettivi.flatMap(indicatoriDimostrativi);
  return [
    inventato(
      'comune',
      ['codice_istat'],
      comuni.map((comune) => ({ ...rigaComune(comune), ...validita(comune.codiceIstat) })),
    ),
    inventato('popolazione_comune', ['ambito_id', 'codice_istat', 'anno'], popolazione.map(rigaPopolazione)),
    inventato('piano_di_zona', ['ambito_id', 'triennio'], numeri.map(rigaPiano)),
    inventato('obiettivo', ['ambito_id', 'codice'], obiettivi),
    inventato('indicatore', ['ambito_id', 'codice'], indicatori),
    inventato('misurazione', ['ambito_id', 'indicatore_codice', 'data'], misurazioniDimostrative(indicatori)),
    inventato('unita_offerta', ['ambito_id', 'codice'], righeUnita(archivi, comuni, popolazione)),
    ...equipeDimostrative(),
  ];
}

const inventato = (tabella: string, chiave: readonly string[], righe: Carico['righe']): Carico => ({
  tabella,
  chiave,
  righe,
  origine: 'DIMOSTRATIVO',
});

const rigaComune = ({ codiceIstat, codiceCatastale, cap, nome, ambito }: ComuneDimostrativo) => ({
  codice_istat: codiceIstat,
  ambito_id: ambito,
  nome,
  altri_nomi: [],
  codice_catastale: codiceCatastale,
  cap,
  nota: 'Nome e codice sono reali (ISTAT); l’ambito di appartenenza non è nel Piano di Zona.',
  fonte,
});

const rigaPopolazione = (p: PopolazioneDimostrativa) => ({
  ambito_id: p.ambito,
  codice_istat: p.codiceIstat,
  anno: p.anno,
  data: `${p.anno}-01-01`,
  totale: p.totale,
  maschi: p.maschi,
  femmine: p.femmine,
  eta_0_17: p.eta0a17,
  eta_18_64: p.eta18a64,
  eta_65_oltre: p.eta65oltre,
  stranieri: p.stranieri,
  fonte,
});

const rigaPiano = (numero: number) => ({
  ambito_id: numero,
  triennio: TRIENNIO,
  capofila: `Ente capofila dimostrativo (ambito ${numero})`,
  fonte,
});

/** Units of each type for so many residents, about as many as Valle Trompia has. */
const RESIDENTI_PER_UNITA = {
  RSA: 14_000,
  CDI: 14_000,
  CDD: 36_000,
  CSE: 27_000,
  ASILO_NIDO: 8_500,
  CONSULTORIO: 27_000,
} as const;
const POSTI = {
  RSA: [40, 120],
  CDI: [12, 40],
  CDD: [15, 30],
  CSE: [15, 25],
  ASILO_NIDO: [18, 40],
  CONSULTORIO: null,
} as const;

function righeUnita(
  archivi: Archivi,
  comuni: readonly ComuneDimostrativo[],
  popolazione: readonly PopolazioneDimostrativa[],
) {
  const enti = entiDimostrativi(archivi);
  return archivi.get('comuniAmbiti').ambiti.flatMap(({ numero }) => {
    const sorte = caso(1_000 + numero);
    const residenti = somma(popolazione.filter(({ ambito, anno }) => ambito === numero && anno === 2020));
    const qui = comuni.filter(({ ambito }) => ambito === numero);
    const gestori = enti.filter(({ ambito, tipo }) => ambito === numero && tipo !== 'ASSOCIAZIONE');
    const tipi = Object.entries(RESIDENTI_PER_UNITA) as Array<[keyof typeof POSTI, number]>;
    const unita = tipi.flatMap(([tipo, per]) =>
      Array.from({ length: Math.max(1, Math.round(residenti / per)) }, (_, i) => [tipo, i + 1] as const),
    );
    return unita.map(([tipo, n], i) => ({
      ...rigaUnita(sorte, numero, tipo, n, i + 1),
      comune_istat: sorte.scelta(qui).codiceIstat,
      gestore_codice: sorte.scelta(gestori).codice,
    }));
  });
}

function rigaUnita(sorte: Caso, numero: number, tipo: keyof typeof POSTI, n: number, ordine: number) {
  const posti = POSTI[tipo] ? sorte.intero(POSTI[tipo][0], POSTI[tipo][1]) : null;
  const accreditato = tipo === 'RSA' || tipo === 'CDD';
  return {
    ambito_id: numero,
    codice: codiceDiAmbito(numero, tipo, `dimostrativa ${String(n).padStart(2, '0')}`),
    ordine,
    tipo,
    denominazione: `${tipo.replace('_', ' ')} dimostrativa ${n} (ambito ${numero})`,
    gestore_dedotto: false,
    comuni: [],
    posti_autorizzati: tipo === 'CDI' ? posti : null,
    posti_accreditati: accreditato ? posti : null,
    capacita: accreditato || tipo === 'CDI' ? null : posti,
    unita: 1,
    aggregato: false,
    sommabile: true,
    fonte,
  };
}

const somma = (rows: readonly PopolazioneDimostrativa[]): number => rows.reduce((sum, { totale }) => sum + totale, 0);
