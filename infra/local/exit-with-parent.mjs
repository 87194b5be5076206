import { isMainThread } from 'node:worker_threads';

/**
 * Preloaded with `--import` into each program of the local topology: its standard input is a pipe from the
 * starter, and the system closes it however the starter dies, SIGKILL included. So no program is left behind,
 * and none needs code of its own for it.
 */
const graceMilliseconds = 5_000;

if (isMainThread) {
  process.stdin.on('end', leave).on('error', leave).resume();
  process.stdin.unref?.();
}

function leave() {
  setTimeout(() => process.exit(1), graceMilliseconds).unref();
  process.kill(process.pid, 'SIGTERM');
}
