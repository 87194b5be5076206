import { createHash } from 'node:crypto';

const CIFRE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Codes and ids of demonstration records: the same at every start, on every machine. */
export interface Impronta {
  /** Eight of Crockford's digits. */
  readonly cifre: string;
  /** RFC 9562, version 8. */
  readonly uuid: string;
}

export function improntaDi(cosa: string, ...parti: ReadonlyArray<number | string>): Impronta {
  const byte = createHash('sha256')
    .update(JSON.stringify(['trama.dimostrativo', cosa, ...parti]))
    .digest();
  const cifre = [...byte.subarray(0, 8)].map((uno) => CIFRE.charAt(uno % 32)).join('');
  const id = byte.subarray(8, 24);
  id.writeUInt8((id.readUInt8(6) & 0x0f) | 0x80, 6);
  id.writeUInt8((id.readUInt8(8) & 0x3f) | 0x80, 8);
  return { cifre, uuid: id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') };
}
