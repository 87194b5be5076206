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
  const entro = ultimo === undefined ? null : dopoMesi(ultimo, MESI);
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

/** The same day so many months later, or the last of that month where it has none. */
export function dopoMesi(giorno: string, mesi: number): string {
  const [anno, mese, quale] = giorno.split('-').map(Number) as [number, number, number];
  const ultimo = new Date(Date.UTC(anno, mese - 1 + mesi + 1, 0)).getUTCDate();
  return new Date(Date.UTC(anno, mese - 1 + mesi, Math.min(quale, ultimo))).toISOString().slice(0, 10);
}

const GIORNO = 86_400_000;
const giorniTra = (da: string, a: string): number => Math.round((Date.parse(a) - Date.parse(da)) / GIORNO);
