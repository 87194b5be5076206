import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { canonico, inUtf8 } from './canonico.js';
import { ChiaviError, perUso, type Portachiavi, type VersioneChiave } from './portachiavi.js';
import { caricaPortachiavi, type OpzioniPortachiavi } from './portachiavi-locale.js';

/** Whose data key it is. A wrapped key is tied to it, so that it cannot be put in another's place. */
export interface ContestoChiave {
  readonly ambito: number;
  readonly persona: string | null;
  readonly versione: number;
  /** Id of the data key. */
  readonly id: string;
}

/**
 * The key that wraps data keys and that no database ever holds.
 *
 * A KMS or a Vault is another implementation of these three members:
 * - `id` names the version that `wrap` uses now (for a KMS the key's address and version). It never changes in the
 *   life of the object, because rotation finds what to re-wrap by comparing it with what is stored beside each key;
 * - `wrap` gives the contesto as encryption context, and answers bytes that say by themselves which version made them;
 * - `unwrap` reads every version that has not been retired, and rejects with a ChiaviError what it cannot read:
 *   a retired version, another contesto, a changed byte. Rejections carry neither the key nor the wrapped bytes.
 * A network failure is a rejection too, of any other type: it can be repeated, a ChiaviError cannot.
 */
export interface KeyEncryptionKey {
  readonly id: string;
  wrap(dek: Buffer, contesto: ContestoChiave): Promise<Buffer>;
  unwrap(avvolta: Buffer, contesto: ContestoChiave): Promise<Buffer>;
}

const FORMATO = 1;
const IV = 12;
const TAG = 16;

/** For one machine: the key is in a file of its owner alone, out of the data folder's backups. */
export async function caricaKekLocale(percorso: string, opzioni?: OpzioniPortachiavi): Promise<KeyEncryptionKey> {
  return kekDa(await caricaPortachiavi(percorso, 'kek', opzioni));
}

export function kekDa(portachiavi: Portachiavi): KeyEncryptionKey {
  const chiavi = perUso(portachiavi, 'kek');
  return {
    id: chiavi.corrente.id,
    wrap: async (dek, contesto) => wrap(chiavi.corrente, dek, contesto),
    unwrap: async (avvolta, contesto) => unwrap(chiavi, avvolta, contesto),
  };
}

function wrap({ id, chiave }: VersioneChiave, dek: Buffer, contesto: ContestoChiave): Buffer {
  const iv = randomBytes(IV);
  const cifratore = createCipheriv('aes-256-gcm', chiave, iv, { authTagLength: TAG });
  cifratore.setAAD(aad(id, contesto));
  const cifrato = Buffer.concat([cifratore.update(dek), cifratore.final()]);
  const nome = inUtf8(id);
  return Buffer.concat([Buffer.from([FORMATO, nome.length]), nome, iv, cifratore.getAuthTag(), cifrato]);
}

function unwrap(chiavi: Portachiavi, avvolta: Buffer, contesto: ContestoChiave): Buffer {
  const nome = 2 + (avvolta[1] ?? 0);
  const voce = chiavi.conId(avvolta.subarray(2, nome).toString('utf8'));
  if (avvolta[0] !== FORMATO || avvolta.length < nome + IV + TAG || !voce) {
    throw new ChiaviError('A data key was wrapped by a key that is not here.');
  }
  const iv = avvolta.subarray(nome, nome + IV);
  const tag = avvolta.subarray(nome + IV, nome + IV + TAG);
  try {
    const decifratore = createDecipheriv('aes-256-gcm', voce.chiave, iv, { authTagLength: TAG });
    decifratore.setAAD(aad(voce.id, contesto));
    decifratore.setAuthTag(tag);
    return Buffer.concat([decifratore.update(avvolta.subarray(nome + IV + TAG)), decifratore.final()]);
  } catch {
    throw new ChiaviError('A data key is not the one that was wrapped.');
  }
}

const aad = (kek: string, { ambito, persona, versione, id }: ContestoChiave) =>
  canonico('trama.kek.v1', kek, ambito, persona, versione, id);
