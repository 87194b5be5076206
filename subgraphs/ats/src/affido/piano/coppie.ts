import { giorniTra } from '@trama/kernel/calendario';
import type { Contesto, FamigliaAffidataria, RichiestaAffido } from '../abbinamento/abbinamento.type.js';
import { minori } from '../abbinamento/abbinamento.type.js';
import { confronta } from '../abbinamento/confronta.js';
import { centesimi } from '../abbinamento/punteggio.js';
import { ammissibile, postiDisponibili } from '../abbinamento/vincoli.js';
import { aPassi } from './passi.js';
import type { Coppia, Merito, Parte } from './piano.type.js';

/** From half a year on a wait is long: those minors come before a better score for others. */
export const GIORNI_ATTESA_LUNGA = 180;

/** Everything that a plan is made from, in an order that does not depend on the order it came in. */
export interface Quadro {
  /** Who waits longest first. */
  readonly richieste: readonly RichiestaAffido[];
  readonly famiglie: readonly FamigliaAffidataria[];
  /** By request, the better first. */
  readonly coppie: readonly Coppia[];
  readonly parti: readonly Parte[];
  merito(scelte: readonly Coppia[]): Merito;
}

export function quadroDi(
  richieste: readonly RichiestaAffido[],
  famiglie: readonly FamigliaAffidataria[],
  contesto: Contesto,
): Quadro {
  const { attese, offerte } = inOrdine(richieste, famiglie);
  const coppie = attese.flatMap((richiesta, r) => coppieDi(richiesta, r, offerte, contesto));
  return quadroCon(attese, offerte, coppie, contesto);
}

/** The same, letting others work in between: a province takes seconds, and a server must go on answering. */
export async function quadroAPassi(
  richieste: readonly RichiestaAffido[],
  famiglie: readonly FamigliaAffidataria[],
  contesto: Contesto,
): Promise<Quadro> {
  const { attese, offerte } = inOrdine(richieste, famiglie);
  const coppie = await aPassi(attese, (richiesta, r) => coppieDi(richiesta, r, offerte, contesto));
  return quadroCon(attese, offerte, coppie.flat(), contesto);
}

const inOrdine = (richieste: readonly RichiestaAffido[], famiglie: readonly FamigliaAffidataria[]) => ({
  attese: [...richieste].sort((a, b) => confronta(a.inAttesaDal, b.inAttesaDal) || confronta(a.codice, b.codice)),
  offerte: [...famiglie].sort((a, b) => confronta(a.codice, b.codice)),
});

const coppieDi = (
  richiesta: RichiestaAffido,
  r: number,
  offerte: readonly FamigliaAffidataria[],
  contesto: Contesto,
): Coppia[] =>
  offerte
    .flatMap((famiglia, f) =>
      ammissibile(richiesta, famiglia, contesto) ? [{ r, f, centesimi: centesimi(richiesta, famiglia, contesto) }] : [],
    )
    .sort((a, b) => b.centesimi - a.centesimi || a.f - b.f);

function quadroCon(
  attese: readonly RichiestaAffido[],
  offerte: readonly FamigliaAffidataria[],
  coppie: readonly Coppia[],
  contesto: Contesto,
): Quadro {
  const lunga = attese.map(({ inAttesaDal }) => giorniTra(inAttesaDal, contesto.oggi) >= GIORNI_ATTESA_LUNGA);
  return {
    richieste: attese,
    famiglie: offerte,
    coppie,
    parti: partiDi(coppie, {
      minori: (r) => minori(attese[r]!),
      lunga: (r) => lunga[r]!,
      posti: (f) => postiDisponibili(offerte[f]!, contesto),
    }),
    merito: (scelte) => ({
      minori: somma(scelte.map(({ r }) => minori(attese[r]!))),
      diLungaAttesa: somma(scelte.map(({ r }) => (lunga[r] ? minori(attese[r]!) : 0))),
      centesimi: somma(scelte.map((scelta) => scelta.centesimi)),
    }),
  };
}

/** Negative when `a` is the better plan. */
export const confrontaMeriti = (a: Merito, b: Merito): number =>
  b.minori - a.minori || b.diLungaAttesa - a.diLungaAttesa || b.centesimi - a.centesimi;

interface Di {
  minori(r: number): number;
  lunga(r: number): boolean;
  posti(f: number): number;
}

function partiDi(coppie: readonly Coppia[], di: Di): Parte[] {
  const capo = new Map<string, string>();
  const trova = (nodo: string): string => {
    let radice = nodo;
    while (capo.has(radice) && capo.get(radice) !== radice) {
      radice = capo.get(radice)!;
    }
    capo.set(nodo, radice);
    return radice;
  };
  coppie.forEach(({ r, f }) => capo.set(trova(`r${r}`), trova(`f${f}`)));
  const gruppi = new Map<string, Coppia[]>();
  coppie.forEach((coppia) => {
    const radice = trova(`r${coppia.r}`);
    const gruppo = gruppi.get(radice) ?? [];
    gruppi.set(radice, gruppo);
    gruppo.push(coppia);
  });
  return [...gruppi.values()].map((sue) => {
    const richieste = [...new Set(sue.map(({ r }) => r))];
    return {
      coppie: sue,
      minori: new Map(richieste.map((r) => [r, di.minori(r)])),
      attesaLunga: new Set(richieste.filter((r) => di.lunga(r))),
      posti: new Map(sue.map(({ f }) => [f, di.posti(f)])),
    };
  });
}

const somma = (numeri: readonly number[]): number => numeri.reduce((a, b) => a + b, 0);
