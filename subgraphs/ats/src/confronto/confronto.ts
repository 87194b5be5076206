import { groupByKey } from '@trama/database/align';
import type { DefinizioneAnnuale } from '@trama/regole/rilevazione';
import type { Dato } from '@trama/regole/valori';
import { sorgentiDi } from '@trama/regole/sorgenti';
import { calcola } from '@trama/regole/verifica';
import type { Copertura } from '@trama/schema/copertura';
import type { Origine } from '@trama/schema/origine';
import type { Voce } from '../rilevazione/campagna.entity.js';
import { coperturaDeiDestinatari, type Dovuto } from '../rilevazione/copertura.service.js';
import { StatoValore } from '../rilevazione/rilevazione.stati.js';
import type { RigaConfronto, ValoreConfrontato, ValoreDiAmbito } from './confronto.type.js';

/** A contributor who owes the collection for the year, with the people that rates are computed on. */
export interface Atteso extends Dovuto {
  readonly minori: number | null;
  readonly residenti: number | null;
}

/**
 * A figure that counts, as its reader may see it: approved, in the newest edition of its answer; for who is neither its
 * owner nor the coordination, as published.
 */
export interface Figura {
  readonly ambitoId: number;
  readonly voce: string;
  readonly stato: StatoValore;
  readonly valore: number | null;
  readonly soppresso: boolean;
  readonly origine: Origine;
  /** Day on which the answer was sent. */
  readonly data: string;
  readonly inVerifica: boolean;
}

/** Everything that the comparison of one year is made of. */
export interface Annata {
  readonly definizione: DefinizioneAnnuale;
  readonly voci: readonly Voce[];
  readonly attesi: readonly Atteso[];
  readonly figure: readonly Figura[];
}

/** Figures, the calculated ones too, by contributor and voce. */
export type PerAmbito = ReadonlyMap<number, PerVoce>;
type PerVoce = ReadonlyMap<string, Figura>;

/** Those of the year before, by the same contributors; read when somebody asks for a change. */
export type Prima = () => Promise<PerAmbito>;

/** What the rows of one year have in common. */
export interface Vista extends Annata {
  readonly ora: PerAmbito;
  readonly prima: Prima;
}

/**
 * One row for each voce that is a number, in the order of the form. Rates, totals and medians are worked out from what the
 * reader sees, so that they tell nothing more.
 */
export function confronta(annata: Annata, prima: Prima): RigaConfronto[] {
  const vista = { ...annata, ora: perAmbito(annata, annata.figure), prima };
  const totaleDi = totali(vista);
  return annata.voci
    .filter(({ tipo }) => tipo !== 'TESTO' && tipo !== 'SI_NO')
    .map((voce) => {
      const valori = annata.attesi.map((atteso) => valoreDi(voce, atteso, vista));
      return {
        voce,
        vista,
        perAmbito: valori,
        totale: totaleDi(voce),
        mediana: mediana(valori.flatMap(({ valore }) => valore ?? [])),
        medianaPer1000Minori: mediana(valori.flatMap(({ per1000Minori }) => per1000Minori ?? [])),
        inVerifica: valori.some(({ inVerifica }) => inVerifica),
      };
    });
}

/** Of contributors who owe the collection, and with what follows from them by the form of the year. */
export function perAmbito({ attesi, definizione }: Omit<Annata, 'figure'>, figure: readonly Figura[]): PerAmbito {
  const numeri = attesi.map(({ ambitoId }) => ambitoId);
  const gruppi = groupByKey(numeri, figure, ({ ambitoId }) => ambitoId);
  return new Map(numeri.map((numero, i) => [numero, conCalcolate(definizione, gruppi[i]!)]));
}

function conCalcolate(definizione: DefinizioneAnnuale, figure: readonly Figura[]): PerVoce {
  const perVoce = new Map(figure.map((figura) => [figura.voce, figura]));
  const [modello] = figure;
  if (modello) {
    const inVerifica = new Set(figure.filter((figura) => figura.inVerifica).map(({ voce }) => voce));
    for (const { voce, stato, valore } of calcola(definizione, figure.map(datoDi))) {
      const soppresso = stato === 'SOPPRESSO';
      const esiste = soppresso || typeof valore === 'number';
      perVoce.set(voce, {
        ...modello,
        voce,
        stato: stato as StatoValore,
        valore: valore ?? null,
        soppresso,
        inVerifica: esiste && inVerifica.size > 0 && contiene(sorgentiDi(definizione, voce), inVerifica),
      });
    }
  }
  return perVoce;
}

const contiene = (sorgenti: ReadonlySet<string>, voci: ReadonlySet<string>): boolean =>
  [...sorgenti].some((sorgente) => voci.has(sorgente));

const datoDi = ({ voce, stato, valore }: Figura): Dato => ({
  voce,
  stato,
  valore: stato === StatoValore.VALORE ? valore : null,
});

const ASSENTE = { valore: null, soppresso: false, stato: StatoValore.NON_PERVENUTO, inVerifica: false, origine: null };

