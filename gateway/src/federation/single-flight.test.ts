import { setImmediate as turn } from 'node:timers/promises';
import { SingleFlight } from './single-flight.js';

describe('the same question, asked by many at once', () => {
  let begun: Array<(answer: number | Error) => void>;
  const ask = () =>
    new Promise<number>((resolve, reject) =>
      begun.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer))),
    );
  beforeEach(() => void (begun = []));

  test('goes out twice, and then once more for all who came meanwhile', async () => {
    const flight = new SingleFlight<number>();
    const answers = Array.from({ length: 10 }, () => flight.run('a', ask, ask));
    expect(begun).toHaveLength(2);
    begun[0]!(1);
    await turn();
    expect(begun).toHaveLength(3);
    begun[1]!(2);
    begun[2]!(3);
    expect(await Promise.all(answers)).toEqual([1, 2, 3, 3, 3, 3, 3, 3, 3, 3]);
  });

  test('is never answered by what began before it was asked', async () => {
    const flight = new SingleFlight<number>();
    const before = [flight.run('a', ask, ask), flight.run('a', ask, ask), flight.run('a', ask, ask)];
    begun[0]!(1);
    await turn();
    // The third has begun: who comes now does not join it.
    const after = flight.run('a', ask, ask);
    begun[1]!(2);
    await turn();
    begun[2]!(3);
    begun[3]!(4);
    expect([await Promise.all(before), await after]).toEqual([[1, 2, 3], 4]);
  });

  test('does not wait for another question', async () => {
    const flight = new SingleFlight<number>();
    void flight.run('a', ask, ask);
    void flight.run('a', ask, ask);
    void flight.run('b', ask, ask);
    expect(begun).toHaveLength(3);
  });

  test('that fails, fails for who joined it, and is asked anew afterwards', async () => {
    const flight = new SingleFlight<number>();
    const answers = Array.from({ length: 4 }, () => flight.run('a', ask, ask).catch((error: Error) => error.message));
    begun[0]!(new Error('no'));
    await turn();
    begun[1]!(2);
    begun[2]!(new Error('neither'));
    expect(await Promise.all(answers)).toEqual(['no', 2, 'neither', 'neither']);
    const again = flight.run('a', ask, ask);
    begun[3]!(5);
    expect(await again).toBe(5);
  });
});
