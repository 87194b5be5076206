/** Where a figure stands in a cube. */
export interface Posto {
  readonly ambito_id: number;
  readonly anno: number;
  readonly codice: string;
}

/** Stands where the number of an ambito does, in a total over ambiti. */
export const TUTTI_GLI_AMBITI = 0;

/** Its key, which sorts by ambito, year and measure. */
export const chiave = ({ ambito_id, anno, codice }: Posto): string =>
  `${String(ambito_id).padStart(3, '0')}/${anno}/${codice}`;

/** As people call it. */
export const nomeDi = ({ ambito_id, anno, codice }: Posto): string =>
  `${ambito_id === TUTTI_GLI_AMBITI ? 'tutti gli ambiti' : `ambito ${ambito_id}`}, ${anno}, ${codice}`;
