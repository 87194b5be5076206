import type { Tx } from '@trama/database/database';
import { conteggioDi, tassoPerMille } from '@trama/schema/conteggio';
import { type Copertura, coperturaDi } from '@trama/schema/copertura';
import { Origine } from '@trama/schema/origine';
import { listAmbiti } from '../territorio/territorio.loader.js';
import type { CodiceDato } from './dato-annuale.codici.js';
import { contributiDati, type DatiAmbito, type Dato } from './dato-annuale.loader.js';
import type { AffidoAmbito, PovertaAmbito, TutelaMinoriAmbito } from './dato-annuale.type.js';

/** Null when none of the figures was contributed: an object of nulls would look like an answer. */
function conDati<T>(
  dati: DatiAmbito | null,
  codici: readonly CodiceDato[],
  build: (found: Dato, dati: DatiAmbito) => T,
): T | null {
  const found = codici.flatMap((codice) => dati?.dati[codice] ?? []);
  // Should figures of two origins ever meet, the answer owns up to the lesser one.
  const first = found.find(({ origine }) => origine === Origine.DIMOSTRATIVO) ?? found[0];
  return dati && first ? build(first, dati) : null;
}

const conteggio = ({ dati }: DatiAmbito, codice: CodiceDato, origine: Origine) =>
  conteggioDi(dati[codice]?.valore ?? null, origine);

export function tutelaMinoriDi(dati: DatiAmbito | null): TutelaMinoriAmbito | null {
  return conDati(dati, ['TUTELA_MINORI_IN_CARICO', 'TUTELA_NUCLEI_IN_CARICO'], ({ fonte, origine }, d) => {
    const minoriInCarico = conteggio(d, 'TUTELA_MINORI_IN_CARICO', origine);
    return {
      minoriInCarico,
      nucleiInCarico: conteggio(d, 'TUTELA_NUCLEI_IN_CARICO', origine),
      minoriInCaricoPer1000: tassoPerMille(minoriInCarico, d.minori),
      minoriResidenti: d.minori,
      fonte,
      origine,
    };
  });
}

export function affidoDi(dati: DatiAmbito | null): AffidoAmbito | null {
  return conDati(dati, ['AFFIDO_MINORI_IN_ATTESA', 'AFFIDI_IN_ESSERE'], ({ fonte, origine }, d) => ({
    minoriInAttesa: conteggio(d, 'AFFIDO_MINORI_IN_ATTESA', origine),
    affidiInEssere: conteggio(d, 'AFFIDI_IN_ESSERE', origine),
    fonte,
    origine,
  }));
}

export function povertaDi(dati: DatiAmbito | null): PovertaAmbito | null {
  return conDati(dati, ['POVERTA_BENEFICIARI'], ({ fonte, origine }, d) => {
    const beneficiari = conteggio(d, 'POVERTA_BENEFICIARI', origine);
    return {
      beneficiari,
      beneficiariPer1000: tassoPerMille(beneficiari, d.residenti),
      residenti: d.residenti,
      fonte,
      origine,
    };
  });
}

/** Who of the twelve gave any yearly figure for a year. */
export async function coperturaDati(tx: Tx, anno: number): Promise<Copertura> {
  return coperturaDi(await listAmbiti(tx), await contributiDati(tx, anno));
}
