import type { Tx } from '@trama/database/database';
import { type CellaPubblicata, contributiPubblicati } from '@trama/publication/celle.loader';
import { type Conteggio, tassoPerMille } from '@trama/schema/conteggio';
import { type Copertura, coperturaDi } from '@trama/schema/copertura';
import { Origine } from '@trama/schema/origine';
import type { Ambito } from '../territorio/territorio.entity.js';
import { CODICI_DATO, type CodiceDato } from './dato-annuale.codici.js';
import { datiAnnuali } from './dato-annuale.cubo.js';
import type { AffidoAmbito, PovertaAmbito, TutelaMinoriAmbito } from './dato-annuale.type.js';

type Celle = readonly CellaPubblicata[];

const MANCANTE: Conteggio = { valore: null, soppresso: false };

function conteggio(celle: Celle, codice: CodiceDato): Conteggio {
  const cella = celle.find((candidate) => candidate.codice === codice);
  return cella ? { valore: cella.valore, soppresso: cella.soppresso } : MANCANTE;
}

const popolazione = (celle: Celle, codice: 'RESIDENTI' | 'MINORI_RESIDENTI'): number | null =>
  celle.find((cella) => cella.codice === codice)?.valore ?? null;

/** Null when none of the figures was contributed: an object of nulls would look like an answer. */
function conDati<T>(celle: Celle, codici: readonly CodiceDato[], build: (found: CellaPubblicata) => T): T | null {
  const found = celle.filter(({ codice }) => codici.includes(codice as CodiceDato));
  // Should figures of two origins ever meet, the answer owns up to the lesser one.
  const first = found.find(({ origine }) => origine === Origine.DIMOSTRATIVO) ?? found[0];
  return first ? build(first) : null;
}

export const tutelaMinoriDi = (celle: Celle): TutelaMinoriAmbito | null =>
  conDati(celle, ['TUTELA_MINORI_IN_CARICO', 'TUTELA_NUCLEI_IN_CARICO'], ({ fonte, origine }) => {
    const minoriInCarico = conteggio(celle, 'TUTELA_MINORI_IN_CARICO');
    const minoriResidenti = popolazione(celle, 'MINORI_RESIDENTI');
    return {
      minoriInCarico,
      nucleiInCarico: conteggio(celle, 'TUTELA_NUCLEI_IN_CARICO'),
      minoriInCaricoPer1000: tassoPerMille(minoriInCarico, minoriResidenti),
      minoriResidenti,
      fonte,
      origine,
    };
  });

export const affidoDi = (celle: Celle): AffidoAmbito | null =>
  conDati(celle, ['AFFIDO_MINORI_IN_ATTESA', 'AFFIDI_IN_ESSERE'], ({ fonte, origine }) => ({
    minoriInAttesa: conteggio(celle, 'AFFIDO_MINORI_IN_ATTESA'),
    affidiInEssere: conteggio(celle, 'AFFIDI_IN_ESSERE'),
    fonte,
    origine,
  }));

export const povertaDi = (celle: Celle): PovertaAmbito | null =>
  conDati(celle, ['POVERTA_BENEFICIARI'], ({ fonte, origine }) => {
    const beneficiari = conteggio(celle, 'POVERTA_BENEFICIARI');
    const residenti = popolazione(celle, 'RESIDENTI');
    return { beneficiari, beneficiariPer1000: tassoPerMille(beneficiari, residenti), residenti, fonte, origine };
  });

/** Who of the expected ones any yearly figure was published of. */
export async function coperturaDati(tx: Tx, attesi: readonly Ambito[], anno: number): Promise<Copertura> {
  return coperturaDi(attesi, await contributiPubblicati(tx, datiAnnuali.nome, anno, CODICI_DATO));
}
