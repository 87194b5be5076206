import { type Caso, caso } from '@trama/reference/caso';
import { FONTE_DIMOSTRATIVA as fonte } from '@trama/reference/fonte';
import { ANNI_RILEVATI, rigaCompilazione, rigaValore } from './rilevazioni.js';

export interface Minori {
  readonly ambito_id: number;
  readonly anno: number;
  readonly minori: number;
}

/** Sized as a large ambito: no source of ours has its residents. */
const VALLE_CAMONICA = { ambito_id: 13, minori: 16_000 };

/** Invented answers of everybody but ambito 4, that keep every rule of the collection. */
export function compilazioniDimostrative(popolazione: readonly Minori[]) {
  return inventate(popolazione).map(({ ambito, anno, giorno }) => rigaCompilazione(ambito, anno, giorno));
}

export function valoriDimostrativi(popolazione: readonly Minori[]) {
  return inventate(popolazione).flatMap(({ ambito, anno, valori }) =>
    Object.entries(valori).map(([voce, valore]) => ({
      ...rigaValore({ ambito, anno }, voce, valore, 'DIMOSTRATIVO'),
      fonte,
    })),
  );
}

interface Inventata {
  readonly ambito: number;
  readonly anno: number;
  readonly giorno: string;
  readonly valori: Readonly<Record<string, number>>;
}

function inventate(popolazione: readonly Minori[]): Inventata[] {
  const minori = new Map(
    popolazione.filter(({ anno }) => anno === ANNI_RILEVATI[0]).map((riga) => [riga.ambito_id, riga.minori]),
  );
  minori.set(VALLE_CAMONICA.ambito_id, VALLE_CAMONICA.minori);
  return [...minori].flatMap(([ambito, residenti]) => {
    const sorte = caso(7_000 + ambito);
    let inizio = Math.round((residenti * sorte.numero(22, 42)) / 1000);
    return ANNI_RILEVATI.map((anno) => {
      const valori = annata(sorte, inizio);
      inizio = valori.minori_31_12!;
      const giorno = `2021-${String(sorte.intero(2, 10)).padStart(2, '0')}-${String(sorte.intero(10, 28))}`;
      return { ambito, anno, giorno, valori };
    });
  });
}

/** One year of a service that begins it with so many minors. */
function annata(sorte: Caso, inizio: number): Record<string, number> {
  const quota = (di: number, min: number, max: number): number => Math.round(di * sorte.numero(min, max));
  const nuovi = quota(inizio, 0.18, 0.3);
  const chiusi = quota(inizio, 0.16, 0.28);
  const fine = inizio + nuovi - chiusi;
  const nuclei = Math.max(1, quota(fine, 0.62, 0.74));
  return {
    minori_1_1: inizio,
    minori_nuovi: nuovi,
    minori_chiusi: chiusi,
    minori_31_12: fine,
    nuclei_31_12: nuclei,
    nuclei_su_piu_ambiti: sorte.intero(0, 6),
    ...eta(sorte, fine),
    ...servizi(sorte, inizio + nuovi, fine),
    ...educativa(sorte, fine),
    ...spazioNeutro(sorte, fine),
    ...accoglienza(sorte, fine),
    ...parti(sorte, chiusi, ['chiusi_positivi', 'chiusi_maggiore_eta', 'chiusi_trasferimento', 'chiusi_altro']),
    ...attesa(sorte),
    genitori_condivisi: sorte.intero(20, 120),
    consultori_utenti: sorte.intero(2_000, 9_000),
    supporto_psicologico: sorte.intero(180, 240),
    territorio_contatti: sorte.intero(1_000, 6_000),
  };
}

const eta = (sorte: Caso, fine: number): Record<string, number> => ({
  eta_media: sorte.intero(80, 125) / 10,
  ...parti(sorte, fine, ['minori_0_2', 'minori_3_5', 'minori_6_10', 'minori_11_13', 'minori_14_17', 'giovani_18_21']),
});

