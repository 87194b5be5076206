import { oggi } from './giorni';

test('today is the day of Rome, as the API writes it', () => expect(oggi()).toMatch(/^\d{4}-\d{2}-\d{2}$/));
