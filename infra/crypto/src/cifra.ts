import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { canonico, inUtf8 } from './canonico.js';
import type { ChiaveAperta, ChiaviDati, Titolare } from './chiavi.js';

/** The one place that a ciphertext belongs to. */
export interface Campo extends Titolare {
  readonly tabella: string;
  readonly colonna: string;
  /** Id of the row, as text. It must be known before the row is written. */
  readonly riga: string;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [nome: string]: Json };

/** Erased is an answer, not a failure: whoever reads a file must be able to say so. */
export type Lettura<T> = { readonly esito: 'LETTO'; readonly valore: T } | { readonly esito: 'CANCELLATO' };

/** Bytes that are not what was written in that place. It says no more, and carries no cause: a cause may quote a value. */
export class CifraError extends Error {
  override readonly name = 'CifraError';

  constructor() {
    super('A protected value is not the one that was written here.');
  }
}

type Tipo = 1 | 2;
const TESTO: Tipo = 1;
const JSON_: Tipo = 2;

// Envelope: magic and format, kind of value, id and version of the data key, IV, tag, ciphertext.
const MAGIA = Buffer.from([0x54, 0x72, 0x43, 0x01]); // 'TrC', format 1
const TIPO = 4;
const ID = 5;
const VERSIONE = 21;
const TESTATA = 25;
const IV = 12;
const TAG = 16;
const CORPO = TESTATA + IV + TAG;
/** PostgreSQL's integer: a changed byte must not become its error. */
const MASSIMA_VERSIONE = 0x7fff_ffff;
/** Lengths are rounded up to this: 'SI' and 'NO', or a short and a long surname, look alike. */
const PASSO = 32;

/** Encrypts and reads single fields. AES-256-GCM; a random 96-bit IV bears 2^32 values under one key. */
export class CifraCampi {
  constructor(private readonly chiavi: ChiaviDati) {}

  cifra(campo: Campo, valore: string): Promise<Buffer> {
    return this.scrivi(campo, TESTO, inUtf8(valore));
  }

  cifraJson(campo: Campo, valore: Json): Promise<Buffer> {
    return this.scrivi(campo, JSON_, inUtf8(JSON.stringify(valore)));
  }

  /** @throws CifraError when the bytes were changed or come from another place */
  async decifra(campo: Campo, busta: Uint8Array): Promise<Lettura<string>> {
    return conValore(await this.leggi(campo, TESTO, busta), (testo) => testo.toString('utf8'));
  }

  /** @throws CifraError when the bytes were changed or come from another place */
  async decifraJson(campo: Campo, busta: Uint8Array): Promise<Lettura<Json>> {
    return conValore(await this.leggi(campo, JSON_, busta), (testo) => JSON.parse(testo.toString('utf8')) as Json);
  }

  /** The same value under the newest key, or null when there is nothing to do: it has that key, or it was erased. */
  async ricifra(campo: Campo, busta: Uint8Array): Promise<Buffer | null> {
    const { tipo, versione } = apriTestata(busta);
    const chiaro = await this.leggi(campo, tipo, busta);
    if (chiaro.esito === 'CANCELLATO') {
      return null;
    }
    const nuova = await this.chiavi.perScrivere(campo);
    return nuova.versione > versione ? sigilla(campo, tipo, nuova, chiaro.valore) : null;
  }

  private async scrivi(campo: Campo, tipo: Tipo, chiaro: Buffer): Promise<Buffer> {
    return sigilla(campo, tipo, await this.chiavi.perScrivere(campo), chiaro);
  }

  private async leggi(campo: Campo, tipo: Tipo, busta: Uint8Array): Promise<Lettura<Buffer>> {
    const testata = apriTestata(busta);
    const chiave = await this.chiavi.perLeggere(campo, testata.versione);
    if (chiave === 'CANCELLATA') {
      return { esito: 'CANCELLATO' };
    }
    if (chiave?.id !== testata.id || testata.tipo !== tipo) {
      throw new CifraError();
    }
    return { esito: 'LETTO', valore: dissigilla(campo, chiave, Buffer.from(busta)) };
  }
}

function sigilla(campo: Campo, tipo: Tipo, chiave: ChiaveAperta, chiaro: Buffer): Buffer {
  const testata = Buffer.alloc(TESTATA);
  MAGIA.copy(testata);
  testata.writeUInt8(tipo, TIPO);
  Buffer.from(chiave.id.replaceAll('-', ''), 'hex').copy(testata, ID);
  testata.writeUInt32BE(chiave.versione, VERSIONE);
  const iv = randomBytes(IV);
  const cifratore = createCipheriv('aes-256-gcm', chiave.chiave, iv, { authTagLength: TAG });
  cifratore.setAAD(aad(campo, testata));
  const cifrato = Buffer.concat([cifratore.update(riempi(chiaro)), cifratore.final()]);
  return Buffer.concat([testata, iv, cifratore.getAuthTag(), cifrato]);
}

function dissigilla(campo: Campo, { chiave }: ChiaveAperta, busta: Buffer): Buffer {
  try {
    const decifratore = createDecipheriv('aes-256-gcm', chiave, busta.subarray(TESTATA, TESTATA + IV), {
      authTagLength: TAG,
    });
    decifratore.setAAD(aad(campo, busta.subarray(0, TESTATA)));
    decifratore.setAuthTag(busta.subarray(TESTATA + IV, CORPO));
    return svuota(Buffer.concat([decifratore.update(busta.subarray(CORPO)), decifratore.final()]));
  } catch {
    throw new CifraError();
  }
}

const aad = ({ ambito, persona, tabella, colonna, riga }: Campo, testata: Uint8Array) =>
  canonico('trama.campo.v1', testata, ambito, persona, tabella, colonna, riga);

function apriTestata(busta: Uint8Array): { readonly tipo: Tipo; readonly id: string; readonly versione: number } {
  const byte = Buffer.from(busta);
  const tipo = byte[TIPO];
  if (byte.length < CORPO || !byte.subarray(0, TIPO).equals(MAGIA) || (tipo !== TESTO && tipo !== JSON_)) {
    throw new CifraError();
  }
  const id = byte
    .subarray(ID, VERSIONE)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const versione = byte.readUInt32BE(VERSIONE);
  if (versione > MASSIMA_VERSIONE) {
    throw new CifraError();
  }
  return { tipo, id, versione };
}

/** Length first, then zeros: taken off only after the tag has been verified, so it tells an attacker nothing. */
function riempi(chiaro: Buffer): Buffer {
  const pieno = Buffer.alloc(Math.ceil((4 + chiaro.length) / PASSO) * PASSO);
  pieno.writeUInt32BE(chiaro.length, 0);
  chiaro.copy(pieno, 4);
  return pieno;
}

function svuota(pieno: Buffer): Buffer {
  return pieno.subarray(4, 4 + pieno.readUInt32BE(0));
}

function conValore<T>(lettura: Lettura<Buffer>, leggi: (chiaro: Buffer) => T): Lettura<T> {
  return lettura.esito === 'CANCELLATO' ? lettura : { esito: 'LETTO', valore: leggi(lettura.valore) };
}
