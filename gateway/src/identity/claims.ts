import type { Chiamante } from '@trama/kernel/identity';
import { isRuolo, isScope, LUOGO_DI_RUOLO, type Ruolo, type Scope } from '@trama/kernel/ruoli';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { notProven } from './refusals.js';

/** Where a role stands, in the names of our own claims and of {@link Chiamante}. */
const LUOGHI = ['ambito', 'asst', 'ente'] as const;

export interface ClaimSettings {
  /** What our own claims begin with, so that they cannot be taken for somebody else's: `trama_` gives `trama_ruolo`. */
  readonly prefix: string;
  /** What the subjects of this issuer begin with here, so that two issuers never speak of the same person by chance. */
  readonly namespace: string;
}

const own = z.object({
  ruolo: z.string().refine(isRuolo),
  ambito: z.number().int().positive().max(32_767).optional(),
  asst: z.string().min(1).max(100).optional(),
  ente: z.string().min(1).max(200).optional(),
});

const standard = z.object({
  /** No spaces and no separators of ours: it ends up in logs and in the audit trail. */
  sub: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  scope: z.string().max(2_000).default(''),
  client_id: z.string().optional(),
  azp: z.string().optional(),
});

type Own = z.output<typeof own>;

/**
 * The caller that a verified token speaks of. Our claims say the role and the one place that gives it a meaning; they
 * never say which cases are the caller's, because an assignment is read in the database when it matters.
 *
 * @throws DomainError NON_AUTENTICATO when the token is true and still does not say enough, or says too much
 */
export function chiamanteOf(payload: JWTPayload, { prefix, namespace }: ClaimSettings): Chiamante {
  const { sub, scope, client_id: clientId, azp } = read(standard, payload);
  const claims = read(own, unprefixed(payload, prefix));
  requireOwnPlace(claims);
  if (claims.ruolo !== 'APP' && sub === (clientId ?? azp)) {
    // Client credentials: the program speaks for itself, and no person can be asked what was done in their name.
    throw wrongClaims('un programma non può avere il ruolo di una persona');
  }
  return {
    subject: namespace + sub,
    ruolo: claims.ruolo,
    ambito: claims.ambito ?? null,
    asst: claims.asst ?? null,
    ente: claims.ente ?? null,
    scope: scopeOf(claims.ruolo, scope),
  };
}

function unprefixed(payload: JWTPayload, prefix: string): Record<string, unknown> {
  const names = ['ruolo', ...LUOGHI];
  return Object.fromEntries(names.map((name) => [name, payload[prefix + name] ?? undefined]));
}

/** A role without its place could be read as "any place"; two places would leave us to choose one. */
function requireOwnPlace(claims: Own): void {
  const needed = LUOGO_DI_RUOLO[claims.ruolo];
  if (needed && claims[needed] === undefined) {
    throw wrongClaims(`al ruolo manca il suo luogo (${needed})`);
  }
  if (LUOGHI.some((luogo) => luogo !== needed && claims[luogo] !== undefined)) {
    throw wrongClaims('il ruolo e il luogo non vanno insieme');
  }
}

/**
 * Scopes are what a program was granted; a person has a role. `scope` is everybody's claim (openid, profile, what other
 * services of the same provider call theirs), so a word that is not ours grants nothing and offends nobody. A program
 * with none of ours was granted nothing, and hears it instead of reading less than it expects.
 */
function scopeOf(ruolo: Ruolo, text: string): readonly Scope[] {
  if (ruolo !== 'APP') {
    return [];
  }
  const scope = [...new Set(text.split(' ').filter(isScope))];
  if (scope.length === 0) {
    throw wrongClaims('il programma non ha nessuno degli scope di Trama');
  }
  return scope;
}

function read<T extends z.ZodType>(schema: T, claims: unknown): z.output<T> {
  const result = schema.safeParse(claims);
  if (result.success) {
    return result.data;
  }
  const names = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
  throw wrongClaims(`va corretto: ${names.join(', ')}`);
}

function wrongClaims(what: string): Error {
  return notProven(
    `Il tuo profilo non è completo per Trama (${what}): chiedi a chi gestisce gli accessi di correggerlo, poi accedi di nuovo.`,
  );
}
