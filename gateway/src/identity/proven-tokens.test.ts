import { PUBBLICO } from '@trama/kernel/identity';
import { ProvenTokens } from './proven-tokens.js';

describe('a token that was just proven', () => {
  let now = 1_000_000_000;
  const tokens = new ProvenTokens(() => now);
  const verified = (seconds: number) => ({ chiamante: PUBBLICO, scade: now / 1000 + seconds, payload: {} });

  test('is believed for five seconds, and only that one', () => {
    const mine = verified(600);
    tokens.add('a.b.c', mine);
    expect([tokens.find('a.b.c'), tokens.find('a.b.d')]).toEqual([mine, undefined]);
    now += 4_999;
    expect(tokens.find('a.b.c')).toBe(mine);
    now += 1;
    expect(tokens.find('a.b.c')).toBeUndefined();
  });

  test('is not believed beyond its own end', () => {
    tokens.add('d.e.f', verified(2));
    now += 2_000;
    expect(tokens.find('d.e.f')).toBeUndefined();
  });

  test('makes room for newer ones', () => {
    tokens.add('first', verified(600));
    Array.from({ length: 1_000 }, (_, i) => tokens.add(`token ${i}`, verified(600)));
    expect([tokens.find('first'), tokens.find('token 999')]).toEqual([undefined, expect.anything()]);
  });
});
