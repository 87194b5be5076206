import {
  conteggioPubblico,
  pubblicaConteggio,
  type Pubblicato,
  pubblicaTasso,
  SOGLIE,
} from '@trama/disclosure/conteggio';
import { type Cella, type Cubo, eStampata, type Figura, type Misura } from './cubo.js';
import { chiave, eTotale, type Posto } from './posto.js';
import { totaliDi } from './totali.js';

const SOPPRESSO: Pubblicato = Object.freeze({ valore: null, soppresso: true });

/**
 * The cells of an edition: every figure as it may leave, in an order that depends on nothing but the figures.
 *
 * @throws RangeError when the cube asks for thresholds under the least, names a count that is not among its measures, or
 * gives a total of its own
 */
export function celleDi(cubo: Cubo, figure: readonly Figura[]): Cella[] {
  if (figure.some(eTotale)) {
    throw new RangeError(`cube ${cubo.nome}: totals over contributors are made here, from the figures of each`);
  }
  soloConteggi(cubo);
  const ordinate = [...figure].sort(perChiave);
  const di = (tipo: Misura['tipo']) => ordinate.filter(({ codice }) => cubo.misure[codice]?.tipo === tipo);
  const pubbliche = di('PUBBLICA').map((figura) => ({ ...figura, ...conteggioPubblico(figura.valore) }));
  const contate = di('PERSONE').map((figura) => ({ ...figura, ...contata(cubo, figura) }));
  return [
    ...pubbliche,
    ...contate,
    ...dipendentiDi(cubo, di('DIPENDENTE'), contate),
    ...tassiDi(cubo, di('TASSO'), contate, pubbliche),
    ...totaliDi(cubo, di('PERSONE')),
  ].sort(perChiave);
}

/** A name misspelt in a sum would take the sum away from the auditor, and nobody would see it. */
function soloConteggi({ nome, misure, totali = [], somme = [] }: Cubo): void {
  const addendi = somme.flatMap(({ intero, parti }) => [intero, ...parti]);
  const estraneo =
    totali.find((codice) => misure[codice]?.tipo !== 'PERSONE') ??
    addendi.find((codice) => misure[codice]?.tipo !== 'PERSONE' && misure[codice]?.tipo !== 'PUBBLICA');
  if (estraneo !== undefined) {
    throw new RangeError(`cube ${nome}: ${estraneo} is not a count among its measures, so it is in no sum`);
  }
}

function contata({ soglie = SOGLIE, soppressioni = [] }: Cubo, figura: Figura): Pubblicato {
  if (eStampata(figura)) {
    return conteggioPubblico(figura.valore);
  }
  const pubblicato = pubblicaConteggio(figura.valore, soglie);
  return soppressioni.some((cella) => chiave(cella) === chiave(figura)) ? SOPPRESSO : pubblicato;
}

/**
 * A figure about people whose number cannot be told would tell about them, so it is suppressed with it; and it is
 * there, suppressed, even when there is none, because a missing median would tell that nobody was counted.
 */
function dipendentiDi({ misure }: Cubo, figure: readonly Figura[], contate: readonly Cella[]): Cella[] {
  const persone = perPosto(contate);
  const date = perPosto(figure);
  const dette = figure.map((figura) => {
    const misura = misure[figura.codice];
    const cella = misura?.tipo === 'DIPENDENTE' ? persone.get(chiave({ ...figura, codice: misura.da })) : undefined;
    return { ...figura, ...(!cella || cella.soppresso ? SOPPRESSO : { valore: figura.valore, soppresso: false }) };
  });
  const taciute = contate
    .filter(({ soppresso }) => soppresso)
    .flatMap((cella) =>
      Object.entries(misure)
        .filter(([, misura]) => misura.tipo === 'DIPENDENTE' && misura.da === cella.codice)
        .map(([codice]) => ({ ...cella, codice })),
    );
  return [...dette, ...taciute.filter((cella) => !date.has(chiave(cella)))];
}

/** From published numbers, so that a rate says nothing that they do not; a printed one is already public. */
function tassiDi(
  { misure }: Cubo,
  figure: readonly Figura[],
  contate: readonly Cella[],
  pubbliche: readonly Cella[],
): Cella[] {
  const stampate = perPosto(figure.filter(eStampata));
  const denominatori = perPosto(pubbliche);
  return Object.entries(misure).flatMap(([codice, misura]) =>
    misura.tipo !== 'TASSO'
      ? []
      : contate
          .filter((cella) => cella.codice === misura.di)
          .map((cella) => {
            const stampata = stampate.get(chiave({ ...cella, codice }));
            const su = denominatori.get(chiave({ ...cella, codice: misura.su }))?.valore ?? null;
            return stampata
              ? { ...stampata, soppresso: false }
              : { ...cella, codice, ...pubblicaTasso(cella, su, misura.per) };
          }),
  );
}

const perChiave = (a: Posto, b: Posto): number => chiave(a).localeCompare(chiave(b));

const perPosto = <T extends Posto>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [chiave(one), one]));
