import { NaturaAffido, VicinanzaAffido } from '@trama/schema/affido';
import type { SchedaRichiesta } from '@trama/schema/scheda-richiesta';
import type {
  AffidoPrecedente,
  AutoritaDecreto,
  Contesto,
  Distanza,
  RichiestaAffido,
} from '../abbinamento/abbinamento.type.js';
import { distanzaProvincia } from '../abbinamento/distanze.js';
import { pesi } from '../abbinamento/pesi.js';

/** Near is within an afternoon's visit, far is beyond a chance meeting: a choice for the Tavolo to confirm. */
export const VICINO_ENTRO_KM = 20;
export const LONTANO_OLTRE_KM = 20;

/** From a few exact distances anybody could work out the comune of origin, which the table of fostering must not know. */
const PASSO_KM = 10;

/** What is on the sheet, besides when it was written: a row of ours, or what the ambito says now. */
export type Esigenze = Omit<SchedaRichiesta, 'id' | 'versione' | 'aggiornataIl' | 'origine' | 'stato'>;

/** A sheet as the matching reads it. */
export function richiestaDi(
  scheda: Esigenze,
  oggi: string,
  affidoPrecedente: AffidoPrecedente | null = null,
): RichiestaAffido {
  const giudiziale = scheda.natura === NaturaAffido.GIUDIZIALE;
  return {
    codice: scheda.codice,
    ambito: scheda.ambito,
    comune: scheda.comune,
    eta: etaOggi(scheda, oggi),
    fratelli: scheda.fratelli,
    // The sheet has the age of the youngest; those of the others stay in the case file.
    etaFratelli: [],
    tipo: scheda.tipo,
    macrocategoria: scheda.macrocategoria,
    bisogniSpeciali: scheda.bisogniSpeciali,
    decreto: {
      natura: giudiziale ? 'GIUDIZIALE' : 'CONSENSUALE',
      autorita: autoritaDi(scheda.decretoAutorita),
      data: scheda.decretoData,
      durataMesi: null,
      prorogaMesi: 0,
    },
    affidoPrecedente,
    inAttesaDal: scheda.decretoData,
    vicinoEntroKm: scheda.vicinanza === VicinanzaAffido.VICINO ? VICINO_ENTRO_KM : null,
    lontanoOltreKm: scheda.vicinanza === VicinanzaAffido.LONTANO ? LONTANO_OLTRE_KM : null,
    comuneScuola: scheda.scuola,
    lingue: scheda.lingue,
    culture: [],
    famiglieIncompatibili: scheda.parenti,
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

const arrotondata: Distanza = (da, a) => {
  const km = distanzaProvincia()(da, a);
  return km === null ? null : Math.round(km / PASSO_KM) * PASSO_KM;
};

/** What every answer to people is worked out with. */
export const contestoDi = (oggi: string): Contesto => ({ oggi, distanza: arrotondata, pesi: pesi() });
