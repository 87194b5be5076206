import type { Archivi } from './archivi.js';
import { codiceDiAmbito } from './codici.js';

export interface EnteDimostrativo {
  readonly codice: string;
  readonly ambito: number;
  readonly denominazione: string;
  readonly tipo: 'FONDAZIONE' | 'COOPERATIVA_SOCIALE' | 'ASSOCIAZIONE';
}

const MODELLI = [
  ['FONDAZIONE', 'Fondazione dimostrativa'],
  ['COOPERATIVA_SOCIALE', 'Cooperativa sociale dimostrativa A'],
  ['COOPERATIVA_SOCIALE', 'Cooperativa sociale dimostrativa B'],
  ['ASSOCIAZIONE', 'Associazione dimostrativa'],
] as const;

/** Invented bodies of the ambiti other than Valle Trompia. Units of one subgraph point to them in another. */
export function entiDimostrativi(archivi: Archivi): EnteDimostrativo[] {
  return archivi.get('comuniAmbiti').ambiti.flatMap(({ numero }) =>
    MODELLI.map(([tipo, nome]) => ({
      codice: codiceDiAmbito(numero, nome),
      ambito: numero,
      denominazione: `${nome} (ambito ${numero})`,
      tipo,
    })),
  );
}
