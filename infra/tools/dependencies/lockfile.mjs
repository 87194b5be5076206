import { FLOORS } from './floors.mjs';

/** Says what is wrong with a lockfile as it stands, without asking anybody on the network. */
export function lockfileProblems(lock) {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .flatMap(([path, entry]) => entryProblems(path, entry));
}

function entryProblems(path, entry) {
  const { version, resolved, deprecated, dev } = entry;
  const floor = FLOORS[nameOf(path)];
  return [
    ...(/^(git\+)?https?:/.test(resolved ?? '') ? [`${path}: names the address it came from; see .npmrc.`] : []),
    ...(entry.integrity || isToolOfAnotherSystem(entry)
      ? []
      : [`${path}: has no integrity, so nobody would notice another content.`]),
    ...(deprecated && !dev ? [`${path}: runs in production and is deprecated: ${deprecated}`] : []),
    ...(floor && isBelow(version, floor.version)
      ? [`${path}: ${version} is below ${floor.version}: ${floor.because}`]
      : []),
  ];
}

/** complete-lockfile.mjs writes these by hand: nobody here downloaded them. */
function isToolOfAnotherSystem({ dev, optional, os, cpu }) {
  return Boolean(dev && optional && (os || cpu));
}

export function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** A pre-release comes before its release; pre-releases of one release count as equal. */
export function isBelow(version, floor) {
  const [a, b] = [version, floor].map((text) => text.split('+')[0].split('-'));
  const [own, asked] = [a, b].map(([release]) => release.split('.').map(Number));
  const i = own.findIndex((part, at) => part !== asked[at]);
  return i === -1 ? a.length > 1 && b.length === 1 : own[i] < asked[i];
}
