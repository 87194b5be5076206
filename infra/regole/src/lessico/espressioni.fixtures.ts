import fc from 'fast-check';
import { FUNZIONI, type NomeFunzione } from './funzioni.js';
import type { Espressione, SegnoBinario } from './sintassi.js';
import type { Tipo, Vocabolario } from './tipi.js';
import { parseUnita } from './unita.js';

/** The voci of the generated expressions, with what they are. */
const persone = (): Tipo => ({ tipo: 'numero', unita: parseUnita('persone')!, intero: true, cifre: 26 });
const ore = (): Tipo => ({ tipo: 'numero', unita: parseUnita('ore')!, intero: false, cifre: 26 });

export const TIPI: ReadonlyMap<string, Tipo> = new Map<string, Tipo>([
  ['minori', persone()],
  ['nuovi', persone()],
  ['chiusi', persone()],
  ['educativa_ore', ore()],
  ['spazio_ore', ore()],
  ['protocollo', { tipo: 'logico' }],
  ['criticita', { tipo: 'testo' }],
]);

export const VOCABOLARIO: Vocabolario = {
  tipoDi: (codice) => TIPI.get(codice),
  tipoPrecedente: (codice) => TIPI.get(codice),
  codici: [...TIPI.keys()],
};

const numero = fc
  .tuple(fc.nat({ max: 9_999 }), fc.option(fc.integer({ min: 1, max: 99 }), { nil: null }))
  .map(([intera, decimali]): Espressione => {
    const testo = decimali === null ? String(intera) : `${intera}.${String(decimali).padStart(2, '0')}`;
    return { nodo: 'numero', testo, posizione: 0 };
  });

const voce = (codici: readonly string[]): fc.Arbitrary<Espressione> =>
  fc.constantFrom(...codici).map((codice) => ({ nodo: 'voce', codice, posizione: 0 }));

const binario = (
  segni: readonly SegnoBinario[],
  sinistra: fc.Arbitrary<Espressione>,
  destra: fc.Arbitrary<Espressione>,
): fc.Arbitrary<Espressione> =>
  fc
    .tuple(fc.constantFrom(...segni), sinistra, destra)
    .map(([segno, a, b]) => ({ nodo: 'binario', segno, sinistra: a, destra: b, posizione: 0 }));

const se = (
  condizione: fc.Arbitrary<Espressione>,
  ramo: fc.Arbitrary<Espressione>,
  altrimenti: fc.Arbitrary<Espressione | null>,
): fc.Arbitrary<Espressione> =>
  fc
    .tuple(condizione, ramo, altrimenti)
    .map(([c, a, b]) => ({ nodo: 'se', condizione: c, allora: a, altrimenti: b, posizione: 0 }));

const chiamata = (
  nome: NomeFunzione,
  ...argomenti: ReadonlyArray<fc.Arbitrary<Espressione>>
): fc.Arbitrary<Espressione> =>
  fc.tuple(...argomenti).map((trovati) => ({ nodo: 'funzione', nome, argomenti: trovati, posizione: 0 }));

const segni: readonly SegnoBinario[] = ['o', 'e', '=', '<>', '<', '<=', '>', '>=', '+', '-', '*', '/'];

/** Any tree that can be written, well typed or not. */
export const qualunque: fc.Arbitrary<Espressione> = fc.letrec<{ nodo: Espressione }>((tie) => ({
  nodo: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(
      numero,
      voce([...TIPI.keys(), 'sconosciuta']),
      fc.boolean().map((valore): Espressione => ({ nodo: 'logico', valore, posizione: 0 })),
    ),
    binario(segni, tie('nodo'), tie('nodo')),
    fc
      .tuple(fc.constantFrom('-' as const, 'non' as const), tie('nodo'))
      .map(([segno, termine]): Espressione => ({ nodo: 'unario', segno, termine, posizione: 0 })),
    se(tie('nodo'), tie('nodo'), fc.option(tie('nodo'))),
    fc
      .tuple(
        fc.constantFrom(...(Object.keys(FUNZIONI) as NomeFunzione[])),
        fc.array(tie('nodo'), { minLength: 1, maxLength: 4 }),
      )
      .map(([nome, argomenti]): Espressione => ({ nodo: 'funzione', nome, argomenti, posizione: 0 })),
  ),
})).nodo;

/** Trees made to be well typed: conditions over people, hours and bare numbers, with every sign and function. */
export const condizione: fc.Arbitrary<Espressione> = fc.letrec<
  Record<'persone' | 'ore' | 'puro' | 'condizione', Espressione>
>((tie) => {
  const quantita = (unita: 'persone' | 'ore', codici: readonly string[]): fc.Arbitrary<Espressione> =>
    fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      voce(codici),
      chiamata('precedente', voce(codici)),
      binario(['+', '-'], tie(unita), tie(unita)),
      binario(['*', '/'], tie(unita), tie('puro')),
      chiamata('se_manca', voce(codici), numero),
      chiamata('somma', tie(unita), tie(unita), tie(unita)),
      chiamata('minore', tie(unita), tie(unita)),
      chiamata('maggiore', tie(unita), tie(unita)),
      chiamata('assoluto', tie(unita)),
      chiamata('arrotonda', tie(unita)),
      se(tie('condizione'), tie(unita), tie(unita)),
    );
  return {
    persone: quantita('persone', ['minori', 'nuovi', 'chiusi']),
    ore: quantita('ore', ['educativa_ore', 'spazio_ore']),
    puro: fc.oneof(
      { maxDepth: 4 },
      numero,
      binario(['/'], tie('persone'), tie('persone')),
      binario(['/'], tie('ore'), tie('ore')),
      chiamata('variazione', voce(['minori', 'nuovi', 'educativa_ore'])),
    ),
    condizione: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      binario(['=', '<>', '<', '<=', '>', '>='], tie('persone'), tie('persone')),
      binario(['=', '<>', '<', '<=', '>', '>='], tie('ore'), numero),
      binario(['<='], chiamata('percentuale', tie('persone'), tie('persone')), numero),
      chiamata('tra', tie('persone'), numero, tie('persone')),
      chiamata('quasi', tie('ore'), tie('ore'), numero),
      chiamata('presente', voce([...TIPI.keys()])),
      voce(['protocollo']),
      binario(['e', 'o', '=', '<>'], tie('condizione'), tie('condizione')),
      tie('condizione').map((termine): Espressione => ({ nodo: 'unario', segno: 'non', termine, posizione: 0 })),
      se(tie('condizione'), tie('condizione'), fc.option(tie('condizione'))),
    ),
  };
}).condizione;

/** Without positions, which tell where a text was and not what it says. */
export function nuda(espressione: Espressione): unknown {
  return JSON.parse(
    JSON.stringify(espressione, (chiave, valore: unknown) => (chiave === 'posizione' ? undefined : valore)),
  );
}
