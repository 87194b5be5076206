/** Colours that keep 3:1 on white and apart for who does not see all colours; never the only way to tell things apart. */
export const COLORI = ['#0066cc', '#a14500', '#00734d', '#7a3fa0', '#8a6500', '#b3004b', '#33556e', '#5c5c00'] as const;
export const TESTO = '#17324d';
export const TENUE = '#5b6f82';
export const LINEA = '#c5d0dc';
export const CARATTERE = '"Titillium Web", Geneva, Tahoma, sans-serif';

export const colore = (index: number): string => COLORI[index % COLORI.length] ?? COLORI[0];
