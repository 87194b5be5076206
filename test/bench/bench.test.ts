import fc from 'fast-check';
import { comparison, isRight, isSame } from './audit/judge.mjs';
import { going } from './contest/going.mjs';
import { joined } from './contest/joined.mjs';
import { difference } from './contest/same-answer.mjs';
import { orderOf, percentile, ratios, spread } from './contest/statistics.mjs';
import { targetsOf } from './contest/targets.mjs';

describe('the figures of the benchmark', () => {
  test('the median of an even number of rounds lies between the two in the middle', () => {
    expect(spread([4, 1, 3, 2])).toEqual({ min: 1, median: 2.5, max: 4 });
    expect(spread([9, 1, 5])).toEqual({ min: 1, median: 5, max: 9 });
    expect(() => spread([])).toThrow('no values');
  });

  test('a percentile is a value that was measured, and the share of values up to it is at least the one asked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000), { minLength: 1 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (all, share) => {
          const sorted = all.toSorted((a, b) => a - b);
          const value = percentile(sorted, share);
          expect(sorted).toContain(value);
          expect(sorted.filter((one) => one <= value).length / sorted.length).toBeGreaterThanOrEqual(share - 1e-9);
        },
      ),
    );
  });

  test('ratios are taken within a round: a slow round of both says nothing', () => {
    const rounds = [
      new Map([
        ['a', 10],
        ['b', 5],
      ]),
      new Map([
        ['a', 2],
        ['b', 1],
      ]),
    ];
    expect(ratios(rounds, 'a', 'b', Number)).toEqual({ min: 2, median: 2, max: 2 });
  });

  test('in as many rounds as contenders, each begins or ends one', () => {
    const all = ['a', 'b', 'c', 'd'];
    const orders = all.map((_, round) => orderOf(all, round));
    orders.forEach((order) => expect(order.toSorted()).toEqual(all));
    expect(new Set(orders.map((order) => order.join())).size).toBe(all.length);
  });

  test('a warm-up waits for its requests, but not for ever', () => {
    const times: number[] = [];
    const goesOn = going(times, 0, 1, { atLeast: 2, limitSeconds: 10 });
    expect([goesOn(999), goesOn(1_000), goesOn(9_999), goesOn(10_000)]).toEqual([true, true, true, false]);
    times.push(1, 1);
    expect(goesOn(1_000)).toBe(false);
  });
});

describe('several runs told as one', () => {
  const run = (results: object[], targets: object[], startUps: object[] = []) => ({ results, targets, startUps });
  const row = (operation: string, label: string) => ({ how: 'end to end', data: 'd', operation, label });

  test('what a later one looked at takes the place of what an earlier one found of the same, and the rest stays', () => {
    const first = run(
      [row('01', 'old'), row('01', 'older'), row('02', 'kept')],
      [
        { what: 'x', measured: '1' },
        { what: 'y', measured: '1' },
      ],
      [{ what: 'empty folder', seconds: 9 }],
    );
    const second = run(
      [row('01', 'new')],
      [
        { what: 'x', measured: '2' },
        { what: 'y', measured: null },
      ],
    );
    expect(joined([first, second])).toMatchObject({
      results: [row('02', 'kept'), row('01', 'new')],
      targets: [
        { what: 'x', measured: '2' },
        { what: 'y', measured: '1' },
      ],
      startUps: [{ what: 'empty folder', seconds: 9 }],
      million: [],
    });
  });
});

describe('the target of many rows', () => {
  const measured = (rows: number, half: number, peak: number) => {
    const of = (gateway: number) => ({ gateway, postgres: 20 });
    return { what: 'csv downloaded', rows, half: of(half), peak: of(peak) };
  };
  const met = (...million: ReadonlyArray<ReturnType<typeof measured>>) =>
    targetsOf([], { startUps: [], million }).find(({ what }) => what.includes('csv downloaded'))?.met;

  test('is met when the second half takes hardly more memory than the first, and not when rows are held', () => {
    expect(met(measured(10_000, 100, 200), measured(1_000_000, 300, 310))).toBe(true);
    expect(met(measured(10_000, 100, 100), measured(1_000_000, 300, 370))).toBe(false);
  });

  test('is not measured by fewer', () => {
    expect(met()).toBeNull();
    expect(met(measured(100_000, 100, 100))).toBeNull();
  });
});

describe('a faster wrong answer loses', () => {
  const right = {
    ambiti: [
      { numero: 1, valore: null },
      { numero: 2, valore: 0 },
    ],
  };

  test('the order of fields says nothing, that of items does', () => {
    expect(
      difference(right, {
        ambiti: [
          { valore: null, numero: 1 },
          { valore: 0, numero: 2 },
        ],
      }),
    ).toBeNull();
    expect(difference(right, { ambiti: [...right.ambiti].reverse() })).toBe('data.ambiti.0.numero: 1 is not 2');
  });

  test('null, zero, missing and text are four things', () => {
    const values: unknown[] = [null, 0, '0', '', false, [], {}];
    values.forEach((one, i) => values.forEach((other, j) => expect(difference(one, other) === null).toBe(i === j)));
    expect(difference({ a: null }, {})).toBe('data.a: only one has it');
    expect(difference({}, { a: undefined })).toBe('data.a: only one has it');
    expect(difference([1, 2], [1])).toBe('data: 2 items are not 1');
  });

  test('any JSON is itself, and not itself with one value changed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(difference(value, JSON.parse(JSON.stringify(value)))).toBeNull();
        expect(difference({ value }, { value: [value] })).not.toBeNull();
      }),
    );
  });
});

describe('the judge of the audit', () => {
  const wrong = { errors: [{ message: 'no' }] };

  test('wants the data that was expected, whatever the order of its fields', () => {
    expect(isRight({ data: { a: 1, b: [2] } }, { data: { b: [2], a: 1 } })).toBe(true);
    for (const data of [{ a: 1 }, { a: 1, b: [2], c: 3 }, { a: 1, b: ['2'] }, null]) {
      expect(isRight({ data: { a: 1, b: [2] } }, { data })).toBe(false);
    }
  });

  test('looks at errors only where the case says something of them', () => {
    expect(isRight({ data: null }, {})).toBe(true);
    expect(isRight({ data: null }, wrong)).toBe(true);
    expect(isRight({ data: null, errors: true }, wrong)).toBe(true);
    expect(isRight({ data: null, errors: true }, { data: null })).toBe(false);
    expect(isRight({ data: { a: 1 }, errors: false }, { data: { a: 1 }, ...wrong })).toBe(false);
  });

  test('tells cases that only one passes from those that both answer otherwise', () => {
    const of = (...cases: ReadonlyArray<readonly [answer: object, right: boolean]>) =>
      cases.map(([answer, right], index) => ({ suite: 's', index, query: `{ a${index} }`, answer, right }));
    const one = { data: { a: 1 } };
    const all = {
      stock: of([one, true], [one, false], [one, false], [one, true]),
      ours: of([{}, false], [{}, true], [{ ...one, ...wrong }, false], [one, true]),
    };
    expect(comparison(all, 'stock', 'ours')).toEqual({
      lost: ['s_0'],
      won: ['s_1'],
      neither: ['s_2'],
      differ: ['s_0', 's_1', 's_2'],
    });
    expect(isSame(one, one)).toBe(true);
  });
});
