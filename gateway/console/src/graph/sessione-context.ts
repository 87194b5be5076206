import { createContext, useContext } from 'react';
import type { Io } from './sessione';

export interface SessioneValore {
  readonly io: Io;
  /** True from when the API said that the session is over. */
  readonly isFinita: boolean;
}

export const SessioneContext = createContext<SessioneValore | null>(null);

export function useSessione(): SessioneValore {
  const value = useContext(SessioneContext);
  if (!value) {
    throw new Error('useSessione needs SessioneContext around it');
  }
  return value;
}

/** Whether the caller may do it, by the API's own table. */
export const usePermesso = (permesso: string): boolean => useSessione().io.permessi.includes(permesso);
