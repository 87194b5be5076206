import { DomainError } from './errors.js';
import type { Permesso } from './permessi.js';

/** Who is asking. Immutable for the life of a request. */
export interface Identity {
  readonly subject: string;
  /** The ambito the caller works for; null for people of the coordination layer and for the public. */
  readonly ambito: number | null;
  readonly permessi: ReadonlySet<Permesso>;
}

/** A caller without a token is somebody too: with permissions of its own, no field has to be left unguarded. */
export const PUBBLICO: Identity = Object.freeze({
  subject: 'pubblico',
  ambito: null,
  permessi: new Set<Permesso>(['territorio:leggi', 'piano:leggi', 'rete:leggi', 'statistica:leggi']),
});

/** Refuses, in words a person can act on, what the identity may not do. */
export function requirePermesso(identity: Identity, permesso: Permesso): void {
  if (!identity.permessi.has(permesso)) {
    throw new DomainError('NON_AUTORIZZATO', 'Non hai il permesso di vedere questo dato: chiedilo al tuo Ufficio di Piano.');
  }
}
