import config from './jest.config.mjs';

// Workers inherit it: see test/kit/src/lunghi.ts.
process.env.TRAMA_TEST_LUNGHI = '1';

/** The suites that are long, and those that try more when there is time: `npm run test:lunghi`, and .ci/run. */
export default {
  ...config,
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testMatch: [
    '**/*.lungo.test.ts',
    '<rootDir>/test/security/attacchi.test.ts',
    '<rootDir>/test/security/percorsi.test.ts',
    '<rootDir>/test/security/matrice.test.ts',
    '<rootDir>/subgraphs/ats/src/rilevazione/copertura.int.test.ts',
    '<rootDir>/infra/reference/src/semina.int.test.ts',
    '<rootDir>/gateway/src/executor/agreement.test.ts',
    '<rootDir>/gateway/src/dati/dati-routes.test.ts',
    '<rootDir>/infra/subgraph/src/execution/prepared-execution.test.ts',
  ],
};
