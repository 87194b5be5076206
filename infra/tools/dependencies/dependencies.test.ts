import { isAllowed, licenceOf, licenceProblems } from './licences.mjs';
import { isBelow, lockfileProblems } from './lockfile.mjs';

describe('licences', () => {
  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['(MIT AND BSD-3-Clause)', true],
    ['(MIT AND GPL-3.0)', false],
    ['GPL-3.0', false],
    ['SEE LICENSE IN LICENCE.txt', false],
    ['none', false],
  ])('%s: %s', (licence, allowed) => expect(isAllowed(licence)).toBe(allowed));

  test('are read as old packages wrote them', () => {
    expect(licenceOf({ license: { type: 'MIT' } })).toBe('MIT');
    expect(licenceOf({ licenses: [{ type: 'MIT' }, { type: 'GPL-3.0' }] })).toBe('(MIT OR GPL-3.0)');
    expect(licenceOf({})).toBe('none');
  });

  test('that are not open are accepted for named packages alone', () => {
    const elastic = (name: string) => licenceProblems([{ name, version: '1.0.0', licence: 'Elastic-2.0' }]);
    expect(elastic('@apollo/gateway')).toEqual([]);
    expect(elastic('@apollo/server')).toEqual([expect.stringContaining('@apollo/server@1.0.0: Elastic-2.0')]);
  });
});

describe('the lockfile', () => {
  const sound = { version: '1.0.0', integrity: 'sha512-x' };
  const problems = (path: string, entry: object) => lockfileProblems({ packages: { [path]: { ...sound, ...entry } } });

  test('may hold packages with a version and an integrity, and links to our own', () => {
    expect(problems('node_modules/a', {})).toEqual([]);
    expect(
      problems('node_modules/@trama/kernel', { link: true, integrity: undefined, resolved: 'infra/kernel' }),
    ).toEqual([]);
    expect(problems('infra/kernel', { integrity: undefined })).toEqual([]);
  });

  test('names no address and leaves no content unproved', () => {
    expect(problems('node_modules/a', { resolved: 'https://example.org/a.tgz' })).toHaveLength(1);
    expect(problems('node_modules/a', { resolved: 'git+https://example.org/a.git' })).toHaveLength(1);
    expect(problems('node_modules/a', { integrity: undefined })).toHaveLength(1);
    const elsewhere = { integrity: undefined, optional: true, os: ['darwin'] };
    expect(problems('node_modules/a', { ...elsewhere, dev: true })).toEqual([]);
    expect(problems('node_modules/a', elsewhere)).toHaveLength(1);
  });

  test('has nothing deprecated that runs in production', () => {
    expect(problems('node_modules/a', { deprecated: 'use b' })).toHaveLength(1);
    expect(problems('node_modules/a', { deprecated: 'use b', dev: true })).toEqual([]);
  });

  test('keeps to the floors wherever the package is, also inside another', () => {
    expect(problems('node_modules/graphql', { version: '16.15.0' })).toEqual([]);
    expect(problems('node_modules/x/node_modules/graphql', { version: '16.8.1' })).toEqual([
      expect.stringContaining('CVE-2023-26144'),
    ]);
  });

  test.each([
    ['1.9.9', '1.10.0', true],
    ['2.0.0', '1.10.0', false],
    ['1.10.0', '1.10.0', false],
    ['1.10.0-rc.1', '1.10.0', true],
    ['1.10.1-rc.1', '1.10.0', false],
  ])('%s below %s: %s', (version, floor, below) => expect(isBelow(version, floor)).toBe(below));
});
