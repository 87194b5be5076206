import { DomainError } from './errors.js';
import type { Permesso } from './permessi.js';
import { PERMESSI_DI_RUOLO, type Ruolo, type Scope } from './ruoli.js';

/** Who is asking, as a verified token says. Immutable for the life of a request. */
export interface Chiamante {
  /** Opaque and stable for one person or program of one identity provider; never a name or a codice fiscale. */
  readonly subject: string;
  readonly ruolo: Ruolo;
  /** The ambito the caller works for; null for people of the coordination layer, for programs and for the public. */
  readonly ambito: number | null;
  /** Code of the hospital trust the caller works for, or null. */
  readonly asst: string | null;
  /** Code of the body of the Terzo Settore the caller works for, or null. */
  readonly ente: string | null;
  readonly scope: readonly Scope[];
}

/** The caller with what the table of permissions gives, for one request. */
export interface Identity extends Chiamante {
  readonly permessi: ReadonlySet<Permesso>;
  /** Joins what every part of the platform logs about one request. */
  readonly requestId: string;
}

const PERMESSI = new Map(
  (Object.keys(PERMESSI_DI_RUOLO) as Ruolo[]).map((ruolo) => [ruolo, new Set(PERMESSI_DI_RUOLO[ruolo])]),
);

export const identityOf = (chiamante: Chiamante, requestId: string): Identity =>
  Object.freeze({ requestId, permessi: PERMESSI.get(chiamante.ruolo)!, ...chiamante });

/** A caller without a token is somebody too: with permissions of its own, no field has to be left unguarded. */
export const PUBBLICO: Chiamante = Object.freeze({
  subject: 'pubblico',
  ruolo: 'PUBBLICO',
  ambito: null,
  asst: null,
  ente: null,
  scope: [],
});

/**
 * The ambito the caller works for.
 *
 * @throws DomainError NON_AUTORIZZATO for who works for none
 */
export function ambitoOf({ ambito }: Identity): number {
  if (ambito === null) {
    throw new DomainError('NON_AUTORIZZATO', 'Serve un profilo che lavora per un ambito: accedi con quello.');
  }
  return ambito;
}

/** Refuses, in words a person can act on, what the identity may not do. */
export function requirePermesso(identity: Identity, permesso: Permesso): void {
  if (identity.permessi.has(permesso)) {
    return;
  }
  throw identity.ruolo === 'PUBBLICO'
    ? new DomainError('NON_AUTENTICATO', 'Per questo dato bisogna accedere: ripeti la richiesta con un token.')
    : new DomainError(
        'NON_AUTORIZZATO',
        'Il tuo profilo non può vedere questo dato: chiedilo al tuo Ufficio di Piano.',
      );
}
