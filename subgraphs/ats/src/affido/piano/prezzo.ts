import type { CodiceVincolo, Contesto, FamigliaAffidataria, RichiestaAffido } from '../abbinamento/abbinamento.type.js';
import { minori } from '../abbinamento/abbinamento.type.js';
import { derogando } from '../abbinamento/candidati.js';
import { DEROGABILI } from '../abbinamento/vincoli.js';
import { pianoMigliore, TEMPO_LIMITE_MS } from './piano.js';
import type { Piano } from './piano.type.js';

/** What a constraint costs all together: what waiving it for everybody would add to the best plan. */
export interface Prezzo {
  readonly vincolo: CodiceVincolo;
  /** Minors more with a family. */
  readonly minori: number;
  /** May be negative: who gets a family at last may suit it less. */
  readonly centesimi: number;
  /** True when both plans were proved. */
  readonly ottimo: boolean;
}

/** The price of each constraint that people may agree to go beyond, the dearest first: never of what the law forbids. */
export async function prezzi(
  richieste: readonly RichiestaAffido[],
  famiglie: readonly FamigliaAffidataria[],
  contesto: Contesto,
  { tempoLimiteMs = TEMPO_LIMITE_MS } = {},
): Promise<Prezzo[]> {
  const base = await pianoMigliore(richieste, famiglie, contesto, { tempoLimiteMs });
  const tutti: Prezzo[] = [];
  for (const vincolo of DEROGABILI) {
    const senza = await pianoMigliore(richieste, famiglie, derogando(vincolo, contesto), { tempoLimiteMs });
    tutti.push({
      vincolo,
      minori: minoriIn(senza) - minoriIn(base),
      centesimi: senza.punteggioCentesimi - base.punteggioCentesimi,
      ottimo: base.ottimo && senza.ottimo,
    });
  }
  return tutti.sort((a, b) => b.minori - a.minori || b.centesimi - a.centesimi);
}

const minoriIn = ({ abbinamenti }: Piano): number =>
  abbinamenti.reduce((somma, { richiesta }) => somma + minori(richiesta), 0);
