import { etaDi, nomeEquipe } from './parole';

describe('an age', () => {
  const oggi = new Date(2021, 5, 15);
  test.each([
    ['2010-06-15', '11 anni'],
    ['2010-06-16', '10 anni'],
    ['2021-05-16', '0 mesi'],
    ['2021-05-15', '1 mese'],
    ['2020-01-20', '16 mesi'],
    ['2019-06-15', '2 anni'],
  ])('of who was born on %s is %s', (nascita, eta) => expect(etaDi(nascita, oggi)).toBe(eta));

  test('is not made up', () => expect(etaDi(null, oggi)).toBe('età non nota'));
});

test('a team is called as people call it', () => expect(nomeEquipe('MEDIA_VALLE')).toBe('Media Valle'));
