import { giornoItaliano, giorniTra, piuGiorni, piuMesi } from '@trama/kernel/calendario';
import {
  type AutoritaDecreto,
  type CodiceVincolo,
  type Contesto,
  type FamigliaAffidataria,
  minori,
  postiLiberi,
  type RichiestaAffido,
} from './abbinamento.type.js';
import { mesiConsentiti, prossimaRelazione } from './termini.js';

/** After so many days without a word, an availability is a memory: the family is asked again first. */
export const GIORNI_RICONFERMA = 60;

/** The day is the same for all pairs that are judged together. */
let noto = { oggi: '', dal: '' };

function riconfermateDal(oggi: string): string {
  if (noto.oggi !== oggi) {
    noto = { oggi, dal: piuGiorni(oggi, -GIORNI_RICONFERMA) };
  }
  return noto.dal;
}

/** What the request asks and what the family offers, in the words of who reads the refusal. */
interface Confronto {
  readonly chiede: string;
  readonly offre: string;
}

export interface Vincolo {
  readonly codice: CodiceVincolo;
  /** What must be true, in one sentence. */
  readonly frase: string;
  /** The article, when it is law. */
  readonly articolo: string | null;
  /** Whether people may agree to go beyond it: never a law, the protection of the minor, or an unknown family. */
  readonly derogabile: boolean;
  /** @returns null when it holds, and else who says why: of most pairs nobody asks */
  readonly viola: (
    richiesta: RichiestaAffido,
    famiglia: FamigliaAffidataria,
    contesto: Contesto,
  ) => (() => Confronto) | null;
}

export interface Violazione extends Confronto {
  readonly codice: CodiceVincolo;
  readonly frase: string;
  readonly articolo: string | null;
  readonly derogabile: boolean;
}

const km = (value: number | null): string => (value === null ? 'distanza non nota' : `${Math.round(value)} km`);
const posti = (n: number): string => (n === 1 ? '1 posto' : `${n} posti`);
const anni = (eta: readonly number[]): string => `${eta.join(', ')} anni`;
const inMinuscolo = (codice: string): string => codice.toLowerCase().replaceAll('_', ' ');
const AUTORITA: Readonly<Record<AutoritaDecreto, string>> = {
  GIUDICE_TUTELARE: 'giudice tutelare',
  TRIBUNALE_MINORENNI: 'tribunale per i minorenni',
  ALTRA: 'altra autorità',
};

/**
 * Every constraint, in the order in which a person would check them: first whether a family is looked for, then the family,
 * then the need, then the law.
 */