function valoreDi(voce: Voce, { ambitoId, minori, residenti }: Atteso, { ora, prima }: Vista): ValoreDiAmbito {
  const { valore, soppresso, stato, inVerifica, origine } = ora.get(ambitoId)?.get(voce.codice) ?? ASSENTE;
  const contate = voce.contaPersone ? valore : null;
  return {
    destinatarioId: ambitoId,
    voce: voce.codice,
    prima,
    valore,
    soppresso,
    stato,
    per1000Minori: perMille(contate, minori),
    per1000Residenti: perMille(contate, residenti),
    inVerifica,
    origine,
  };
}

/** As a share of the year before, and whether the figure of either year is asked about; null without both figures. */
export async function variazioneDi(cella: ValoreDiAmbito): Promise<{ quota: number; inVerifica: boolean } | null> {
  const figura = (await cella.prima()).get(cella.destinatarioId)?.get(cella.voce);
  return cella.valore !== null && figura?.valore
    ? { quota: arrotonda(cella.valore / figura.valore - 1, 4), inVerifica: cella.inVerifica || figura.inVerifica }
    : null;
}

const perMille = (contate: number | null, su: number | null): number | null =>
  contate !== null && su ? arrotonda((contate * 1_000) / su, 2) : null;

const NIENTE: ValoreConfrontato = { valore: null, soppresso: false, inVerifica: false };

/** Of a calculated voce the calculation on the sums of those who have all of its parts: a part alone would bend a ratio. */
function totali({ definizione, voci, ora }: Vista): (voce: Voce) => ValoreConfrontato {
  /** Most calculated voci are of the same contributors: the calculation gives all of them. */
  const calcolati = new Map<string, ReadonlyMap<string, Dato>>();
  const calcolatiDi = (interi: PerAmbito): ReadonlyMap<string, Dato> => {
    const chi = [...interi.keys()].join();
    const noti = calcolati.get(chi) ?? calcolatiSu(definizione, voci, interi);
    calcolati.set(chi, noti);
    return noti;
  };
  return (voce) => {
    if (!voce.calcolata) {
      return sommaDi(voce, ora);
    }
    const interi = new Map([...ora].filter(([, perVoce]) => haFigura(perVoce.get(voce.codice))));
    const calcolato = calcolatiDi(interi).get(voce.codice);
    const inVerifica = [...interi.values()].some((perVoce) => perVoce.get(voce.codice)!.inVerifica);
    return { valore: calcolato?.valore ?? null, soppresso: calcolato?.stato === 'SOPPRESSO', inVerifica };
  };
}

function calcolatiSu(
  definizione: DefinizioneAnnuale,
  voci: readonly Voce[],
  interi: PerAmbito,
): ReadonlyMap<string, Dato> {
  const dati = voci
    .filter(({ calcolata }) => !calcolata)
    .map((una): Dato => {
      const { valore, soppresso } = sommaDi(una, interi);
      return { voce: una.codice, ...(soppresso ? { stato: 'SOPPRESSO' } : statoDi(valore)) };
    });
  return new Map(calcola(definizione, dati).map((dato) => [dato.voce, dato]));
}

const haFigura = (figura: Figura | undefined): boolean =>
  figura !== undefined && (figura.valore !== null || figura.soppresso);

function statoDi(valore: number | null): Pick<Dato, 'stato' | 'valore'> {
  if (valore === null) {
    return { stato: 'NON_PERVENUTO' };
  }
  return valore === 0 ? { stato: 'ZERO' } : { stato: 'VALORE', valore };
}

function sommaDi({ codice, siSomma }: Voce, ora: PerAmbito): ValoreConfrontato {
  const celle = [...ora.values()].flatMap((perVoce) => perVoce.get(codice) ?? []).filter(haFigura);
  const inVerifica = celle.some((cella) => cella.inVerifica);
  if (celle.some(({ soppresso }) => soppresso)) {
    return { valore: null, soppresso: true, inVerifica };
  }
  const valori = celle.flatMap(({ valore }) => valore ?? []);
  return siSomma && valori.length > 0
    ? {
        valore: arrotonda(
          valori.reduce((somma, valore) => somma + valore, 0),
          6,
        ),
        soppresso: false,
        inVerifica,
      }
    : NIENTE;
}

/** Who owed a voce, who gave it and who did not. */
export function coperturaDiVoce({ voce: { codice }, vista: { attesi, ora } }: RigaConfronto): Copertura {
  const dati = [...ora.values()].flatMap((perVoce) => perVoce.get(codice) ?? []);
  const dette = dati.filter(({ stato }) => stato !== StatoValore.NON_PERVENUTO);
  return coperturaDeiDestinatari(
    attesi,
    dette.map(({ ambitoId, data, origine }) => ({ numero: ambitoId, data, origine })),
  );
}

const MINIMO_PER_MEDIANA = 3;

/** Of two figures the median would tell one to who knows the other. */
function mediana(valori: readonly number[]): number | null {
  if (valori.length < MINIMO_PER_MEDIANA) {
    return null;
  }
  const ordinati = [...valori].sort((a, b) => a - b);
  const meta = Math.floor(ordinati.length / 2);
  const valore = ordinati.length % 2 === 1 ? ordinati[meta]! : (ordinati[meta - 1]! + ordinati[meta]!) / 2;
  return arrotonda(valore, 4);
}

function arrotonda(valore: number, decimali: number): number {
  const fattore = 10 ** decimali;
  return Math.round(valore * fattore) / fattore;
}
