import { type DifferenzaCella, TipoDifferenza } from './edizione.entity.js';

/** A cell of an edition. */
export interface Cella {
  readonly ambitoId: number;
  readonly anno: number;
  readonly codice: string;
  readonly valore: number | null;
  readonly soppresso: boolean;
  readonly origine: string;
}

/** What the coordination said of the figures of an ambito and year. */
export interface Motivo {
  readonly ambito: number;
  readonly anno: number;
  readonly testo: string;
}

const DI_SUO: Readonly<Record<TipoDifferenza, string>> = {
  [TipoDifferenza.ANNO_NUOVO]: 'Un anno che l’edizione prima non aveva.',
  [TipoDifferenza.CONTRIBUTORE_NUOVO]: 'L’ambito ha risposto dopo l’edizione prima.',
  [TipoDifferenza.FIGURA_NUOVA]: 'L’ambito ha aggiunto questa cifra a quelle che aveva dato.',
  [TipoDifferenza.CAMBIATA]: 'Cambiata, senza un motivo scritto.',
  [TipoDifferenza.TOLTA]: 'Tolta, senza un motivo scritto.',
};

/** Kinds that touch what was told already: these the coordination explains. */
export const DA_SPIEGARE: ReadonlySet<TipoDifferenza> = new Set([TipoDifferenza.CAMBIATA, TipoDifferenza.TOLTA]);

const chiave = ({ ambitoId, anno, codice }: Cella): string => `${String(ambitoId).padStart(3, '0')} ${anno} ${codice}`;
const diAmbito = ({ ambitoId, anno }: Cella): string => `${ambitoId} ${anno}`;

/** Cell by cell, in the order of ambito, year and code. */
export function differenzeTra(
  prima: readonly Cella[],
  dopo: readonly Cella[],
  motivi: readonly Motivo[] = [],
): DifferenzaCella[] {
  const vecchie = new Map(prima.map((cella) => [chiave(cella), cella]));
  const nuove = new Map(dopo.map((cella) => [chiave(cella), cella]));
  const anni = new Set(prima.map(({ anno }) => anno));
  const contributi = new Set(prima.map(diAmbito));
  const tipoNuova = (cella: Cella): TipoDifferenza => {
    if (!anni.has(cella.anno)) {
      return TipoDifferenza.ANNO_NUOVO;
    }
    return contributi.has(diAmbito(cella)) ? TipoDifferenza.FIGURA_NUOVA : TipoDifferenza.CONTRIBUTORE_NUOVO;
  };
  return [...new Set([...vecchie.keys(), ...nuove.keys()])].sort().flatMap((posto) => {
    const [una, altra] = [vecchie.get(posto), nuove.get(posto)];
    if (una && altra && uguali(una, altra)) {
      return [];
    }
    const conNuova = altra && (una ? TipoDifferenza.CAMBIATA : tipoNuova(altra));
    return [differenza(una, altra, conNuova ?? TipoDifferenza.TOLTA, motivi)];
  });
}

const uguali = (una: Cella, altra: Cella): boolean =>
  una.valore === altra.valore && una.soppresso === altra.soppresso && una.origine === altra.origine;

function differenza(
  una: Cella | undefined,
  altra: Cella | undefined,
  tipo: TipoDifferenza,
  motivi: readonly Motivo[],
): DifferenzaCella {
  const { ambitoId, anno, codice } = (altra ?? una)!;
  const detto = motivi.find((motivo) => motivo.ambito === ambitoId && motivo.anno === anno);
  return {
    ambito: ambitoId,
    anno,
    codice,
    tipo,
    prima: una ? { valore: una.valore, soppresso: una.soppresso } : null,
    dopo: altra ? { valore: altra.valore, soppresso: altra.soppresso } : null,
    motivo: (DA_SPIEGARE.has(tipo) && detto?.testo) || DI_SUO[tipo],
  };
}

/** Ambiti and years whose figures, told already, are not as they were, without a word of why. */
export function senzaMotivo(differenze: readonly DifferenzaCella[], motivi: readonly Motivo[]): string[] {
  const spiegati = new Set(motivi.map(({ ambito, anno }) => `${ambito} ${anno}`));
  const mancano = differenze
    .filter(({ tipo, ambito, anno }) => DA_SPIEGARE.has(tipo) && !spiegati.has(`${ambito} ${anno}`))
    .map(({ ambito, anno }) => `ambito ${ambito}, ${anno}`);
  return [...new Set(mancano)];
}
