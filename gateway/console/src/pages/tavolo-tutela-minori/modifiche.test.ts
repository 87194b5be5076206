import {
  cambia,
  conStato,
  contesi,
  conValore,
  dopo,
  inputDi,
  type Modifiche,
  risolte,
  sbaglio,
  scrittoDi,
} from './modifiche';

const vuoto = { stato: 'NON_PERVENUTO', valore: '', nota: '' } as const;
const di = (valore: number) => scrittoDi({ stato: 'VALORE', valore, testo: null, nota: null });

describe('a row of the form', () => {
  test('says what it is from what is typed', () => {
    expect(conValore(vuoto, '746', false)).toMatchObject({ stato: 'VALORE', valore: '746' });
    expect(conValore(vuoto, '0', false)).toMatchObject({ stato: 'ZERO' });
    expect(conValore(vuoto, '0', true)).toMatchObject({ stato: 'VALORE' });
    expect(conValore(di(746), '', false)).toMatchObject({ stato: 'NON_PERVENUTO' });
  });

  test('has no figure beside a reason for having none', () => {
    expect(conStato(di(746), 'NON_APPLICABILE')).toMatchObject({ valore: '' });
    expect(conStato(vuoto, 'ZERO')).toMatchObject({ valore: '0' });
    expect(conStato(conStato(vuoto, 'ZERO'), 'VALORE')).toMatchObject({ valore: '' });
  });

  test('is held back only when it cannot be read', () => {
    expect(sbaglio(conValore(vuoto, 'tanti', false), false)).toMatch(/numero/);
    expect(sbaglio(conStato(vuoto, 'VALORE'), false)).toMatch(/valore/);
    expect(sbaglio(conValore(vuoto, 'tanti', true), true)).toBeUndefined();
    expect(sbaglio(conStato(vuoto, 'SOPPRESSO'), false)).toBeUndefined();
  });

  test('travels as a number, as words or as a reason, and a note left empty is none', () => {
    expect(inputDi('eta_media', conValore({ ...vuoto, nota: 'stima' }, '11,5', false), false)).toEqual({
      voce: 'eta_media',
      stato: 'VALORE',
      valore: 11.5,
      nota: 'stima',
    });
    expect(inputDi('criticita', conValore(vuoto, 'liste', true), true)).toMatchObject({ testo: 'liste', nota: null });
    expect(inputDi('minori_1_1', conStato(vuoto, 'ZERO'), false)).toEqual({
      voce: 'minori_1_1',
      stato: 'ZERO',
      nota: null,
    });
  });
});

describe('changes that are not saved', () => {
  const mie: Modifiche = cambia(cambia({}, 'a', di(1), di(2)), 'b', di(1), di(3));

  test('are none again when the row is as it was', () => {
    expect(cambia(mie, 'a', di(9), di(1))).toEqual({ b: mie.b });
  });

  test('are contested only where somebody else wrote something different', () => {
    expect(
      contesi(
        mie,
        new Map([
          ['a', di(1)],
          ['b', di(1)],
        ]),
      ),
    ).toEqual([]);
    expect(
      contesi(
        mie,
        new Map([
          ['a', di(2)],
          ['b', di(7)],
        ]),
      ),
    ).toEqual(['b']);
  });

  test('start from what is there now once the person has chosen', () => {
    const now = new Map([
      ['a', di(6)],
      ['b', di(7)],
    ]);
    const chosen = risolte(mie, now, new Set(['b']));
    expect(chosen).toEqual({ a: { base: di(6), mia: di(2) } });
    expect(contesi(chosen, now)).toEqual([]);
  });

  test('that were typed while others were being saved stay', () => {
    const later = cambia(mie, 'a', di(1), di(5));
    expect(dopo(later, mie)).toEqual({ a: { base: di(2), mia: di(5) } });
  });
});
