module.exports = globalThis.nodeRequire('openid-client');
