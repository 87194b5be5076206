import { createHash } from 'node:crypto';

/** A strong tag (RFC 9110): of the bytes, and of what they are said to be. */
export const entityTag = (contentType: string, body: Uint8Array | string): string =>
  `"${createHash('sha256').update(`${contentType}\n`).update(body).digest('base64url')}"`;

/**
 * Whether who asks has what the tag is of. `*` asks whether there is anything at all: whoever sends it has nothing to use in
 * place of an answer, so it is given one.
 */
export const isAmong = (tag: string, ifNoneMatch: string | undefined): boolean =>
  (ifNoneMatch ?? '').split(',').some((given) => given.trim().replace(/^W\//, '') === tag);
