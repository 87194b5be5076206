import { urgenzaDi } from './urgenza';

const richiesta = { stato: 'IN_ATTESA', tipo: 'RESIDENZIALE', attesaGiorni: 10 } as const;

test('an emergency comes first, then six months, then three', () => {
  const gradi = [
    { ...richiesta, tipo: 'PRONTO_INTERVENTO' as const },
    { ...richiesta, attesaGiorni: 180 },
    { ...richiesta, attesaGiorni: 90 },
    { ...richiesta, attesaGiorni: 89 },
  ].map((one) => urgenzaDi(one)?.grado);
  expect(gradi).toEqual([3, 2, 1, undefined]);
});

test('who has a family is not urgent, however long it took', () =>
  expect(urgenzaDi({ ...richiesta, stato: 'IN_AFFIDO', attesaGiorni: 400 })).toBeUndefined());
