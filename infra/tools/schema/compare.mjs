import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where generated pages live in schema/; everything else there is written by people. */
const GENERATED = [
  { folder: '', file: /\.graphql$|^errors\.md$|^permessi\.md$/ },
  { folder: 'subgraphs', file: /./ },
];

const SHOWN_LINES = 6;

/**
 * Compares both ways, so that a page nobody prints any more is seen too.
 */
export async function differences(folder, pages) {
  const present = await generatedFiles(folder);
  const paths = [...new Set([...pages.keys(), ...present])].sort();
  const found = await Promise.all(
    paths.map((path) => difference(folder, path, pages.get(path), present.includes(path))),
  );
  return found.filter((one) => one !== undefined);
}

async function difference(folder, path, wanted, isPresent) {
  if (wanted === undefined) {
    return { kind: 'extra', path, diff: '' };
  }
  if (!isPresent) {
    return { kind: 'missing', path, diff: '' };
  }
  const text = await readFile(join(folder, path), 'utf8');
  return text === wanted ? undefined : { kind: 'changed', path, diff: shortDiff(text, wanted) };
}

async function generatedFiles(folder) {
  const lists = await Promise.all(
    GENERATED.map(async ({ folder: sub, file }) => {
      const entries = await readdir(join(folder, sub), { withFileTypes: true }).catch(() => []);
      const names = entries.filter((entry) => entry.isFile() && file.test(entry.name)).map(({ name }) => name);
      return names.map((name) => (sub ? `${sub}/${name}` : name));
    }),
  );
  return lists.flat();
}

/**
 * The first place where two texts part, a few lines of each: enough to recognise the change.
 */
export function shortDiff(before, after) {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const start = old.findIndex((line, i) => line !== now[i]);
  const from = start === -1 ? old.length : start;
  const same = sameAtTheEnd(old.slice(from), now.slice(from));
  const removed = old.slice(from, old.length - same).map((line) => `- ${line}`);
  const added = now.slice(from, now.length - same).map((line) => `+ ${line}`);
  return [`@@ line ${from + 1} @@`, ...cut(removed), ...cut(added)].join('\n');
}

function sameAtTheEnd(old, now) {
  let same = 0;
  while (same < Math.min(old.length, now.length) && old.at(-1 - same) === now.at(-1 - same)) {
    same += 1;
  }
  return same;
}

function cut(lines) {
  const rest = lines.length - SHOWN_LINES;
  return rest > 0 ? [...lines.slice(0, SHOWN_LINES), `${lines[0][0]} ... ${rest} more`] : lines;
}
