import { NaturaAffido, VicinanzaAffido } from '@trama/schema/affido';
import type { SchedaRichiesta } from '@trama/schema/scheda-richiesta';
import type { AffidoPrecedente, AutoritaDecreto, Contesto, RichiestaAffido } from '../abbinamento/abbinamento.type.js';
import { distanzaProvincia } from '../abbinamento/distanze.js';
import { pesi } from '../abbinamento/pesi.js';
import type { Zona } from '../abbinamento/zone.js';

/** Near is within an afternoon's visit, far is beyond a chance meeting: a choice for the Tavolo to confirm. */
export const VICINO_ENTRO_KM = 20;
export const LONTANO_OLTRE_KM = 20;

/** What is on the sheet, besides when it was written: a row of ours, or what the ambito says now. */
export type Esigenze = Omit<SchedaRichiesta, 'id' | 'versione' | 'aggiornataIl' | 'origine'>;

/** What a sheet does not say of its request. */
export interface Intorno {
  readonly oggi: string;
  readonly zona: Zona;
  readonly precedenti: ReadonlyMap<string, AffidoPrecedente>;
  /** Families that were proposed and have not been refused, by request. */
  readonly proposte: ReadonlyMap<string, readonly string[]>;
}

/**
 * A sheet as the matching reads it. Who sees a score or a distance must not work out the comune of origin, nor that of the
 * school: both stand in the middle of their zone, for everybody, so that everybody reads the same.
 */
export function richiestaDi(scheda: Esigenze, { oggi, zona, precedenti, proposte }: Intorno): RichiestaAffido {
  const giudiziale = scheda.natura === NaturaAffido.GIUDIZIALE;
  return {
    codice: scheda.codice,
    ambito: scheda.ambito,
    stato: scheda.stato,
    comune: zona(scheda.comune),
    eta: etaOggi(scheda, oggi),
    fratelli: scheda.fratelli,
    etaFratelli: scheda.etaFratelli.map((eta) => etaOggi({ ...scheda, eta }, oggi)),
    tipo: scheda.tipo,
    macrocategoria: scheda.macrocategoria,
    bisogniSpeciali: scheda.bisogniSpeciali,
    decreto: {
      natura: giudiziale ? 'GIUDIZIALE' : 'CONSENSUALE',
      autorita: autoritaDi(scheda.decretoAutorita),
      data: scheda.decretoData,
      durataMesi: scheda.durataMesi,
      prorogaMesi: scheda.prorogaMesi,
    },
    affidoPrecedente: precedenti.get(scheda.codice) ?? null,
    inAttesaDal: scheda.decretoData,
    vicinoEntroKm: scheda.vicinanza === VicinanzaAffido.VICINO ? VICINO_ENTRO_KM : null,
    lontanoOltreKm: scheda.vicinanza === VicinanzaAffido.LONTANO ? LONTANO_OLTRE_KM : null,
    comuneScuola: scheda.scuola && zona(scheda.scuola),
    lingue: scheda.lingue,
    culture: scheda.culture,
    famiglieIncompatibili: scheda.parenti,
    famiglieProposte: proposte.get(scheda.codice) ?? [],
  };
}

/** The birthday is in the case file: here the age grows by a year for each whole year since it was written down. */
export function etaOggi({ eta, registrataIl }: Pick<Esigenze, 'eta' | 'registrataIl'>, oggi: string): number {
  const anni = Number(oggi.slice(0, 4)) - Number(registrataIl.slice(0, 4));
  return eta + anni - (oggi.slice(5) < registrataIl.slice(5) ? 1 : 0);
}

/** Who decided is written in words: only the two courts that the law names are told apart. */
export function autoritaDi(testo: string): AutoritaDecreto {
  if (/minorenni/i.test(testo)) {
    return 'TRIBUNALE_MINORENNI';
  }
  return /tutelare/i.test(testo) ? 'GIUDICE_TUTELARE' : 'ALTRA';
}

/** What every answer to people is worked out with. */
export const contestoDi = (oggi: string): Contesto => ({ oggi, distanza: distanzaProvincia(), pesi: pesi() });
