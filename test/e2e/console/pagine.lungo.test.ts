import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConsoleUnderTest } from '@trama/test-kit/console';
import { PAGINE_PROVATE } from './pagine.js';
import { viaggiAffido } from './viaggi/affido.js';
import { viaggiCabina } from './viaggi/cabina.js';
import { viaggiCasi } from './viaggi/casi.js';
import { viaggiCornice } from './viaggi/cornice.js';
import { viaggiEmergenze } from './viaggi/emergenze.js';
import { viaggiImportazione } from './viaggi/importazione.js';
import { viaggiOsservatorio } from './viaggi/osservatorio.js';
import { viaggiParziali } from './viaggi/parziale.js';
import { viaggiRete } from './viaggi/rete.js';
import { viaggiScelte } from './viaggi/scelte.js';
import { viaggiStati } from './viaggi/stati.js';
import { viaggiTavolo } from './viaggi/tavolo.js';

/** One console for all of it: starting one takes longer than most journeys. */
describe('the console in a browser', () => {
  let console: ConsoleUnderTest;
  beforeAll(async () => void (console = await ConsoleUnderTest.start()), 240_000);
  afterAll(() => console.stop(), 60_000);

  test('no page escapes this suite', () => {
    const tried = new Set(PAGINE_PROVATE.map(({ path }) => path.split(/[/?]/)[1]));
    const file = join(__dirname, '../../../gateway/console/src/percorsi.json');
    const known = JSON.parse(readFileSync(file, 'utf8')) as string[];
    expect(known.filter((name) => !tried.has(name))).toEqual([]);
  });

  test.each([...PAGINE_PROVATE])(
    '$path has no barrier that axe-core knows, fits a phone and a wall, and asks only us',
    async ({ path, persona, attesa }) => {
      const opened = await console.open(path, { persona });
      await opened.page.getByText(attesa).first().waitFor();
      expect(await opened.violations()).toEqual([]);
      for (const width of [1920, 360]) {
        await opened.page.setViewportSize({ width, height: 800 });
        expect([width, await opened.overflow()]).toEqual([width, 0]);
      }
      expect(await opened.violations()).toEqual([]);
      expect(opened.faults).toEqual([]);
      await opened.close();
    },
    120_000,
  );

  test.each([
    ...viaggiCornice,
    ...viaggiCabina,
    ...viaggiAffido,
    ...viaggiCasi,
    ...viaggiEmergenze,
    ...viaggiImportazione,
    ...viaggiTavolo,
    ...viaggiOsservatorio,
    ...viaggiRete,
    ...viaggiScelte,
    ...viaggiStati,
    ...viaggiParziali,
  ])('$nome', ({ percorri }) => percorri(console), 120_000);
});
