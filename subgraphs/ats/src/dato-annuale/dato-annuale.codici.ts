/** The yearly figures that the Cabina di Regia compares until each has a register of its own. */
export const CODICI_DATO = [
  'TUTELA_MINORI_IN_CARICO',
  'TUTELA_NUCLEI_IN_CARICO',
  'AFFIDO_MINORI_IN_ATTESA',
  'AFFIDI_IN_ESSERE',
  'POVERTA_BENEFICIARI',
] as const;

export type CodiceDato = (typeof CODICI_DATO)[number];
