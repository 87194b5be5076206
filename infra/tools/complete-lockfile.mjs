// Adds to package-lock.json the optional packages of other systems that npm left out. npm does so when the registry
// at hand does not serve them, and then `npm ci` refuses the lockfile on every system: run this after `npm install`.
// The entries have no integrity, because nobody downloaded them; where they are served, npm checks what it gets.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PATH = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const OS = { windows: 'win32' };
const CPU = { 64: 'x64' };
const LIBC = { gnu: 'glibc', musl: 'musl' };

const lock = JSON.parse(readFileSync(PATH, 'utf8'));
const missing = Object.entries(lock.packages).flatMap(([path, entry]) => missingOf(path, entry));
Object.assign(lock.packages, Object.fromEntries(missing));
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(PATH, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} optional packages added`);

function missingOf(path, { optionalDependencies = {}, dev }) {
  return Object.entries(optionalDependencies)
    .filter(([name]) => !lock.packages[`${path}/node_modules/${name}`] && !lock.packages[`node_modules/${name}`])
    .map(([name, version]) => [
      `node_modules/${name}`,
      { version, ...platformOf(name), ...(dev && { dev }), optional: true },
    ]);
}

/** What the name says: `@swc/core-linux-arm64-gnu`, `@turbo/windows-64`, `@unrs/resolver-binding-darwin-x64`. */
function platformOf(name) {
  const [os, cpu, abi] = name.replace(/^@[^/]+\/(core-|resolver-binding-)?/, '').split('-');
  const libc = os === 'linux' && LIBC[abi];
  return { cpu: [CPU[cpu] ?? cpu], ...(libc && { libc: [libc] }), os: [OS[os] ?? os] };
}
