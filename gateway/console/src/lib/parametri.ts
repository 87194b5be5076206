import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

/**
 * A choice of the person, kept in the address: any view can be linked, and Back undoes it.
 *
 * @param initial what an address without the parameter means; it is then left out
 */
export function useParametro<T extends string>(
  name: string,
  initial: T,
  allowed?: readonly T[],
): [T, (value: T) => void] {
  const [search, setSearch] = useSearchParams();
  const found = search.get(name) as T | null;
  const value = found !== null && (allowed === undefined || allowed.includes(found)) ? found : initial;
  const set = useCallback(
    (next: T) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          if (next === initial) {
            after.delete(name);
          } else {
            after.set(name, next);
          }
          return after;
        },
        { replace: true },
      ),
    [setSearch, name, initial],
  );
  return [value, set];
}

/** The same for a number, such as a year. */
export function useParametroNumero(name: string, initial: number): [number, (value: number) => void] {
  const [text, setText] = useParametro(name, String(initial));
  const value = Number(text);
  return [Number.isInteger(value) ? value : initial, useCallback((next: number) => setText(String(next)), [setText])];
}
