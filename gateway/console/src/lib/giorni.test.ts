import { isGiorno, oggi } from './giorni';

test('today is the day of Rome, as the API writes it', () => expect(oggi()).toMatch(/^\d{4}-\d{2}-\d{2}$/));

test.each([
  ['2021-12-31', true],
  ['2021-13-31', false],
  ['oggi', false],
  ['2021-1-1', false],
  ['', false],
])('%j is a day: %s', (text, is) => expect(isGiorno(text)).toBe(is));
