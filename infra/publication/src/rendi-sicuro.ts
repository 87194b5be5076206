import { type Rilievi, rilieviDi } from './audit-edizioni.js';
import { type Cubo, eStampata } from './cubo.js';
import { chiave, type Posto, postoDi } from './posto.js';
import type { CellaNota, Edizione } from './registro.js';

/** So many combinations are tried before a person has to think of something better. */
const TENTATIVI = 200;

/**
 * The further cells to suppress so that the edition passes its audit, or null when none were found: the combination
 * that takes the smallest sum of published values from readers, and among equals always the same one. Printed cells
 * cannot be hidden, nor can those of earlier editions. It changes nothing: a person puts the answer into the cube's
 * `soppressioni`, or does something better.
 */
export async function rendiSicuro(
  cubi: readonly Cubo[],
  precedenti: readonly Edizione[],
  nuova: Edizione,
  rilievi: Rilievi,
): Promise<Posto[] | null> {
  if (rilievi.contraddizioni.length > 0) {
    return null;
  }
  const candidate = candidateDi(nuova, rilievi);
  let tentativi = 0;
  for (const scelte of perPerdita(candidate.map(({ valore }) => valore!))) {
    if (++tentativi > TENTATIVI) {
      return null;
    }
    const taciute = scelte.map((i) => candidate[i]!);
    const dopo = await rilieviDi(cubi, precedenti, senza(nuova, taciute));
    if (dopo.violazioni.length === 0 && dopo.contraddizioni.length === 0) {
      return taciute.map(postoDi);
    }
  }
  return null;
}

/** Cells of the new edition that a violation was worked out from, the smallest first. */
function candidateDi(nuova: Edizione, { violazioni, posti }: Rilievi): CellaNota[] {
  const legate = new Set(
    violazioni
      .flatMap(({ legate: ids }) => ids)
      .flatMap((id) => posti.get(id) ?? [])
      .filter(({ cubo, edizione }) => cubo === nuova.cubo && edizione === nuova.numero)
      .map(chiave),
  );
  return nuova.celle
    .filter((cella) => cella.valore !== null && !eStampata(cella) && legate.has(chiave(cella)))
    .sort((a, b) => a.valore! - b.valore! || chiave(a).localeCompare(chiave(b)));
}

const senza = (edizione: Edizione, taciute: readonly CellaNota[]): Edizione => ({
  ...edizione,
  celle: edizione.celle.map((cella) => (taciute.includes(cella) ? { ...cella, valore: null, soppresso: true } : cella)),
});

/**
 * Every combination of ascending values, by its sum: from each, either one more is taken or the last is exchanged for
 * the next, so that each combination comes once and never before a cheaper one.
 */
export function* perPerdita(valori: readonly number[]): Generator<readonly number[]> {
  const coda = valori.length === 0 ? [] : [{ perdita: valori[0]!, scelte: [0] }];
  for (let prima = coda.shift(); prima; prima = coda.shift()) {
    yield prima.scelte;
    const ultima = prima.scelte.at(-1)!;
    if (ultima + 1 < valori.length) {
      const inPiu = valori[ultima + 1]!;
      coda.push({ perdita: prima.perdita + inPiu, scelte: [...prima.scelte, ultima + 1] });
      coda.push({
        perdita: prima.perdita + inPiu - valori[ultima]!,
        scelte: [...prima.scelte.slice(0, -1), ultima + 1],
      });
      coda.sort((a, b) => a.perdita - b.perdita);
    }
  }
}
