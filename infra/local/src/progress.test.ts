import { progressOn } from './progress.js';

describe('steps side by side', () => {
  const told = (isTTY: boolean) => {
    const texts: string[] = [];
    const progress = progressOn({ isTTY, write: (text) => texts.push(text) });
    return { progress, texts };
  };
  const step = () => {
    const ends: { finish?: (value: string) => void; fail?: (error: Error) => void } = {};
    const work = new Promise<string>((finish, fail) => Object.assign(ends, { finish, fail }));
    return { work, ends };
  };

  test('on a terminal are all shown until each is done', async () => {
    const { progress, texts } = told(true);
    const [dati, accesso] = [step(), step()];
    const first = progress.step('Dati', () => dati.work);
    const second = progress.step('Accesso', () => accesso.work);
    expect(texts.at(-1)).toMatch(/… Dati \(0 s\) · Accesso \(0 s\)$/);
    accesso.ends.finish!('su');
    expect(await second).toBe('su');
    expect(texts.slice(-2)).toEqual([
      expect.stringMatching(/✓ Accesso \(0,\d s\)\n$/),
      expect.stringMatching(/… Dati \(0 s\)$/),
    ]);
    dati.ends.fail!(new Error('rotto'));
    await expect(first).rejects.toThrow('rotto');
    expect(texts.at(-1)).toMatch(/✗ Dati \(0,\d s\)\n$/);
  });

  test('elsewhere are a line each, in the order in which they end', async () => {
    const { progress, texts } = told(false);
    const [dati, accesso] = [step(), step()];
    const both = [progress.step('Dati', () => dati.work), progress.step('Accesso', () => accesso.work)];
    accesso.ends.finish!('');
    await both[1];
    dati.ends.finish!('');
    await both[0];
    expect(texts.map((text) => text.replace(/\d+,\d/, 'n'))).toEqual(['✓ Accesso (n s)\n', '✓ Dati (n s)\n']);
  });
});
