import { unoPerBuco } from './buchi';

const down = (path: ReadonlyArray<string | number>, campi: string[]) => ({
  message: 'Il servizio "asst" non risponde.',
  path,
  extensions: { code: 'SERVIZIO_NON_DISPONIBILE', servizio: 'asst', campi },
});
const paths = (data: unknown, error: ReturnType<typeof down>) => unoPerBuco(data, [error]).map(({ path }) => path);

describe('what is missing from an answer', () => {
  test('is said at each place of a list where it is missing, and not where a value came', () => {
    const data = {
      ambiti: [
        { nome: 'a', asst: null },
        { nome: 'b', asst: { codice: 'x' } },
        { nome: 'c', asst: null },
      ],
    };
    expect(paths(data, down(['ambiti'], ['asst']))).toEqual([
      ['ambiti', 0, 'asst'],
      ['ambiti', 2, 'asst'],
    ]);
  });

  test('is found through lists in lists', () => {
    const data = { distretti: [{ ambiti: [{ x: null }] }, { ambiti: [{ x: null }, { x: 1 }] }] };
    expect(paths(data, down(['distretti', 0, 'ambiti'], ['x']))).toEqual([['distretti', 0, 'ambiti', 0, 'x']]);
  });

  test('is where the answer stops, when a field that may not be null took its surroundings with it', () => {
    const error = { message: 'no', path: ['a', 'b', 'c'], extensions: { code: 'NON_AUTORIZZATO' } };
    expect(unoPerBuco({ a: { b: null } }, [error])).toEqual([{ ...error, path: ['a', 'b'] }]);
  });

  test('stays as it was told when it is nowhere to be seen', () => {
    const error = down(['ambiti'], ['altro']);
    expect(unoPerBuco({ ambiti: [{ nome: 'a' }] }, [error])).toEqual([error]);
  });
});
