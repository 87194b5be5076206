import { sedevaIl, TUTTI_I_GIORNI } from './periodo';

test.each([
  [null, null, '2021-05-01', true],
  ['2021-05-01', null, '2021-05-01', true],
  ['2021-05-02', null, '2021-05-01', false],
  [null, '2021-05-01', '2021-05-01', true],
  [null, '2021-04-30', '2021-05-01', false],
  ['2020-01-01', '2020-12-31', TUTTI_I_GIORNI, true],
] as const)('from %s to %s, on %s: %s', (dal, al, giorno, seduto) =>
  expect(sedevaIl({ dal, al }, giorno)).toBe(seduto),
);
