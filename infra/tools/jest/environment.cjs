const { TestEnvironment } = require('jest-environment-node');

/**
 * Lends a suite the globals of the process: what a package that the process has loaded makes (a Date, an Error, a list) is
 * then what the suite knows by that name. What a suite sets in the environment ends with it.
 */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.own = this.global;
    this.global = globalThis;
    this.moduleMocker = new this.moduleMocker.constructor(globalThis);
    this.fakeTimersModern = new this.fakeTimersModern.constructor({ config: config.projectConfig, global: globalThis });
    this.before = { ...process.env };
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
