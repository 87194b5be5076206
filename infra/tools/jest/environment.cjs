const { TestEnvironment } = require('jest-environment-node');

/** Where decorators note what they are on, and where Jest keeps the tests of a suite and who is told of them. */
const NOTES = new Set(['TypeGraphQLMetadataStorage', 'typeormMetadataArgsStorage', 'classValidatorMetadataStorage']);
const TESTS = new Set(['JEST_STATE_SYMBOL', 'EVENT_HANDLERS']);
const isOfSuite = (key) => (typeof key === 'symbol' ? TESTS.has(key.description) : NOTES.has(key));

/**
 * Lends a suite the globals of the process: what a package that the process has loaded makes (a Date, an Error, a list) is
 * then what the suite knows by that name. What a suite sets in the environment ends with it.
 *
 * What is noted there of one suite is forgotten before the next: a worker would keep all that it has run, tell all of them of
 * each test, and look for the columns of a table among those of every suite.
 */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.own = this.global;
    this.global = globalThis;
    this.moduleMocker = new this.moduleMocker.constructor(globalThis);
    this.fakeTimersModern = new this.fakeTimersModern.constructor({ config: config.projectConfig, global: globalThis });
    this.before = { ...process.env };
    forget();
  }

  async teardown() {
    for (const name of Object.keys(process.env)) {
      if (!(name in this.before)) {
        delete process.env[name];
      }
    }
    Object.assign(process.env, this.before);
    this.global = this.own;
    await super.teardown();
  }
};

function forget() {
  Reflect.ownKeys(globalThis)
    .filter(isOfSuite)
    .forEach((key) => Reflect.deleteProperty(globalThis, key));
}
