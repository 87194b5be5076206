import { fileURLToPath } from 'node:url';

const rootDir = fileURLToPath(new URL('../../../', import.meta.url));

/** @type {import('jest').Config} */
export default {
  rootDir,
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '/dist/',
    '<rootDir>/test/bench/peers/',
    // Browsers, starts from nothing, kill -9: they take their time, and are run by lunghi.config.mjs.
    '\\.lungo\\.test\\.ts$',
  ],
  modulePathIgnorePatterns: ['/dist/'],
  runtime: '<rootDir>/infra/tools/jest/runtime.cjs',
  testSequencer: '<rootDir>/infra/tools/jest/sequencer.cjs',
  testEnvironment: '<rootDir>/infra/tools/jest/environment.cjs',
  testEnvironmentOptions: { customExportConditions: ['trama-source', 'require', 'node', 'default'] },
  // Relative imports end in .js, as Node wants them; in the sources that file is a .ts.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '\\.(ts|js|mjs)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'commonjs', ignoreDynamic: true },
        sourceMaps: 'inline',
        swcrc: false,
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/', '/dist/'],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/kit/global-setup.mjs',
  globalTeardown: '<rootDir>/test/kit/global-teardown.mjs',
  // Suites wait for PostgreSQL and for sockets a third of their time: on two cores a third worker fills it.
  maxWorkers: 3,
  testTimeout: 60_000,
};
