import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { ChiaviError, LUNGHEZZA_CHIAVE, Portachiavi, type UsoChiavi } from './portachiavi.js';

const Documento = z.strictObject({
  formato: z.literal(1),
  uso: z.enum(['kek', 'indice', 'collegamento']),
  corrente: z.number().int().positive(),
  chiavi: z
    .array(
      z.strictObject({
        versione: z.number().int().positive(),
        id: z.string().regex(/^[a-z0-9-]{1,64}$/),
        creataIl: z.iso.datetime(),
        chiave: z.base64(),
      }),
    )
    .min(1),
});
type Documento = z.output<typeof Documento>;

export interface OpzioniPortachiavi {
  /** Makes the file when it is not there. Off by default: a new key in place of a lost one reads nothing. */
  readonly crea?: boolean;
}

/** @throws ChiaviError when the file is missing, is not what it should be, or others can read it */
export async function caricaPortachiavi(
  percorso: string,
  uso: UsoChiavi,
  { crea = false }: OpzioniPortachiavi = {},
): Promise<Portachiavi> {
  if (crea) {
    await creaSeManca(percorso, uso);
  }
  const documento = await leggi(percorso, uso);
  const versioni = documento.chiavi.map(({ versione, id, chiave }) => ({
    versione,
    id,
    byte: Buffer.from(chiave, 'base64'),
  }));
  return new Portachiavi(uso, versioni, documento.corrente);
}

/** A new version, for reading only: every process must know it before `rendiCorrente` lets one of them write with it. */
export async function aggiungiVersione(percorso: string, uso: UsoChiavi): Promise<number> {
  return modifica(percorso, uso, (documento) => {
    const versione = Math.max(...documento.chiavi.map((voce) => voce.versione)) + 1;
    return [{ ...documento, chiavi: [...documento.chiavi, nuovaChiave(uso, versione)] }, versione];
  });
}

export async function rendiCorrente(percorso: string, uso: UsoChiavi, versione: number): Promise<void> {
  await modifica(percorso, uso, (documento) => {
    requireVersione(documento, versione);
    return [{ ...documento, corrente: versione }, undefined];
  });
}

/** For good: what only this version reads is lost, in backups too. Ask `daRiavvolgere` first. */
export async function ritiraVersione(percorso: string, uso: UsoChiavi, versione: number): Promise<void> {
  await modifica(percorso, uso, (documento) => {
    requireVersione(documento, versione);
    if (documento.corrente === versione) {
      throw new ChiaviError(`Version ${versione} is the current one: make another current first.`);
    }
    return [{ ...documento, chiavi: documento.chiavi.filter((voce) => voce.versione !== versione) }, undefined];
  });
}

function requireVersione(documento: Documento, versione: number): void {
  if (!documento.chiavi.some((voce) => voce.versione === versione)) {
    throw new ChiaviError(`There is no version ${versione}.`);
  }
}

function nuovaChiave(uso: UsoChiavi, versione: number): Documento['chiavi'][number] {
  const id = `${uso}-${versione}-${randomBytes(4).toString('hex')}`;
  return { versione, id, creataIl: new Date().toISOString(), chiave: randomBytes(LUNGHEZZA_CHIAVE).toString('base64') };
}

async function leggi(percorso: string, uso: UsoChiavi): Promise<Documento> {
  const testo = await leggiPrivato(percorso);
  const documento = Documento.safeParse(oggettoDi(testo));
  // Neither the parser's words nor the text: both may quote a key.
  if (!documento.success || documento.data.uso !== uso) {
    throw new ChiaviError(`${percorso} does not hold ${uso} keys.`);
  }
  return documento.data;
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
    throw new ChiaviError(`${percorso} cannot be opened (${cause.code}).`);
  });
  try {
    const stato = await file.stat();
    if (!stato.isFile()) {
      throw new ChiaviError(`${percorso} is not a file.`);
    }
    requirePrivato(percorso, stato);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Windows has no such mode: there the folder's access list is the protection. */
function requirePrivato(percorso: string, stato: { readonly mode: number; readonly uid: number }): void {
  if (process.platform === 'win32') {
    return;
  }
  if ((stato.mode & 0o177) !== 0) {
    throw new ChiaviError(`${percorso} must be readable by its owner alone: chmod 600.`);
  }
  if (stato.uid !== process.getuid?.() && stato.uid !== 0) {
    throw new ChiaviError(`${percorso} belongs to another account.`);
  }
}

/** Of several processes that start together on an empty folder one makes the file, whole, and the others read it. */
async function creaSeManca(percorso: string, uso: UsoChiavi): Promise<void> {
  await mkdir(dirname(percorso), { recursive: true, mode: 0o700 });
  await conFileProvvisorio(
    percorso,
    { formato: 1, uso, corrente: 1, chiavi: [nuovaChiave(uso, 1)] },
    async (provvisorio) => {
      // Unlike a rename, a link never takes the place of a file that is there.
      await link(provvisorio, percorso).catch(ignora('EEXIST'));
    },
  );
}

/** Two people who rotate at once must not each lose the other's new key: it may already have wrapped something. */
async function modifica<T>(
  percorso: string,
  uso: UsoChiavi,
  cambia: (documento: Documento) => readonly [Documento, T],
): Promise<T> {
  const blocco = `${percorso}.blocco`;
  const preso = await open(blocco, 'wx', 0o600).catch(() => {
    throw new ChiaviError(`Somebody is changing the keys: wait, or remove ${blocco} if nobody is.`);
  });
  try {
    const [documento, esito] = cambia(await leggi(percorso, uso));
    await conFileProvvisorio(percorso, documento, (provvisorio) => rename(provvisorio, percorso));
    return esito;
  } finally {
    await preso.close();
    await rm(blocco);
  }
}

async function conFileProvvisorio(
  percorso: string,
  documento: Documento,
  usa: (provvisorio: string) => Promise<void>,
): Promise<void> {
  const provvisorio = `${percorso}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(provvisorio, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(documento, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await usa(provvisorio);
    await fissaCartella(dirname(percorso));
  } finally {
    await rm(provvisorio, { force: true });
  }
}

/** A new name is safe from a power cut only when its folder is on disk as well. Windows does not open folders. */
async function fissaCartella(cartella: string): Promise<void> {
  if (process.platform === 'win32') {
    return;
  }
  const aperta = await open(cartella, 'r');
  try {
    await aperta.sync();
  } finally {
    await aperta.close();
  }
}

function ignora(codice: string): (causa: NodeJS.ErrnoException) => void {
  return (causa) => {
    if (causa.code !== codice) {
      throw causa;
    }
  };
}
