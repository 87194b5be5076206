/** Voci of the collection on child protection that case files can count. */
export const VOCI_CONTABILI = [
  'minori_1_1',
  'minori_nuovi',
  'minori_chiusi',
  'minori_31_12',
  'nuclei_31_12',
  'minori_prevenzione',
  'minori_tutela',
  'passaggi_a_tutela',
  'accessi_spontanei',
  'minori_penale',
  'minori_con_provvedimento',
  'minori_tribunale_minorenni',
  'minori_tribunale_ordinario',
  'provvedimenti_tribunale_minorenni',
  'provvedimenti_tribunale_ordinario',
  'provvedimenti_procura',
  'incarichi_valutazione',
  'limitazioni_incontri',
  'messe_in_protezione',
  'educativa_nuclei',
  'educativa_minori',
  'educativa_ore',
  'educativa_progetti_avviati',
  'educativa_progetti_conclusi',
  'educativa_obiettivo_raggiunto',
  'spazio_neutro_nuclei',
  'spazio_neutro_minori',
  'spazio_neutro_incontri',
  'spazio_neutro_ore',
  'affido_progetti',
  'affido_minori',
  'comunita_minori',
  'comunita_minori_31_12',
  'comunita_giornate',
  'chiusi_positivi',
  'chiusi_maggiore_eta',
  'chiusi_trasferimento',
  'chiusi_altro',
] as const;

export type VoceContabile = (typeof VOCI_CONTABILI)[number];

/** Voci of the collection on fostering that the bank of foster families can count. */
export const VOCI_DELLA_BANCA = [
  'famiglie_31_12',
  'famiglie_nuove',
  'famiglie_cessate',
  'famiglie_con_affido_31_12',
  'minori_richiesti',
  'minori_in_attesa_31_12',
  'attesa_mediana',
  'affidi_1_1',
  'affidi_avviati',
  'affidi_conclusi',
  'affidi_31_12',
  'affidi_altro_ambito_31_12',
  'affidi_oltre_24_mesi_31_12',
  'affidi_residenziali',
  'affidi_diurni',
  'affidi_appoggio',
  'affidi_pronto_intervento',
  'affidi_fine_settimana',
  'affidi_residuale',
  'affidi_recuperabile',
  'affidi_consensuali',
  'affidi_giudiziali',
  'conclusi_rientro',
  'conclusi_autonomia',
  'conclusi_altro_affido',
  'conclusi_interrotti',
] as const;

export type VoceDellaBanca = (typeof VOCI_DELLA_BANCA)[number];

/** Voci of the same collection that an ambito keeps a count of all year: its promotion of fostering. */
export const VOCI_DEI_LEGAMI = [
  'antenne',
  'famiglie_contattate',
  'associazioni_contattate',
  'incontri_informativi',
  'incontri_formativi',
  'gruppi_sostegno',
] as const;

export type VoceDeiLegami = (typeof VOCI_DEI_LEGAMI)[number];

const CONTABILI: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['tutela-minori', new Set<string>(VOCI_CONTABILI)],
  ['affido', new Set<string>([...VOCI_DELLA_BANCA, ...VOCI_DEI_LEGAMI])],
]);

/** Whether what Trama keeps can count a voce of a collection, so that a proposal of it may be accepted. */
export const contabile = (rilevazione: string, voce: string): boolean => CONTABILI.get(rilevazione)?.has(voce) ?? false;
