import type { AvvisoPubblicato, CellaConFonte } from '@trama/publication/celle.loader';
import { type Conteggio, tassoPerMille } from '@trama/schema/conteggio';
import { type Copertura, coperturaDi } from '@trama/schema/copertura';
import { Origine } from '@trama/schema/origine';
import type { Ambito } from '../territorio/territorio.entity.js';
import { StatoValore } from '../rilevazione/rilevazione.stati.js';
import { CODICI_DATO, type CodiceDato } from './dato-annuale.codici.js';
import type { AffidoAmbito, CondizioneDato, PovertaAmbito, TutelaMinoriAmbito } from './dato-annuale.type.js';

type Celle = readonly CellaConFonte[];
type Avvisi = readonly AvvisoPubblicato[];

/** What was published of an ambito for a year: its figures, and what is said about them besides. */
export interface DatiPubblicati {
  readonly celle: Celle;
  readonly avvisi: Avvisi;
}

const MANCANTE: Conteggio = { valore: null, soppresso: false };

function conteggio(celle: Celle, codice: CodiceDato): Conteggio {
  const cella = celle.find((candidate) => candidate.codice === codice);
  return cella ? { valore: cella.valore, soppresso: cella.soppresso } : MANCANTE;
}

const popolazione = (celle: Celle, codice: 'RESIDENTI' | 'MINORI_RESIDENTI'): number | null =>
  celle.find((cella) => cella.codice === codice)?.valore ?? null;

/** Null when none of the figures was contributed: an object of nulls would look like an answer. */
function conDati<T>(celle: Celle, codici: readonly CodiceDato[], build: (found: CellaConFonte) => T): T | null {
  const found = celle.filter(({ codice }) => codici.includes(codice as CodiceDato));
  // Should figures of two origins ever meet, the answer owns up to the lesser one.
  const first = found.find(({ origine }) => origine === Origine.DIMOSTRATIVO) ?? found[0];
  return first ? build(first) : null;
}

const MINORI = 'TUTELA_MINORI_IN_CARICO';
const NUCLEI = 'TUTELA_NUCLEI_IN_CARICO';
const BENEFICIARI = 'POVERTA_BENEFICIARI';
type CodiceRilevato = typeof MINORI | typeof NUCLEI | typeof BENEFICIARI;

/** Also for who owes nothing, and has no figures: that is an answer. */
export function tutelaMinoriDi({ celle, avvisi }: DatiPubblicati): TutelaMinoriAmbito | null {
  const perche = avvisi.find(({ avviso, codice }) => avviso !== 'IN_VERIFICA' && codice.startsWith('TUTELA_'));
  const build = ({ fonte, origine }: Pick<CellaConFonte, 'fonte' | 'origine'>): TutelaMinoriAmbito => {
    const minoriInCarico = conteggio(celle, MINORI);
    const minoriResidenti = popolazione(celle, 'MINORI_RESIDENTI');
    return {
      minoriInCarico,
      nucleiInCarico: conteggio(celle, NUCLEI),
      condizioneMinori: condizione(celle, avvisi, MINORI),
      condizioneNuclei: condizione(celle, avvisi, NUCLEI),
      minoriInCaricoPer1000: tassoPerMille(minoriInCarico, minoriResidenti),
      minoriResidenti,
      fonte,
      origine,
    };
  };
  return conDati(celle, [MINORI, NUCLEI], build) ?? (perche ? build(perche) : null);
}

function condizione(celle: Celle, avvisi: Avvisi, codice: CodiceRilevato): CondizioneDato {
  const suoi = avvisi.filter((avviso) => avviso.codice === codice).map(({ avviso }) => avviso);
  const perche = suoi.find((avviso) => avviso !== 'IN_VERIFICA');
  const cella = celle.find((una) => una.codice === codice);
  return {
    stato: cella ? statoDi(cella) : StatoValore[perche ?? 'NON_PERVENUTO'],
    inVerifica: suoi.includes('IN_VERIFICA'),
  };
}

function statoDi({ valore, soppresso }: CellaConFonte): StatoValore {
  if (soppresso) {
    return StatoValore.SOPPRESSO;
  }
  return valore === 0 ? StatoValore.ZERO : StatoValore.VALORE;
}

export const affidoDi = (celle: Celle): AffidoAmbito | null =>
  conDati(celle, ['AFFIDO_MINORI_IN_ATTESA', 'AFFIDI_IN_ESSERE'], ({ fonte, origine }) => ({
    minoriInAttesa: conteggio(celle, 'AFFIDO_MINORI_IN_ATTESA'),
    affidiInEssere: conteggio(celle, 'AFFIDI_IN_ESSERE'),
    fonte,
    origine,
  }));

/** Also for who owes nothing, as above. */
export function povertaDi({ celle, avvisi }: DatiPubblicati): PovertaAmbito | null {
  const perche = avvisi.find(({ avviso, codice }) => avviso !== 'IN_VERIFICA' && codice === BENEFICIARI);
  const build = ({ fonte, origine }: Pick<CellaConFonte, 'fonte' | 'origine'>): PovertaAmbito => {
    const beneficiari = conteggio(celle, BENEFICIARI);
    const residenti = popolazione(celle, 'RESIDENTI');
    return {
      beneficiari,
      condizioneBeneficiari: condizione(celle, avvisi, BENEFICIARI),
      beneficiariPer1000: tassoPerMille(beneficiari, residenti),
      residenti,
      fonte,
      origine,
    };
  };
  return conDati(celle, [BENEFICIARI], build) ?? (perche ? build(perche) : null);
}

/**
 * Who of the expected ones any yearly figure was published of; `dati` are all that was published for the year. Collections are owed by dates: who owes none of those that
 * were published for the year, and gave nothing all the same, is not expected.
 */
export function coperturaDati(ambiti: readonly Ambito[], dati: readonly DatiPubblicati[]): Copertura {
  const celle = dati.flatMap((suoi) => suoi.celle);
  const avvisi = dati.flatMap((suoi) => suoi.avvisi);
  const contributi = celle.filter(({ codice }) => CODICI_DATO.some((uno) => uno === codice));
  const chieste = RILEVATE.filter((codici) => [...contributi, ...avvisi].some(({ codice }) => codici.includes(codice)));
  const senzaObbligo = ({ numero }: Ambito): boolean =>
    chieste.length > 0 &&
    chieste.flat().every((codice) => avvisi.some((una) => una.ambitoId === numero && nonDovuta(una, codice))) &&
    !contributi.some(({ ambitoId }) => ambitoId === numero);
  return coperturaDi(
    ambiti.filter((ambito) => !senzaObbligo(ambito)),
    contributi.map(({ ambitoId, data, origine }) => ({ numero: ambitoId, data, origine })),
  );
}

/** The yearly figures that each collection asks. */
const RILEVATE: ReadonlyArray<readonly string[]> = [[MINORI, NUCLEI], [BENEFICIARI]];

const nonDovuta = ({ codice, avviso }: AvvisoPubblicato, quale: string): boolean =>
  codice === quale && avviso === 'NON_DOVUTO';
