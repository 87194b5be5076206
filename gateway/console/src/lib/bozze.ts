import { useEffect, useState } from 'react';

/**
 * What was typed and not sent, kept for this tab until it is sent. Never for forms about people: those live in the page
 * alone, and a session that ends is renewed in another tab, so that the page stays.
 */
const PREFIX = 'trama-bozza:';
const OWNER = 'trama-bozze-di';

export function useBozza<T>(key: string | undefined, initial: T): [T, (value: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => read(key) ?? initial);
  useEffect(() => {
    if (key !== undefined && value !== initial) {
      sessionStorage.setItem(PREFIX + key, JSON.stringify(value));
    }
  }, [key, value, initial]);
  const forget = () => {
    if (key !== undefined) {
      sessionStorage.removeItem(PREFIX + key);
    }
  };
  return [value, setValue, forget];
}

function read<T>(key: string | undefined): T | undefined {
  const kept = key === undefined ? null : sessionStorage.getItem(PREFIX + key);
  return kept === null ? undefined : (JSON.parse(kept) as T);
}

/** Two people may use the same tab, one after the other. */
export function forgetDraftsOfOthers(soggetto: string): void {
  if (soggetto !== 'pubblico' && sessionStorage.getItem(OWNER) !== soggetto) {
    Object.keys(sessionStorage)
      .filter((key) => key.startsWith(PREFIX))
      .forEach((key) => sessionStorage.removeItem(key));
    sessionStorage.setItem(OWNER, soggetto);
  }
}
