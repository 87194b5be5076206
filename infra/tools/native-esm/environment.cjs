const { TestEnvironment } = require('jest-environment-node');

/** Lends tests Node's own require: the one they run in cannot load a package that is an ES module only. */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.nodeRequire = require;
  }
};
