import type { IncomingHttpHeaders } from 'node:http';
import type { Chiamante } from '@trama/kernel/identity';
import { isRuolo } from '@trama/kernel/ruoli';
import { getCookies, Headers, setCookie } from 'undici';
import { z } from 'zod';
import { Seal } from './seal.js';

/** The end of a session, whatever the token says. */
const LONGEST_SECONDS = 3_600;
/** How long one may take to sign in. */
const ATTEMPT_SECONDS = 600;

export interface Session {
  readonly chiamante: Chiamante;
  /** As the provider writes it, for the console to greet; null when it does not say. */
  readonly nome: string | null;
  /** Seconds since 1970. */
  readonly scade: number;
}

/** A sign-in under way: what must come back unchanged, to the browser that began it. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where in the site to go afterwards. */
  readonly ritorno: string;
}

const session = z.object({
  chiamante: z.object({
    subject: z.string(),
    ruolo: z.string().refine(isRuolo),
    ambito: z.number().nullable(),
    asst: z.string().nullable(),
    ente: z.string().nullable(),
    scope: z.tuple([]),
  }),
  nome: z.string().nullable(),
  exp: z.number(),
});

const attempt = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), ritorno: z.string() });

export interface SessionSettings {
  /** The site as people write it: https://trama.example. */
  readonly publicUrl: string;
  /** 32 bytes each; the first seals. */
  readonly sessionKeys: readonly [Uint8Array, ...Uint8Array[]];
}

/**
 * Who is signed in, kept by the browser: the caller and the end, sealed, never the token itself. A new sign-in always
 * makes a new cookie, so one that somebody planted beforehand becomes nobody's session.
 */
export class Sessions {
  readonly origin: string;
  private readonly seal: Seal;
  private readonly isSecure: boolean;
  private readonly names: { readonly session: string; readonly attempt: string };

  constructor(
    { publicUrl, sessionKeys }: SessionSettings,
    private readonly now: () => number,
  ) {
    const { origin, protocol, port } = new URL(publicUrl);
    this.origin = origin;
    this.isSecure = protocol === 'https:';
    // The prefix makes the browser refuse one set by a neighbouring name. Without TLS there is no prefix; there, all
    // ports of this machine share their cookies, and two copies of Trama must not take each other's.
    const name = this.isSecure ? '__Host-trama' : `trama-${port || '80'}`;
    this.names = { session: name, attempt: `${name}-accesso` };
    this.seal = new Seal(sessionKeys, now);
  }

  /** Whether the request carries a session at all, good or not. */
  isIn(headers: IncomingHttpHeaders): boolean {
    return this.cookie(headers, this.names.session) !== undefined;
  }

  /** Undefined when it is over, or was never ours. */
  async read(headers: IncomingHttpHeaders): Promise<Session | undefined> {
    const opened = await this.seal.open('trama-sessione+jwt', this.cookie(headers, this.names.session) ?? '');
    const found = session.safeParse(opened);
    return found.success
      ? { chiamante: found.data.chiamante, nome: found.data.nome, scade: found.data.exp }
      : undefined;
  }

  /** @returns the `set-cookie` that begins it. It ends with the token: there is no refreshing, one signs in again. */
  async begin({ chiamante, nome, scade }: Session): Promise<string> {
    const until = Math.min(scade, this.seconds() + LONGEST_SECONDS);
    const text = await this.seal.close('trama-sessione+jwt', { chiamante, nome }, until);
    // Strict: no request that another site causes carries it, whatever its method.
    return this.line(this.names.session, text, 'Strict', until - this.seconds());
  }

  end(): string {
    return this.line(this.names.session, '', 'Strict', 0);
  }

  async beginAttempt(begun: Attempt): Promise<string> {
    const text = await this.seal.close('trama-accesso+jwt', { ...begun }, this.seconds() + ATTEMPT_SECONDS);
    // Lax: the way back from the provider is another site's link to us, and must bring it.
    return this.line(this.names.attempt, text, 'Lax', ATTEMPT_SECONDS);
  }

  async readAttempt(headers: IncomingHttpHeaders): Promise<Attempt | undefined> {
    const opened = await this.seal.open('trama-accesso+jwt', this.cookie(headers, this.names.attempt) ?? '');
    return attempt.safeParse(opened).data;
  }

  endAttempt(): string {
    return this.line(this.names.attempt, '', 'Lax', 0);
  }

  /** Without TLS, which the settings allow on this machine alone. */
  get isLocal(): boolean {
    return !this.isSecure;
  }

  private cookie({ cookie }: IncomingHttpHeaders, name: string): string | undefined {
    return cookie === undefined ? undefined : getCookies(new Headers({ cookie }))[name];
  }

  private line(name: string, value: string, sameSite: 'Strict' | 'Lax', maxAge: number): string {
    const headers = new Headers();
    setCookie(headers, { name, value, path: '/', httpOnly: true, secure: this.isSecure, sameSite, maxAge });
    return headers.getSetCookie().join();
  }

  private seconds(): number {
    return Math.floor(this.now() / 1000);
  }
}
