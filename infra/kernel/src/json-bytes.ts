import { isAscii } from 'node:buffer';

/** @throws SyntaxError for what is not JSON */
export const parseJsonBytes = (bytes: Buffer): unknown =>
  JSON.parse(isAscii(bytes) ? bytes.toString('latin1') : bytes.toString());

/**
 * The same bytes in memory of their own, for who keeps them: short ones may be a corner of a larger piece, which would be kept
 * with them.
 */
export function ownBytes(bytes: Buffer | string): Buffer {
  const given = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return given.buffer.byteLength === given.length ? given : Buffer.from(Uint8Array.from(given).buffer);
}
