import { groupByKey } from '@trama/database/align';
import type { DefinizioneAnnuale } from '@trama/regole/rilevazione';
import type { Dato } from '@trama/regole/valori';
import { sorgentiDi } from '@trama/regole/sorgenti';
import { calcola } from '@trama/regole/verifica';
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
  /** Of the year before, by the same contributors. */
  readonly precedenti: readonly Figura[];
}

/**
 * One row for each voce that is a number, in the order of the form. Rates, totals and medians are worked out from what the
 * reader sees, so that they tell nothing more.
 */
export function confronta(annata: Annata): RigaConfronto[] {
  const vista = vistaDa(annata);
  return annata.voci
    .filter(({ tipo }) => tipo !== 'TESTO' && tipo !== 'SI_NO')
    .map((voce) => {
      const perAmbito = annata.attesi.map((atteso) => valoreDi(voce, atteso, vista));
      return {
        voce,
        perAmbito,
        totale: totaleDi(voce, vista),
        mediana: mediana(perAmbito.flatMap(({ valore }) => valore ?? [])),
        medianaPer1000Minori: mediana(perAmbito.flatMap(({ per1000Minori }) => per1000Minori ?? [])),
        inVerifica: perAmbito.some(({ inVerifica }) => inVerifica),
        copertura: coperturaDiVoce(voce, vista),
      };
    });
}

type PerVoce = ReadonlyMap<string, Figura>;

/** The figures of the year and of the one before, the calculated ones too, by contributor and voce. */
interface Vista {
  readonly annata: Annata;
  readonly ora: ReadonlyMap<number, PerVoce>;
  readonly prima: ReadonlyMap<number, PerVoce>;
}

function vistaDa(annata: Annata): Vista {
  const numeri = annata.attesi.map(({ ambitoId }) => ambitoId);
  const perAmbito = (figure: readonly Figura[]): ReadonlyMap<number, PerVoce> => {
    const gruppi = groupByKey(numeri, figure, ({ ambitoId }) => ambitoId);
    return new Map(numeri.map((numero, i) => [numero, conCalcolate(annata.definizione, gruppi[i]!)]));
  };
  return { annata, ora: perAmbito(annata.figure), prima: perAmbito(annata.precedenti) };
}

function conCalcolate(definizione: DefinizioneAnnuale, figure: readonly Figura[]): PerVoce {
  const perVoce = new Map(figure.map((figura) => [figura.voce, figura]));
  const [modello] = figure;
  if (modello) {
    for (const { voce, stato, valore } of calcola(definizione, figure.map(datoDi))) {
      const soppresso = stato === 'SOPPRESSO';
      const esiste = soppresso || typeof valore === 'number';
      perVoce.set(voce, {
        ...modello,
        voce,
        stato: stato as StatoValore,
        valore: valore ?? null,
        soppresso,
        inVerifica: esiste && [...sorgentiDi(definizione, voce)].some((sorgente) => perVoce.get(sorgente)?.inVerifica),
      });
    }
  }
  return perVoce;
}

const datoDi = ({ voce, stato, valore }: Figura): Dato => ({
  voce,
  stato,
  valore: stato === StatoValore.VALORE ? valore : null,
});

const ASSENTE = { valore: null, soppresso: false, stato: StatoValore.NON_PERVENUTO, inVerifica: false, origine: null };

function valoreDi(voce: Voce, { ambitoId, minori, residenti }: Atteso, { ora, prima }: Vista): ValoreDiAmbito {
  const { valore, soppresso, stato, inVerifica, origine } = ora.get(ambitoId)?.get(voce.codice) ?? ASSENTE;
  const figuraPrima = prima.get(ambitoId)?.get(voce.codice);
  const precedente = figuraPrima?.valore ?? null;
  const contate = voce.contaPersone ? valore : null;
  const variazione = valore !== null && precedente ? arrotonda(valore / precedente - 1, 4) : null;
  return {
    destinatarioId: ambitoId,
    valore,
    soppresso,
    stato,
    per1000Minori: perMille(contate, minori),
    per1000Residenti: perMille(contate, residenti),
    variazione,
    variazioneInVerifica: variazione !== null && (inVerifica || figuraPrima!.inVerifica),
    inVerifica,
    origine,
  };
}

const perMille = (contate: number | null, su: number | null): number | null =>
  contate !== null && su ? arrotonda((contate * 1_000) / su, 2) : null;

const NIENTE: ValoreConfrontato = { valore: null, soppresso: false, inVerifica: false };

/** Of a calculated voce the calculation on the sums of those who have all of its parts: a part alone would bend a ratio. */
function totaleDi(voce: Voce, { annata, ora }: Vista): ValoreConfrontato {
  if (!voce.calcolata) {
    return sommaDi(voce, ora);
  }
  const interi = new Map([...ora].filter(([, perVoce]) => haFigura(perVoce.get(voce.codice))));
  const dati = annata.voci
    .filter(({ calcolata }) => !calcolata)
    .map((una): Dato => {
      const { valore, soppresso } = sommaDi(una, interi);
      return { voce: una.codice, ...(soppresso ? { stato: 'SOPPRESSO' } : statoDi(valore)) };
    });
  const calcolato = calcola(annata.definizione, dati).find((dato) => dato.voce === voce.codice);
  const inVerifica = [...interi.values()].some((perVoce) => perVoce.get(voce.codice)!.inVerifica);
  return { valore: calcolato?.valore ?? null, soppresso: calcolato?.stato === 'SOPPRESSO', inVerifica };
}

const haFigura = (figura: Figura | undefined): boolean =>
  figura !== undefined && (figura.valore !== null || figura.soppresso);

function statoDi(valore: number | null): Pick<Dato, 'stato' | 'valore'> {
  if (valore === null) {
    return { stato: 'NON_PERVENUTO' };
  }
  return valore === 0 ? { stato: 'ZERO' } : { stato: 'VALORE', valore };
}

function sommaDi({ codice, siSomma }: Voce, ora: Vista['ora']): ValoreConfrontato {
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

function coperturaDiVoce({ codice }: Voce, { annata: { attesi }, ora }: Vista): RigaConfronto['copertura'] {
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
