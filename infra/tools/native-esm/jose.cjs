module.exports = globalThis.nodeRequire('jose');
