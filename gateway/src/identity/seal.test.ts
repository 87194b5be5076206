import { randomBytes } from 'node:crypto';
import { Seal } from './seal.js';

describe('a sealed text', () => {
  const [key, next] = [randomBytes(32), randomBytes(32)];
  const now = Date.now();
  const soon = Math.floor(now / 1000) + 60;
  const seal = new Seal([key], () => now);

  test('opens as the kind that it is, until its end', async () => {
    const text = await seal.close('trama-sessione+jwt', { nome: 'Anna' }, soon);
    await expect(seal.open('trama-sessione+jwt', text)).resolves.toMatchObject({ nome: 'Anna', exp: soon });
    await expect(seal.open('trama-accesso+jwt', text)).resolves.toBeUndefined();
    await expect(new Seal([key], () => now + 61_000).open('trama-sessione+jwt', text)).resolves.toBeUndefined();
    await expect(seal.open('trama-sessione+jwt', `${text.slice(0, -2)}AA`)).resolves.toBeUndefined();
  });

  test('opens on each replica that has the key, also while the key changes', async () => {
    const changing = new Seal([next, key], () => now);
    const old = await seal.close('trama-sessione+jwt', {}, soon);
    await expect(changing.open('trama-sessione+jwt', old)).resolves.toBeDefined();
    const text = await changing.close('trama-sessione+jwt', {}, soon);
    await expect(seal.open('trama-sessione+jwt', text)).resolves.toBeUndefined();
    await expect(new Seal([next], () => now).open('trama-sessione+jwt', text)).resolves.toBeDefined();
  });

  test('is never the same twice, though it says the same', async () => {
    const texts = await Promise.all([1, 2].map(() => seal.close('trama-sessione+jwt', {}, soon)));
    expect(new Set(texts).size).toBe(2);
  });
});
