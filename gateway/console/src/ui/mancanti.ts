import { createContext, useContext } from 'react';

/**
 * The fields of the answer that a missing service left empty. What is null then is «non disponibile»: nobody knows
 * whether there is a figure, and «non pervenuto» would blame who has sent it.
 */
export const MancantiContext = createContext<ReadonlySet<string>>(new Set());

export const useMancanti = (): ReadonlySet<string> => useContext(MancantiContext);
