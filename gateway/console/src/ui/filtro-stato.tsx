import type { ReactNode } from 'react';
import { useParametro } from '../lib/parametri';
import { Scelta } from './Scelta';

const TUTTI = 'TUTTI';

interface FiltroStato<T extends string> {
  /** Null: in any state. */
  readonly stato: T | null;
  readonly scelta: ReactNode;
}

/**
 * Which records of a list, by where they stand; kept in the address.
 *
 * @param parole what people call each state
 * @param iniziale null for all of them
 */
export function useFiltroStato<T extends string>(
  parole: Readonly<Record<T, string | { readonly testo: string }>>,
  iniziale: T | null,
  tutti = 'Tutti',
): FiltroStato<T> {
  const stati = Object.keys(parole) as T[];
  const [scelto, setScelto] = useParametro<T | typeof TUTTI>('stato', iniziale ?? TUTTI, [...stati, TUTTI]);
  return {
    stato: scelto === TUTTI ? null : scelto,
    scelta: (
      <Scelta<T | typeof TUTTI>
        etichetta="Stato"
        valore={scelto}
        opzioni={[
          ...stati.map((valore) => ({ valore, testo: testoDi(parole[valore]) })),
          { valore: TUTTI, testo: tutti },
        ]}
        onScelta={(value) => setScelto(value as T | typeof TUTTI)}
      />
    ),
  };
}

const testoDi = (parola: string | { readonly testo: string }): string =>
  typeof parola === 'string' ? parola : parola.testo;
