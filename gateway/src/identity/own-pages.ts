import type { IncomingHttpHeaders } from 'node:http';

/** Only a script of ours can send it: from another origin the browser asks us first, and we do not allow it. */
export const CONSOLE_HEADER = 'x-trama-console';

/**
 * Whether a request that carries a cookie was caused by a page of ours. What the browser says of its origin is believed
 * when it says no; to say yes takes one of the signs that another site's page cannot give.
 */
export function isFromOurPages(headers: IncomingHttpHeaders, ourOrigin: string): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  if ((site !== undefined && site !== 'same-origin') || (origin !== undefined && origin !== ourOrigin)) {
    return false;
  }
  return headers[CONSOLE_HEADER] === '1' || site === 'same-origin' || origin === ourOrigin;
}

const INSIDE = 'http://dentro.invalid';

/** Where to go after signing in: a place of this site, or its front door. */
export function returnPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > 1_000 || !URL.canParse(wanted, INSIDE)) {
    return '/';
  }
  // Read as a browser reads it: `//`, `/\` and what hides behind tabs all lead out.
  const { origin, pathname, search, hash } = new URL(wanted, INSIDE);
  const isInside = origin === INSIDE && !pathname.startsWith('//') && !pathname.startsWith('/accesso/');
  return isInside ? pathname + search + hash : '/';
}
