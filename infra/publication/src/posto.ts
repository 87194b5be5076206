import type { Contributore } from '@trama/disclosure/audit/modello';

/** Where a figure stands in a cube. */
export interface Posto {
  /** `TUTTI_GLI_AMBITI` for what is of no single ambito. */
  readonly ambito_id: number;
  readonly anno: number;
  readonly codice: string;
  /** Code of the body that contributed it, in a cube of bodies; absent or empty in a cube of ambiti, and in a total. */
  readonly ente?: string;
}

/** Stands where the number of an ambito does, in a total over contributors and in the figure of a body. */
export const TUTTI_GLI_AMBITI = 0;

/** Who gave a figure and so knows it; null for a total over several. */
export const contributoreDi = ({ ambito_id, ente }: Posto): Contributore | null =>
  ente || (ambito_id === TUTTI_GLI_AMBITI ? null : ambito_id);

export const eTotale = (posto: Posto): boolean => contributoreDi(posto) === null;

/** Only where it stands, of something that stands there. */
export const postoDi = ({ ambito_id, anno, codice, ente }: Posto): Posto => ({
  ambito_id,
  anno,
  codice,
  ...(ente && { ente }),
});

/** Its key, which sorts by ambito, year and measure. */
export const chiave = ({ ambito_id, anno, codice, ente }: Posto): string =>
  `${String(ambito_id).padStart(3, '0')}/${anno}/${codice}${ente ? `/${ente}` : ''}`;

/** As people call it. */
export const nomeDi = (posto: Posto): string => `${chiDi(posto)}, ${posto.anno}, ${posto.codice}`;

function chiDi({ ambito_id, ente }: Posto): string {
  if (ente) {
    return `ente ${ente}`;
  }
  return ambito_id === TUTTI_GLI_AMBITI ? 'tutti insieme' : `ambito ${ambito_id}`;
}
