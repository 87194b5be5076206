/** Who is signed in, as the gateway says at `/accesso/io`. */
export interface Io {
  readonly soggetto: string;
  readonly nome: string | null;
  readonly ruolo: string;
  readonly ambito: number | null;
  readonly asst: string | null;
  readonly ente: string | null;
  /** What the caller may do: the same list the API obeys, so the console never guesses. */
  readonly permessi: readonly string[];
  readonly scadeIl: string | null;
}

/** What anybody may do; the gateway without an identity provider has no address that says it. */
const PUBBLICO: Io = {
  soggetto: 'pubblico',
  nome: null,
  ruolo: 'PUBBLICO',
  ambito: null,
  asst: null,
  ente: null,
  permessi: ['territorio:leggi', 'piano:leggi', 'rete:leggi', 'statistica:leggi', 'affido:chiedi'],
  scadeIl: null,
};

const OURS = { headers: { 'x-trama-console': '1' }, credentials: 'same-origin' } as const;

/** A session that is over is nobody's: the gateway takes the cookie away with its answer. */
export async function leggiSessione(): Promise<Io> {
  const response = await fetch('/accesso/io', OURS).catch(() => undefined);
  return response?.ok ? ((await response.json()) as Io) : PUBBLICO;
}

export const isDentro = ({ ruolo }: Io): boolean => ruolo !== 'PUBBLICO';

/** Where to sign in, to come back to the same view. */
export const indirizzoAccesso = (ritorno = location.pathname + location.search + location.hash): string =>
  `/accesso/entra?ritorno=${encodeURIComponent(ritorno)}`;

/** Leaves the console and the provider; what was typed and not sent goes too, because the next person may not be the same. */
export async function esci(): Promise<void> {
  sessionStorage.clear();
  const response = await fetch('/accesso/esci', { ...OURS, method: 'POST' });
  const { vai } = (await response.json()) as { vai: string };
  location.assign(vai);
}
