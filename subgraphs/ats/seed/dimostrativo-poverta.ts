import { type Caso, caso } from '@trama/reference/caso';
import { FONTE_DIMOSTRATIVA as fonte } from '@trama/reference/fonte';
import { ANNI_RILEVATI, POVERTA, rigaCompilazione, rigaValore } from './rilevazioni.js';

export interface Residenti {
  readonly ambito_id: number;
  readonly anno: number;
  readonly residenti: number;
  readonly minori: number;
}

/** Who is not in every year, so that a series has somebody who joins and somebody who leaves. */
const ASSENZE: ReadonlyArray<readonly [ambito: number, anno: number]> = [
  [12, 2019],
  [9, 2021],
];

const rispondono = (popolazione: readonly Residenti[]): Residenti[] =>
  popolazione.filter(
    ({ ambito_id, anno }) =>
      ANNI_RILEVATI.some((uno) => uno === anno) &&
      !ASSENZE.some(([ambito, senza]) => ambito === ambito_id && senza === anno),
  );

/** Invented answers of everybody but ambito 4. */
export const compilazioniPovertaDimostrative = (popolazione: readonly Residenti[]) =>
  rispondono(popolazione).map(({ ambito_id, anno }) =>
    rigaCompilazione(ambito_id, anno, `${anno + 1}-02-${10 + ambito_id}`, POVERTA),
  );

export const valoriPovertaDimostrativi = (popolazione: readonly Residenti[]) =>
  rispondono(popolazione).flatMap((riga) =>
    Object.entries(figure(riga)).map(([voce, valore]) => ({
      ...rigaValore({ ambito: riga.ambito_id, anno: riga.anno, rilevazione: POVERTA }, voce, valore, 'DIMOSTRATIVO'),
      nota: null,
      fonte,
    })),
  );

/** Poorer ambiti have more of everything, so that themes go together as the document says that they do. */
function figure({ ambito_id, anno, residenti, minori }: Residenti): Record<string, number> {
  const disagio = caso(8_000 + ambito_id).numero(0.7, 1.4) * (1 + (anno - 2020) * 0.04);
  const sorte = caso(9_000 + ambito_id * 10_000 + anno);
  const perMille = (min: number, max: number, su = residenti): number =>
    Math.round((su * disagio * sorte.numero(min, max)) / 1_000);
  const beneficiari = perMille(3, 5);
  const chiesti = perMille(4, 7);
  return {
    ...reddito(sorte, anno, beneficiari),
    nuclei_unipersonali: perMille(2, 3.5),
    nuclei_due_figli: perMille(0.8, 1.6),
    nuclei_stranieri: perMille(1, 2.4),
    minori_in_poverta: perMille(12, 22, minori),
    giovani_in_poverta: perMille(0.4, 0.9),
    anziani_in_poverta: perMille(0.6, 1.2),
    sovraindebitati: perMille(0.1, 0.5),
    misura_unica_istanze: chiesti,
    misura_unica_ammesse: Math.round(chiesti * sorte.numero(0.6, 0.9)),
    sfratti: perMille(0.15, 0.5),
    alloggi_domande: perMille(1.5, 3),
    housing_appartamenti: sorte.intero(4, 60),
    alloggi_pubblici: sorte.intero(5, 80),
    provvedimenti_affitto: sorte.intero(1, 3),
    lavoratori_poveri: perMille(0.5, 1.3),
    sil_utenti: perMille(0.7, 1.3),
    zeroottanta_segnalazioni: perMille(0.2, 0.4),
    zeroottanta_progetti: perMille(0.05, 0.18),
    poverta_salute: perMille(0.3, 0.8),
  };
}

function reddito(sorte: Caso, anno: number, beneficiari: number): Record<string, number> {
  const quota = (min: number, max: number): number => Math.round(beneficiari * sorte.numero(min, max));
  return {
    rdc_beneficiari: beneficiari,
    rdc_casi_assegnati: quota(0.8, 1.5),
    rdc_persone_sole: quota(0.3, 0.45),
    ...(anno >= 2020 && { rem_nuclei: quota(0.15, 0.4) }),
    rdc_case_manager: quota(0.5, 0.8),
    patti_inclusione: quota(0.3, 0.6),
    puc_avviati: sorte.intero(0, 12),
    autonomia_disabili: sorte.intero(1, 9),
    autonomia_anziani: sorte.intero(2, 12),
  };
}