/** Who moves from prevention to protection in the year is followed by both. */
function servizi(sorte: Caso, distinti: number, fine: number): Record<string, number> {
  const passaggi = sorte.intero(2, 9);
  const seguiti = distinti + passaggi;
  const tutela = Math.round(seguiti * sorte.numero(0.55, 0.68));
  const conProvvedimento = Math.round(Math.min(fine, tutela) * sorte.numero(0.6, 0.85));
  const minorenni = Math.round(conProvvedimento * sorte.numero(0.6, 0.75));
  const ordinario = conProvvedimento - minorenni;
  const provvedimenti = { minorenni: minorenni + sorte.intero(5, 20), ordinario: ordinario + sorte.intero(2, 9) };
  return {
    minori_prevenzione: seguiti - tutela,
    minori_tutela: tutela,
    passaggi_a_tutela: passaggi,
    accessi_spontanei: sorte.intero(30, 120),
    minori_penale: sorte.intero(0, 25),
    minori_con_provvedimento: conProvvedimento,
    minori_tribunale_minorenni: minorenni,
    minori_tribunale_ordinario: ordinario,
    provvedimenti_tribunale_minorenni: provvedimenti.minorenni,
    provvedimenti_tribunale_ordinario: provvedimenti.ordinario,
    provvedimenti_procura: sorte.intero(0, 12),
    incarichi_valutazione: Math.round(provvedimenti.minorenni * 0.4),
    limitazioni_incontri: sorte.intero(3, 25),
    messe_in_protezione: sorte.intero(0, 8),
  };
}

function educativa(sorte: Caso, fine: number): Record<string, number> {
  const nuclei = Math.max(1, Math.round(fine * sorte.numero(0.08, 0.14)));
  const minori = Math.round(nuclei * sorte.numero(1.2, 1.7));
  const ore = minori * sorte.intero(50, 110);
  const conclusi = sorte.intero(5, 20);
  return {
    educativa_nuclei: nuclei,
    educativa_minori: minori,
    educativa_ore: ore,
    educativa_progetti_avviati: sorte.intero(8, 30),
    educativa_progetti_conclusi: conclusi,
    educativa_obiettivo_raggiunto: Math.round(conclusi * sorte.numero(0.5, 0.8)),
    spesa_educativa: ore * sorte.intero(20, 26),
  };
}

function spazioNeutro(sorte: Caso, fine: number): Record<string, number> {
  const nuclei = Math.max(1, Math.round(fine * sorte.numero(0.03, 0.07)));
  const incontri = nuclei * sorte.intero(10, 24);
  return {
    spazio_neutro_nuclei: nuclei,
    spazio_neutro_minori: nuclei + sorte.intero(0, 6),
    spazio_neutro_incontri: incontri,
    spazio_neutro_ore: Math.round(incontri * 1.5),
  };
}

function accoglienza(sorte: Caso, fine: number): Record<string, number> {
  const affido = Math.round(fine * sorte.numero(0.02, 0.05));
  const comunita = Math.round(fine * sorte.numero(0.03, 0.06));
  return {
    affido_progetti: affido,
    affido_minori: affido,
    affido_attesa: sorte.intero(0, 9),
    comunita_minori: comunita,
    comunita_minori_31_12: Math.round(comunita * 0.7),
    comunita_giornate: comunita * sorte.intero(120, 280),
  };
}

function attesa(sorte: Caso): Record<string, number> {
  const nuclei = sorte.intero(0, 14);
  return { attesa_nuclei: nuclei, attesa_giorni: nuclei === 0 ? 0 : sorte.intero(10, 60) };
}

/** A whole as the sum of its parts, none of them negative. */
function parti(sorte: Caso, intero: number, voci: readonly string[]): Record<string, number> {
  let resto = intero;
  return Object.fromEntries(
    voci.map((voce, i) => {
      const rimaste = voci.length - i;
      const parte = rimaste === 1 ? resto : Math.min(resto, Math.round((resto / rimaste) * sorte.numero(0.5, 1.5)));
      resto -= parte;
      return [voce, parte];
    }),
  );
}
