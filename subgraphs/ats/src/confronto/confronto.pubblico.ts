import type { Cubo } from '@trama/publication/cubo';
import { AVVISI_RILEVATI, figurePubblicabili } from '../rilevazione/dati-rilevati.loader.js';
import { dizionarioDi } from '../rilevazione/dizionario.service.js';

/**
 * The voci of the collection that leave the coordination. Reviewed: each counts people, none is the sum or the difference
 * of others here, so that no arithmetic gives a suppressed one back. All other voci are the coordination's alone.
 */
export const VOCI_PUBBLICHE = [
  'minori_31_12',
  'nuclei_31_12',
  'minori_prevenzione',
  'minori_tutela',
  'educativa_nuclei',
  'educativa_minori',
  'spazio_neutro_nuclei',
  'spazio_neutro_minori',
  'affido_minori',
  'comunita_minori',
  'genitori_condivisi',
  'consultori_utenti',
] as const;

/** What is counted also by the cube of yearly figures, where the auditor must know that it is the same. */
const STESSE: Readonly<Record<string, string>> = {
  minori_31_12: 'TUTELA_MINORI_IN_CARICO',
  nuclei_31_12: 'TUTELA_NUCLEI_IN_CARICO',
};

/** Published campaigns of the collection on child protection, by contributor, year and voce. */
export const tutelaMinori: Cubo = {
  nome: 'tutela-minori',
  dizionario: () => dizionarioDi('tutela-minori', 'Rilevazione sulla tutela dei minori', VOCI_PUBBLICHE),
  statement: `
    /* confronto.pubblica */${figurePubblicabili('tutela-minori')}
    ORDER BY c.ambito_id, k.anno, v.voce`,
  avvisi: `
    /* confronto.pubblicaAvvisi */
    SELECT ambito_id, anno, voce AS codice, avviso, data, fonte, origine FROM (${AVVISI_RILEVATI}) v
    WHERE rilevazione = 'tutela-minori'`,
  misure: Object.fromEntries(
    VOCI_PUBBLICHE.map((voce) => [voce, { tipo: 'PERSONE', ...(STESSE[voce] && { conta: STESSE[voce] }) }]),
  ),
};

/**
 * What leaves the coordination of each collection, to those who are neither its owner nor the coordination. Of a
 * collection that is not here nothing does, until somebody has reviewed its voci.
 */
export const PUBBLICI: ReadonlyMap<string, { readonly cubo: string; readonly voci: ReadonlySet<string> }> = new Map([
  ['tutela-minori', { cubo: tutelaMinori.nome, voci: new Set<string>(VOCI_PUBBLICHE) }],
]);