export const VINCOLI: readonly Vincolo[] = [
  {
    codice: 'RICHIESTA_APERTA',
    frase: 'La richiesta cerca ancora una famiglia.',
    articolo: null,
    derogabile: false,
    viola: ({ stato }) =>
      stato === 'IN_ATTESA' || stato === 'IN_ABBINAMENTO'
        ? null
        : () => ({ chiede: 'richiesta in attesa', offre: `richiesta ${inMinuscolo(stato)}` }),
  },
  {
    codice: 'GIA_PROPOSTA',
    frase: 'La famiglia non è già proposta per questa richiesta.',
    articolo: null,
    derogabile: false,
    viola: ({ famiglieProposte }, { codice }) =>
      famiglieProposte.includes(codice)
        ? () => ({ chiede: 'una proposta alla volta', offre: 'proposta aperta' })
        : null,
  },
  {
    codice: 'STATO_FAMIGLIA',
    frase: 'La famiglia è disponibile.',
    articolo: null,
    derogabile: false,
    viola: (_, { stato }) =>
      stato === 'DISPONIBILE'
        ? null
        : () => ({ chiede: 'famiglia disponibile', offre: `famiglia ${inMinuscolo(stato)}` }),
  },
  {
    codice: 'DISPONIBILITA_RICONFERMATA',
    frase: `La famiglia ha riconfermato la disponibilità negli ultimi ${GIORNI_RICONFERMA} giorni.`,
    articolo: null,
    derogabile: true,
    viola: (_, { disponibilita: { riconfermataIl } }, { oggi }) =>
      riconfermataIl >= riconfermateDal(oggi)
        ? null
        : () => ({
            chiede: `riconferma entro ${GIORNI_RICONFERMA} giorni`,
            offre: `riconferma di ${giorniTra(riconfermataIl, oggi)} giorni fa`,
          }),
  },
  {
    codice: 'PERIODO_DISPONIBILITA',
    frase: 'Il periodo di disponibilità della famiglia comprende oggi.',
    articolo: null,
    derogabile: true,
    viola: (_, { disponibilita: { dal, al } }, { oggi }) =>
      dal <= oggi && (al === null || oggi <= al)
        ? null
        : () => ({
            chiede: `accoglienza dal ${giornoItaliano(oggi)}`,
            offre: `dal ${giornoItaliano(dal)}${al === null ? '' : ` al ${giornoItaliano(al)}`}`,
          }),
  },
  {
    codice: 'TIPO_AFFIDO',
    frase: 'La famiglia accoglie il tipo di affido richiesto.',
    articolo: null,
    derogabile: true,
    viola: ({ tipo }, { disponibilita: { tipi } }) =>
      tipi.includes(tipo)
        ? null
        : () => ({ chiede: inMinuscolo(tipo), offre: tipi.map(inMinuscolo).join(', ') || 'nessun tipo' }),
  },
  {
    codice: 'ETA',
    frase: 'L’età di ogni minore è tra quelle che la famiglia accoglie.',
    articolo: null,
    derogabile: true,
    viola: (richiesta, { disponibilita: { etaMin, etaMax } }) => {
      const eta = etaDi(richiesta);
      return eta.every((n) => etaMin <= n && n <= etaMax)
        ? null
        : () => ({ chiede: anni(eta), offre: `da ${etaMin} a ${etaMax} anni` });
    },
  },
  {
    codice: 'POSTI',
    frase: 'La famiglia ha abbastanza posti liberi.',
    articolo: null,
    derogabile: true,
    viola: (richiesta, famiglia, contesto) => {
      const liberi = postiDisponibili(famiglia, contesto);
      return minori(richiesta) <= liberi ? null : () => ({ chiede: posti(minori(richiesta)), offre: posti(liberi) });
    },
  },
  {
    codice: 'FRATELLI_INSIEME',
    frase: 'I fratelli restano insieme, in una famiglia che accoglie fratelli.',
    articolo: null,
    derogabile: true,
    viola: ({ fratelli }, { disponibilita }) =>
      fratelli === 0 || disponibilita.fratelli
        ? null
        : () => ({ chiede: `${fratelli + 1} fratelli insieme`, offre: 'un minore alla volta' }),
  },
  {
    codice: 'BISOGNI_SPECIALI',
    frase: 'La famiglia accoglie minori con bisogni speciali, se la richiesta li ha.',
    articolo: null,
    derogabile: true,
    viola: ({ bisogniSpeciali }, { disponibilita }) =>
      !bisogniSpeciali || disponibilita.bisogniSpeciali
        ? null
        : () => ({ chiede: 'bisogni speciali', offre: 'nessun bisogno speciale' }),
  },
  {
    codice: 'DISTANZA_MASSIMA',
    frase: 'La famiglia d’origine vive entro la distanza che la famiglia accetta.',
    articolo: null,
    derogabile: true,
    viola: ({ comune }, famiglia, { distanza }) => {
      const massima = famiglia.disponibilita.distanzaMaxKm;
      const quanto = massima === null ? 0 : distanza(comune, famiglia.comune);
      return massima === null || (quanto !== null && quanto <= massima)
        ? null
        : () => ({ chiede: km(quanto), offre: `al massimo ${km(massima)}` });
    },
  },
  {
    codice: 'VICINANZA',
    frase: 'La famiglia vive abbastanza vicino alla famiglia d’origine.',
    articolo: null,
    derogabile: true,
    viola: ({ comune, vicinoEntroKm }, famiglia, { distanza }) => {
      const quanto = vicinoEntroKm === null ? 0 : distanza(comune, famiglia.comune);
      return vicinoEntroKm === null || (quanto !== null && quanto <= vicinoEntroKm)
        ? null
        : () => ({ chiede: `entro ${km(vicinoEntroKm)}`, offre: km(quanto) });
    },
  },
  {
    codice: 'LONTANANZA',
    frase: 'La famiglia vive abbastanza lontano dalla famiglia d’origine.',
    articolo: null,
    derogabile: false,
    viola: ({ comune, lontanoOltreKm }, famiglia, { distanza }) => {
      const quanto = lontanoOltreKm === null ? 0 : distanza(comune, famiglia.comune);
      return lontanoOltreKm === null || (quanto !== null && quanto >= lontanoOltreKm)
        ? null
        : () => ({ chiede: `ad almeno ${km(lontanoOltreKm)}`, offre: km(quanto) });
    },
  },
  {
    codice: 'INCOMPATIBILITA',
    frase:
      'La famiglia non è parente o affine entro il quarto grado di chi ha composto il collegio, del consulente tecnico d’ufficio o dell’assistente sociale del procedimento.',
    articolo: 'art. 2 c. 1.1 L. 184/1983',
    derogabile: false,
    viola: ({ famiglieIncompatibili }, { pseudonimo }) =>
      famiglieIncompatibili.includes(pseudonimo)
        ? () => ({ chiede: 'famiglia estranea al procedimento', offre: 'incompatibilità dichiarata' })
        : null,
  },
  {
    codice: 'TITOLO',
    frase:
      'L’affido consensuale è reso esecutivo dal giudice tutelare, quello giudiziale è disposto dal tribunale per i minorenni.',
    articolo: 'art. 4 c. 1 e 2 L. 184/1983',
    derogabile: false,
    viola: ({ decreto: { natura, autorita, data } }, _, { oggi }) => {
      const competente = natura === 'CONSENSUALE' ? 'GIUDICE_TUTELARE' : 'TRIBUNALE_MINORENNI';
      return (autorita === competente || autorita === 'ALTRA') && data <= oggi
        ? null
        : () => ({
            chiede: `atto del ${AUTORITA[competente]}, già emesso`,
            offre: `atto del ${AUTORITA[autorita]} del ${giornoItaliano(data)}`,
          });
    },
  },
  {
    codice: 'DURATA',
    frase:
      'L’affido non dura oltre ventiquattro mesi, da quando il minore è accolto, più la proroga del tribunale per i minorenni.',
    articolo: 'art. 4 c. 4 L. 184/1983',
    derogabile: false,
    viola: ({ decreto, affidoPrecedente }, _, { oggi }) => {
      const consentiti = mesiConsentiti(decreto, affidoPrecedente);
      if (affidoPrecedente && piuMesi(affidoPrecedente.dal, consentiti) <= oggi) {
        return () => ({
          chiede: `al massimo ${consentiti} mesi`,
          offre: `accolto dal ${giornoItaliano(affidoPrecedente.dal)}, senza altra proroga`,
        });
      }
      return decreto.durataMesi === null || decreto.durataMesi <= consentiti
        ? null
        : () => ({ chiede: `al massimo ${consentiti} mesi`, offre: `${decreto.durataMesi} mesi` });
    },
  },
  {
    codice: 'RELAZIONE_SEMESTRALE',
    frase: 'Dell’affido che prosegue non manca nessuna relazione semestrale.',
    articolo: 'art. 4 c. 3 L. 184/1983',
    derogabile: false,
    viola: ({ affidoPrecedente }) => {
      const dovuta = affidoPrecedente && prossimaRelazione(affidoPrecedente);
      return affidoPrecedente === null || dovuta === null || affidoPrecedente.fine <= dovuta
        ? null
        : () => ({ chiede: `relazione entro il ${giornoItaliano(dovuta)}`, offre: 'relazione non ancora fatta' });
    },
  },
];

