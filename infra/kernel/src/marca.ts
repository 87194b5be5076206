/** Where a subgraph tells the gateway which mark its published data stand under. */
export const MARCA_PATH = '/marca';

/** With what a subgraph says of an answer that all of it was read under one mark. */
export const MARCA_HEADER = 'x-trama-marca';

/**
 * For so long after it asked, the gateway believes a mark; whoever has published waits as long before saying so, and then
 * nobody is told the figures of before, whatever became of the lines between.
 */
export const MARCA_VALE_MS = 3_000;

export const marcaDelGiorno = (marca: string, giorno: string): string => `${marca}.${giorno}`;
