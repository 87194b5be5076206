import { oggiARoma } from '@trama/kernel/calendario';
import { marcaDelGiorno } from '@trama/kernel/marca';

/** The mark that a subgraph’s published data stand under; undefined when that is not known. */
export type MarkOf = (servizio: string) => string | undefined;

/**
 * Whether all that was read is as it would be read now. A mark that is not known is no mark: equal to nothing.
 *
 * @param marks by subgraph, what its part was read under, with the day
 */
export const areCurrent = (marks: ReadonlyMap<string, string>, markOf: MarkOf, giorno = oggiARoma()): boolean =>
  [...marks].every(([servizio, mark]) => {
    const now = markOf(servizio);
    return now !== undefined && marcaDelGiorno(now, giorno) === mark;
  });
