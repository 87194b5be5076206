module.exports = globalThis.nodeRequire('oidc-provider');
