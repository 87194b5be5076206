import { giorniTra, piuMesi } from '@trama/kernel/calendario';
import type { IncontroOsservatorio } from './incontro.entity.js';
import type { CadenzaIncontri } from './tavolo.type.js';

/** The plan: "almeno semestrale". */
const MESI = 6;

type Incontro = Pick<IncontroOsservatorio, 'previstoIl' | 'tenutoIl'>;

/** Days are ISO dates: their order is that of their texts. */
export function cadenzaDi(incontri: readonly Incontro[], oggi: string): CadenzaIncontri {
  const ultimo = incontri
    .flatMap(({ tenutoIl }) => tenutoIl ?? [])
    .sort()
    .at(-1);
  const entro = ultimo === undefined ? null : piuMesi(ultimo, MESI);
  return {
    ultimo: ultimo ?? null,
    entro,
    ritardoGiorni: entro === null ? 0 : Math.max(0, giorniTra(entro, oggi)),
    mancati: incontri
      .filter(({ previstoIl, tenutoIl }) => tenutoIl === null && previstoIl < oggi)
      .map(({ previstoIl }) => previstoIl)
      .sort(),
  };
}
