'use strict';
const { isAscii } = require('node:buffer');
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { basename, dirname, join } = require('node:path');
const { Script } = require('node:vm');

const DIGEST_BYTES = 32;

/**
 * Newer Nodes say who they are. Where nobody does, the driver of PostgreSQL finds it out by making an answer of `fetch`, for which
 * Node 20 loads all of that: a tenth of what a subgraph does until it is ready.
 */
globalThis.navigator ??= { userAgent: `Node.js/${process.versions.node.split('.')[0]}` };

/**
 * Runs a bundled program and returns what it exports. What V8 made of its code is kept beside it for the next time, the
 * functions that were called included: compiling them again is a third of what a program does until it is ready.
 */
module.exports = function load(program) {
  const code = join(dirname(program), 'code');
  const cache = join(dirname(program), 'cache', basename(program, '.cjs'));
  const loaded = new Map();
  const fresh = [];
  process.once('exit', () => fresh.forEach(keep));
  return run(basename(program));

  function run(name) {
    const known = loaded.get(name);
    if (known) {
      return known.exports;
    }
    const module = { exports: {} };
    loaded.set(name, module);
    const filename = join(code, name);
    const native = createRequire(filename);
    const required = (id) => (id.startsWith('./') ? run(id.slice(2)) : native(id));
    compile(name, filename).call(
      module.exports,
      module.exports,
      Object.assign(required, native),
      module,
      filename,
      code,
    );
    return module.exports;
  }

  function compile(name, filename) {
    const bytes = readFileSync(filename);
    const digest = createHash('sha256').update(bytes).digest();
    const kept = join(cache, `${name}.v8`);
    const cachedData = read(kept, digest);
    const script = new Script(wrap(bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8')), { filename, cachedData });
    if (!cachedData || script.cachedDataRejected) {
      fresh.push({ script, digest, kept });
    }
    return script.runInThisContext();
  }
};

/** What was made of the very same code; V8 itself refuses what another version of it made. */
function read(kept, digest) {
  try {
    const bytes = readFileSync(kept);
    return bytes.subarray(0, DIGEST_BYTES).equals(digest) ? bytes.subarray(DIGEST_BYTES) : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all; where nothing may be written, the next start compiles again. */
function keep({ script, digest, kept }) {
  try {
    mkdirSync(dirname(kept), { recursive: true });
    const making = `${kept}.${process.pid}`;
    writeFileSync(making, Buffer.concat([digest, script.createCachedData()]));
    renameSync(making, kept);
  } catch {
    // nothing to do without it
  }
}
