// Several runs, each of some parts, as if they were one: what a later one found takes the place of what an earlier one found of the same.

const about = ({ how, data, operation }) => `${how} ${data} ${operation}`;
const OF = {
  results: about,
  counts: about,
  wrong: about,
  startUps: ({ what }) => what,
  million: ({ what, rows }) => `${what} ${rows}`,
  connections: ({ data }) => data,
};

/** @param reports as a run writes them, the oldest first; ratios stay those within each run */
export function joined(reports) {
  const lists = Object.entries(OF).map(([list, keyOf]) => [
    list,
    reports.reduce((before, report) => replaced(before, report[list] ?? [], keyOf), []),
  ]);
  return { ...Object.fromEntries(lists), targets: reports.reduce(withTargets, []) };
}

function replaced(before, after, keyOf) {
  const known = new Set(after.map(keyOf));
  return [...before.filter((one) => !known.has(keyOf(one))), ...after];
}

/** A target that a run did not look at keeps what an earlier one measured. */
const withTargets = (before, { targets }) =>
  targets.map((target) => {
    const earlier = before.find(({ what }) => what === target.what);
    return target.measured === null && earlier ? earlier : target;
  });
