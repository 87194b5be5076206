const { relative, sep } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Ten seconds and more in short files. */
const LONG = [
  'subgraphs/ats/src/affido/simulazione/simulazione.test.ts',
  'test/e2e/console/fumo.test.ts',
  'test/security/matrice.test.ts',
  'gateway/src/executor/agreement.test.ts',
  'test/schema/promesse.test.ts',
  'test/security/privacy-audit.test.ts',
  'infra/reference/src/semina.int.test.ts',
];

/**
 * The first run in a clone knows no times and takes the larger files first, which left a long suite in a short file for the
 * end, with one worker on it and the others done.
 */
module.exports = class extends Sequencer {
  sort(tests) {
    const isLong = ({ path, duration, context: { config } }) =>
      duration === undefined && LONG.includes(relative(config.rootDir, path).split(sep).join('/'));
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
