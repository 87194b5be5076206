/**
 * What the gateway says is missing, said again at each place where it is missing. It gives one error for a whole list,
 * with the names of the fields; the cache keeps whatever has no error of its own, and would keep a hole as if it were a
 * fact: the next page would show «no data» where a service was down.
 */

export interface Errore {
  readonly message: string;
  readonly path?: ReadonlyArray<string | number>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export function unoPerBuco(data: unknown, errors: readonly Errore[]): Errore[] {
  return errors.flatMap((error) => {
    const campi = error.extensions?.campi;
    const isCompact = error.extensions?.code === 'SERVIZIO_NON_DISPONIBILE' && Array.isArray(campi);
    const paths = isCompact ? holes(data, error.path ?? [], campi as string[]) : [cutAtHole(data, error.path ?? [])];
    return paths.length === 0 ? [error] : paths.map((path) => ({ ...error, path }));
  });
}

type Path = ReadonlyArray<string | number>;

/** Places under `path` where one of the fields is null. */
function holes(data: unknown, path: Path, fields: readonly string[]): Path[] {
  const start = cutAtHole(data, path);
  if (valueAt(data, start) === null) {
    return [start];
  }
  return entitiesIn(data, start).flatMap((place) =>
    fields.map((field) => [...place, field]).filter((hole) => valueAt(data, hole) === null),
  );
}

function entitiesIn(data: unknown, path: Path): Path[] {
  const value = valueAt(data, path);
  return Array.isArray(value) ? value.flatMap((_, index) => entitiesIn(data, [...path, index])) : [path];
}

/** An error of a field that may not be null empties what is around it: there is the hole. */
function cutAtHole(data: unknown, path: Path): Path {
  for (let length = 1; length < path.length; length += 1) {
    const start = path.slice(0, length);
    if (valueAt(data, start) === null) {
      return start;
    }
  }
  return path;
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (value === null || typeof value !== 'object') {
      return undefined;
    }
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
