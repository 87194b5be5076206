import { giorniTra } from '@trama/kernel/calendario';
import type { Contesto, Criterio, FamigliaAffidataria, RichiestaAffido } from './abbinamento.type.js';
import { etaDi } from './vincoli.js';

/** Why a family suits a request: how much of the criterion it meets (0 to 1), and what that is worth in points. */
export interface Motivo {
  readonly criterio: Criterio;
  readonly valore: number;
  readonly contributo: number;
  readonly spiegazione: string;
}

export interface Punteggio {
  readonly punteggio: number;
  readonly motivi: readonly Motivo[];
}

interface Misura {
  readonly valore: number;
  readonly spiegazione: string;
}

type Misuratore = (richiesta: RichiestaAffido, famiglia: FamigliaAffidataria, contesto: Contesto) => Misura;

/**
 * A criterion that the request does not ask for (no language, no school) counts as met: nothing is lost with any family. So
 * a family that speaks the language is worth more to the minor who needs it than to one who does not.
 */
const MISURE: Readonly<Record<Criterio, Misuratore>> = {
  DISTANZA: ({ comune }, famiglia, { distanza, pesi: { soglie } }) => {
    const km = distanza(comune, famiglia.comune);
    return km === null
      ? { valore: 0, spiegazione: 'Non sappiamo quanto è lontana la famiglia d’origine.' }
      : { valore: calo(km, soglie.distanzaNullaKm), spiegazione: `La famiglia d’origine è a circa ${inCifre(km)} km.` };
  },

  ETA: (richiesta, { disponibilita: { etaMin, etaMax } }, { pesi: { soglie } }) => {
    const margine = soglie.margineEtaAnni + 1;
    const eta = etaDi(richiesta);
    const agio = eta.map((anni) => entro01((Math.min(anni - etaMin, etaMax - anni) + 1) / margine));
    return {
      valore: somma(agio) / agio.length,
      spiegazione: `Chiede ${eta.join(', ')} anni, la famiglia accoglie da ${etaMin} a ${etaMax} anni.`,
    };
  },

  ESPERIENZA: (_, { affidiConclusi }, { pesi: { soglie } }) => ({
    valore: entro01(affidiConclusi / soglie.affidiPieni),
    spiegazione: affidiConclusi === 1 ? 'Un affido concluso.' : `${affidiConclusi} affidi conclusi.`,
  }),

  LINGUA_E_CULTURA: (richiesta, famiglia) => {
    const lingue = parteDi(richiesta.lingue, famiglia.lingue);
    const culture = parteDi(richiesta.culture, famiglia.culture);
    const chieste = dette(richiesta);
    return {
      valore: (lingue + culture) / 2,
      spiegazione:
        chieste.length === 0
          ? 'Nessuna lingua o cultura da conservare.'
          : `Chiede ${chieste.join(', ')}; la famiglia ha ${dette(famiglia).join(', ') || 'altro'}.`,
    };
  },

  ATTESA: ({ inAttesaDal }, _, { oggi, pesi: { soglie } }) => {
    const giorni = Math.max(0, giorniTra(inAttesaDal, oggi));
    return { valore: entro01(giorni / soglie.attesaPienaGiorni), spiegazione: `In attesa da ${giorni} giorni.` };
  },

  SCUOLA: ({ comuneScuola }, famiglia, { distanza, pesi: { soglie } }) => {
    if (comuneScuola === null) {
      return { valore: 1, spiegazione: 'Nessuna scuola da mantenere.' };
    }
    const km = distanza(comuneScuola, famiglia.comune);
    return km === null
      ? { valore: 0, spiegazione: 'Non sappiamo quanto è lontana la scuola.' }
      : { valore: calo(km, soglie.scuolaNullaKm), spiegazione: `La scuola da mantenere è a circa ${inCifre(km)} km.` };
  },
};

export const CRITERI = Object.keys(MISURE) as Criterio[];

/** The score with its reasons, the heaviest first. Of an admissible pair: what is not allowed has no score. */
export function punteggio(richiesta: RichiestaAffido, famiglia: FamigliaAffidataria, contesto: Contesto): Punteggio {
  const motivi = CRITERI.map((criterio) => {
    const { valore, spiegazione } = MISURE[criterio](richiesta, famiglia, contesto);
    return { criterio, valore, contributo: centesimiDi(criterio, valore, contesto) / 100, spiegazione };
  });
  motivi.sort((a, b) => b.contributo - a.contributo || CRITERI.indexOf(a.criterio) - CRITERI.indexOf(b.criterio));
  return { punteggio: centesimi(richiesta, famiglia, contesto) / 100, motivi };
}

/** The score in whole hundredths of a point: sums of them are exact, in any order and on any machine. */
export function centesimi(richiesta: RichiestaAffido, famiglia: FamigliaAffidataria, contesto: Contesto): number {
  return somma(
    CRITERI.map((criterio) => centesimiDi(criterio, MISURE[criterio](richiesta, famiglia, contesto).valore, contesto)),
  );
}

function centesimiDi(criterio: Criterio, valore: number, { pesi }: Contesto): number {
  return Math.round(valore * pesi.pesi[criterio] * 100);
}

/** 1 on the spot, 0 from `nullo` kilometres on. */
function calo(km: number, nullo: number): number {
  return entro01(1 - km / nullo);
}

const nomi = new Intl.DisplayNames('it', { type: 'language', fallback: 'code' });
const lingueDette = new Map<string, string>();

/** "ar" is "arabo". A plan explains thousands of pairs in few languages: each is named once. */
function lingua(codice: string): string {
  const nota = lingueDette.get(codice);
  const nome = nota ?? nomi.of(codice) ?? codice;
  lingueDette.set(codice, nome);
  return nome;
}

/** Languages and cultures as people say them. */
const dette = ({ lingue, culture }: Pick<FamigliaAffidataria, 'lingue' | 'culture'>): string[] => [
  ...lingue.map(lingua),
  ...culture,
];

function parteDi(chieste: readonly string[], offerte: readonly string[]): number {
  return chieste.length === 0 ? 1 : chieste.filter((una) => offerte.includes(una)).length / chieste.length;
}

function entro01(n: number): number {
  return Math.min(1, Math.max(0, n));
}

function somma(numeri: readonly number[]): number {
  return numeri.reduce((a, b) => a + b, 0);
}

function inCifre(km: number): string {
  return String(Math.round(km));
}
