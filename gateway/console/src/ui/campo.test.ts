import { type Campo, controllaCampi, elencoDi, gruppiDi, numeroDi, testoDi } from './campo';

const campo = (more: Partial<Campo> = {}): Campo => ({ nome: 'eta', etichetta: 'Età', tipo: 'intero', ...more });
const sbaglio = (more: Partial<Campo>, value: string | boolean) =>
  controllaCampi([campo(more)], { eta: value }).eta ?? null;

describe('what is wrong with a field', () => {
  test.each([
    [{ isObbligatorio: true }, '', 'Questo campo è obbligatorio.'],
    [{}, '', null],
    [{}, '7', null],
    [{}, 'sette', 'Scrivi un numero.'],
    [{}, '7,5', 'Scrivi un numero intero, senza virgola.'],
    [{ tipo: 'numero' }, '7,5', null],
    [{ min: '0', max: '17' }, '18', 'Non può essere più di 17.'],
    [{ min: '1' }, '0', 'Non può essere meno di 1.'],
    [{ tipo: 'data', max: '2026-01-31' }, '2026-02-01', 'Non può essere più di 31/01/2026.'],
    [{ tipo: 'spunta', isObbligatorio: true }, false, 'Questo campo è obbligatorio.'],
  ] as const)('%j with %j is %j', (more, value, expected) => expect(sbaglio(more, value)).toBe(expected));

  test('is asked of the field only after what holds for its kind', () => {
    const seen: unknown[] = [];
    const controlla = (value: string | boolean) => void seen.push(value);
    controllaCampi([campo({ controlla })], { eta: 'x' });
    controllaCampi([campo({ controlla })], { eta: '3' });
    expect(seen).toEqual(['3']);
  });
});

test('neighbours of one group stand together, and what comes between divides them', () => {
  const fields = [campo({ gruppo: 'A' }), campo({ gruppo: 'A' }), campo(), campo({ gruppo: 'A' })];
  expect(gruppiDi(fields).map(({ titolo, campi }) => [titolo, campi.length])).toEqual([
    ['A', 2],
    [undefined, 1],
    ['A', 1],
  ]);
});

test('what was written is read without what only looks written', () => {
  const valori = { a: '  ', b: ' 1.200 ', c: 'ar, , en', d: true };
  expect([testoDi(valori, 'a'), testoDi(valori, 'd'), testoDi(valori, 'z')]).toEqual([null, null, null]);
  expect([numeroDi(valori, 'a'), numeroDi(valori, 'b')]).toEqual([null, 1200]);
  expect([elencoDi(valori, 'c'), elencoDi(valori, 'a')]).toEqual([['ar', 'en'], []]);
});