/** The constraints that people may agree to go beyond. */
export const DEROGABILI: readonly CodiceVincolo[] = VINCOLI.filter(({ derogabile }) => derogabile).map(
  ({ codice }) => codice,
);

/** Every constraint that keeps this family from this request, not only the first. */
export function percheNo(richiesta: RichiestaAffido, famiglia: FamigliaAffidataria, contesto: Contesto): Violazione[] {
  return VINCOLI.flatMap(({ viola, ...vincolo }) => {
    const perche = derogato(vincolo.codice, contesto) ? null : viola(richiesta, famiglia, contesto);
    return perche ? [{ ...vincolo, ...perche() }] : [];
  });
}

/** The same as an empty `percheNo`, without putting it into words. */
export function ammissibile(richiesta: RichiestaAffido, famiglia: FamigliaAffidataria, contesto: Contesto): boolean {
  return VINCOLI.every(
    ({ codice, viola }) => derogato(codice, contesto) || viola(richiesta, famiglia, contesto) === null,
  );
}

/** To waive POSTI is to find one place more in each family, not a house without walls: see `derogato`. */
export function postiDisponibili(famiglia: FamigliaAffidataria, { derogati }: Contesto): number {
  return postiLiberi(famiglia) + (derogati?.has('POSTI') ? 1 : 0);
}

export function etaDi({ eta, etaFratelli }: RichiestaAffido): number[] {
  return [eta, ...etaFratelli];
}

function derogato(codice: CodiceVincolo, { derogati }: Contesto): boolean {
  return codice !== 'POSTI' && (derogati?.has(codice) ?? false);
}
