import { useCallback, useRef } from 'react';

/**
 * Keys of idempotency: the API takes a key with other values for a mistake, and the same values with another key for another
 * request. So each content has its key, for as long as the page is there.
 */
export function useChiavi(): (content: unknown) => string {
  const keys = useRef(new Map<string, string>());
  return useCallback((content) => {
    const text = JSON.stringify(content);
    const key = keys.current.get(text) ?? crypto.randomUUID();
    keys.current.set(text, key);
    return key;
  }, []);
}
