import { PUBBLICO } from '@trama/kernel/identity';
import type { Logger } from '@trama/kernel/log';
import type { FastifyInstance } from 'fastify';
import type { Identify } from '../request-context.js';
import { addSignIn, addWhoAmI, type Console } from './access-routes.js';
import { Identifier } from './identify.js';
import { Sessions, type SessionSettings } from './session.js';
import { SignIn, type SignInSettings } from './sign-in.js';
import { TokenVerifier, type VerifierSettings } from './token-verifier.js';

export interface IdentitySettings extends VerifierSettings {
  /** Absent where nobody signs in with a browser. */
  readonly console?: SessionSettings & SignInSettings;
}

export interface Identity {
  readonly identify: Identify;
  addRoutes(app: FastifyInstance): void;
}

/** Whom the gateway knows, and how. Without settings everybody is the public. */
export function createIdentity(settings: IdentitySettings | undefined, log: Logger): Identity {
  if (!settings) {
    return { identify: async () => PUBBLICO, addRoutes: () => undefined };
  }
  const verifier = new TokenVerifier(settings, log);
  const console = settings.console && consoleOf(settings.console, settings.now ?? Date.now, log);
  const identifier = new Identifier(verifier, console?.sessions);
  return {
    identify: identifier.identify,
    addRoutes: (app) => {
      addWhoAmI(app, identifier);
      if (console) {
        addSignIn(app, console, verifier, log);
      }
    },
  };
}

const consoleOf = (settings: SessionSettings & SignInSettings, now: () => number, log: Logger): Console => ({
  sessions: new Sessions(settings, now),
  signIn: new SignIn(settings, log),
});
