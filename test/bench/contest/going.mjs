/**
 * For so many seconds; or until so many requests are answered, where a machine that is busy does fewer than make code warm. Never
 * much longer.
 */
export function going(times, from, seconds, { atLeast = 0, limitSeconds = 0 } = {}) {
  const until = from + seconds * 1000;
  const limit = from + Math.max(seconds, limitSeconds) * 1000;
  return (now) => now < until || (times.length < atLeast && now < limit);
}
