// Figures over rounds. Contenders of one round ran one after the other, so ratios are taken within a round and only then
// summed up: what the machine did meanwhile hit both.

/** Least, median and greatest; the median of an even number of values is the mean of the two in the middle. */
export function spread(values) {
  if (values.length === 0) {
    throw new Error('no values');
  }
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const median = Number.isInteger(half) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[Math.floor(half)];
  return { min: sorted[0], median, max: sorted.at(-1) };
}

/** The value that a share of the sorted values does not exceed. */
export function percentile(sorted, share) {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

/** One figure of two contenders, round by round: how many times the second's the first's is. */
export function ratios(rounds, one, other, figure) {
  return spread(rounds.map((round) => figure(round.get(one)) / figure(round.get(other))));
}

/** Each round in another order, so that nobody always comes after the same one. */
export function orderOf(contenders, round) {
  const from = round % contenders.length;
  const turned = [...contenders.slice(from), ...contenders.slice(0, from)];
  return round % 2 ? turned.reverse() : turned;
}
