import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemProcess } from './dist/system-process.js';

/**
 * Stands beside one PostgreSQL server, which outlives the process that started it: when the pipe from that
 * process closes without an orderly stop, it stops the server, and removes the folder of a throwaway one.
 *
 * Only the server that carries our name is touched: the next start may already have put its own in the folder.
 */
const { pgCtl, data, clusterName, account, removeFolder } = JSON.parse(process.argv[2] ?? '{}');
const attempts = 20;
const pauseMilliseconds = 300;

process.stdin.on('end', parentDied).on('error', parentDied).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => undefined);
}

async function parentDied() {
  // The parent may have died while initdb or the server was still coming up: look more than once.
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stopped = stopServer();
    if (removeFolder) {
      remove();
    } else if (stopped === 'gone' || stopped === 'foreign') {
      break;
    }
    await sleep(pauseMilliseconds);
    if (removeFolder && !existsSync(removeFolder) && attempt > 3) {
      break;
    }
  }
  process.exit(0);
}

function stopServer() {
  const pid = Number(read('postmaster.pid').split('\n')[0]);
  // The process itself is asked, not postmaster.opts: a server that is starting has written its pid there, not yet its
  // options, and would be taken for ours.
  const command = pid > 0 ? systemProcess(pid)?.command : undefined;
  if (command === undefined) {
    return 'gone';
  }
  if (!command.includes(clusterName)) {
    return 'foreign';
  }
  spawnSync(pgCtl, ['kill', removeFolder ? 'QUIT' : 'INT', String(pid)], {
    stdio: 'ignore',
    windowsHide: true,
    ...account,
  });
  return 'told';
}

function remove() {
  try {
    rmSync(removeFolder, { recursive: true, force: true });
  } catch {
    // A server that is still going down may write while we delete: the next attempt finishes.
  }
}

function read(file) {
  try {
    return readFileSync(join(data, file), 'utf8');
  } catch {
    return '';
  }
}
