import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { z } from 'zod';

const Chiave = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.base64url(),
  d: z.base64url(),
});

const Documento = z.strictObject({
  formato: z.literal(1),
  uso: z.literal('ancore del registro'),
  /** The last one signs; the ones before it still verify what they signed. */
  chiavi: z.array(z.strictObject({ creataIl: z.iso.datetime(), jwk: Chiave })).min(1),
});
type Documento = z.output<typeof Documento>;

/** The file is missing, is not what it should be, or others can read it. Never quotes the file. */
export class ChiaveFirmaError extends Error {
  override readonly name = 'ChiaveFirmaError';
}

/** Keys that sign the heads of the log, known by their RFC 7638 thumbprint. */
export class ChiaviFirma {
  private constructor(
    private readonly pubbliche: ReadonlyMap<string, JWK>,
    readonly kid: string,
    readonly privata: KeyObject,
  ) {}

  static async da(documento: Documento): Promise<ChiaviFirma> {
    const pubbliche = await Promise.all(
      documento.chiavi.map(async ({ jwk: { d: _, ...jwk } }) => ({
        ...jwk,
        kid: await calculateJwkThumbprint(jwk),
        alg: 'EdDSA',
        use: 'sig',
      })),
    );
    const { jwk } = documento.chiavi.at(-1)!;
    return new ChiaviFirma(
      new Map(pubbliche.map((chiave) => [chiave.kid, chiave])),
      pubbliche.at(-1)!.kid,
      createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' }),
    );
  }

  pubblica(kid: string | undefined): KeyObject | null {
    const jwk = this.pubbliche.get(kid ?? '');
    return jwk ? createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }) : null;
  }

  /** What somebody else needs to verify the anchors: a JWK set, public halves only. */
  jwks(): { readonly keys: readonly JWK[] } {
    return { keys: [...this.pubbliche.values()] };
  }
}

export interface OpzioniChiave {
  /** Makes the file when it is not there. Never where anchors exist: a new key in place of a lost one verifies none of them. */
  readonly crea: boolean;
}

/** @throws ChiaveFirmaError */
export async function caricaChiaviFirma(percorso: string, { crea }: OpzioniChiave): Promise<ChiaviFirma> {
  if (crea) {
    await creaSeManca(percorso);
  }
  const documento = Documento.safeParse(oggettoDi(await leggiPrivato(percorso)));
  if (!documento.success) {
    throw new ChiaveFirmaError(`${percorso} non contiene le chiavi delle ancore: rimetti quello giusto da una copia.`);
  }
  return ChiaviFirma.da(documento.data);
}

function oggettoDi(testo: string): unknown {
  try {
    return JSON.parse(testo) as unknown;
  } catch {
    return undefined;
  }
}

/** The open file is the one that is checked: between a check of the name and its opening it could be exchanged. */
async function leggiPrivato(percorso: string): Promise<string> {
  const file = await open(percorso, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw new ChiaveFirmaError(`Non riesco ad aprire la chiave delle ancore ${percorso} (${cause.code}).`);
  });
  try {
    const { mode, uid } = await file.stat();
    const windows = process.platform === 'win32'; // no such mode there: the folder's access list is the protection
    if (!windows && ((mode & 0o177) !== 0 || (uid !== process.getuid?.() && uid !== 0))) {
      throw new ChiaveFirmaError(`${percorso} deve essere tuo e leggibile solo da te: chmod 600.`);
    }
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Of several processes that start together on an empty folder one makes the file, whole, and the others read it. */
async function creaSeManca(percorso: string): Promise<void> {
  await mkdir(dirname(percorso), { recursive: true, mode: 0o700 });
  const provvisorio = `${percorso}.${randomBytes(6).toString('hex')}`;
  const file = await open(provvisorio, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(nuovoDocumento(), null, 2)}\n`);
    await file.sync();
    // Unlike a rename, a link never takes the place of a file that is there.
    await link(provvisorio, percorso).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EEXIST') {
        throw cause;
      }
    });
  } finally {
    await file.close();
    await rm(provvisorio, { force: true });
  }
}

function nuovoDocumento(): Documento {
  const { privateKey } = generateKeyPairSync('ed25519');
  const jwk = Chiave.parse(privateKey.export({ format: 'jwk' }));
  return { formato: 1, uso: 'ancore del registro', chiavi: [{ creataIl: new Date().toISOString(), jwk }] };
}
