import type { ReactNode } from 'react';

export type Tono = 'neutro' | 'corso' | 'fatto' | 'attenzione' | 'errore';

/** Where a record stands, in a word. The colour only repeats it. */
export function Pillola({ tono, children }: { readonly tono: Tono; readonly children: ReactNode }) {
  return <span className={`t-pillola t-pillola-${tono}`}>{children}</span>;
}
