import { nomeLingua, sceltaLingue } from './lingue';

test('a language is called by its Italian name, and what is none stays as it was written', () => {
  expect([nomeLingua('ar'), nomeLingua('zh'), nomeLingua('non una lingua')]).toEqual([
    'arabo',
    'cinese',
    'non una lingua',
  ]);
});

test('what a record says can be chosen again, once and in its place', () => {
  const named = sceltaLingue(['am', 'ar']).map(({ valore }) => valore);
  expect(named.slice(0, 4)).toEqual(['tw', 'sq', 'am', 'ar']);
  expect(new Set(named).size).toBe(named.length);
});
