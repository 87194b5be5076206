import { type Contributo, type Copertura, coperturaDi } from '@trama/schema/copertura';

/** Somebody who owes an answer. */
export interface Dovuto {
  readonly ambitoId: number;
  readonly nome: string;
  /** False for who is outside this ATS. */
  readonly interno: boolean;
}

/** Coverage of what contributors gave, by their place; who is outside this ATS is counted as the others, and named without a number. */
export function coperturaDeiDestinatari(dovuti: readonly Dovuto[], contributi: readonly Contributo[]): Copertura {
  const esterni = new Set<number | null>(dovuti.filter(({ interno }) => !interno).map(({ ambitoId }) => ambitoId));
  const attesi = dovuti.map(({ ambitoId, nome }) => ({ numero: ambitoId, nome }));
  const copertura = coperturaDi(attesi, contributi);
  const mancanti = copertura.mancanti.map(({ numero, nome }) => ({
    numero: esterni.has(numero) ? null : numero,
    nome,
  }));
  return { ...copertura, mancanti };
}
