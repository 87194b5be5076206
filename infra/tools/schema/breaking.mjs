import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges } from 'graphql';

const MAIN_BRANCHES = ['origin/main', 'main'];

/** `- FIELD_REMOVED: Ambito.sede was removed. Because: nobody ever filled it.` */
const ACCEPTED = /^- ([A-Z_]+: .+?) Because: (\S.*)$/;

/**
 * What the change takes away from callers, measured from the point where this branch left the main one. A change that
 * has to happen gets a line in accepted-breaking-changes.md, with its reason.
 */
export async function breakingChanges(repository, api) {
  const before = apiOnMain(repository);
  if (before === undefined) {
    return {
      notices: ['no earlier schema/api.graphql to compare with: breaking changes were not looked for.'],
      problems: [],
    };
  }
  const page = await readFile(join(repository, 'schema/accepted-breaking-changes.md'), 'utf8').catch(() => '');
  const { accepted, malformed } = readAccepted(page);
  const broken = brokenBy(before, api).filter((change) => !accepted.has(change));
  const advice = 'keep it and deprecate it, or accept it in schema/accepted-breaking-changes.md';
  return { notices: [], problems: [...malformed, ...broken.map((change) => `breaking change: ${change} (${advice})`)] };
}

export function brokenBy(before, api) {
  return findBreakingChanges(buildSchema(before), api).map(({ type, description }) => `${type}: ${description}`);
}

export function readAccepted(page) {
  const entries = page.split('\n').filter((line) => line.startsWith('- '));
  const matches = entries.map((line) => ({ line, match: ACCEPTED.exec(line) }));
  return {
    accepted: new Set(matches.flatMap(({ match }) => (match ? [match[1]] : []))),
    malformed: matches
      .filter(({ match }) => !match)
      .map(({ line }) => `accepted-breaking-changes.md: "${line}" is not "- CODE: what. Because: why."`),
  };
}

/** Undefined where there is no git, no main branch yet, or no API in it. */
function apiOnMain(repository) {
  const main = MAIN_BRANCHES.find((branch) =>
    git(repository, 'rev-parse', '--verify', '--quiet', `${branch}^{commit}`),
  );
  const base = main && git(repository, 'merge-base', 'HEAD', main)?.trim();
  return base ? git(repository, 'show', `${base}:schema/api.graphql`) : undefined;
}

function git(repository, ...args) {
  try {
    return execFileSync('git', args, { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}
