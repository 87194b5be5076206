import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The live processes that inherited a variable with the given value, or work in the given folder (PostgreSQL
 * overwrites its environment). Linux tells; elsewhere the answer is empty.
 */
export function leftBehind(mark: string, folder: string): string[] {
  if (process.platform !== 'linux') {
    return [];
  }
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter((pid) => belongs(pid, mark, folder))
    .map((pid) => `${pid} ${text(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')}`);
}

/** What is still there after the time that an orderly end may take. */
export async function stillLeftBehind(mark: string, folder: string, milliseconds = 10_000): Promise<string[]> {
  const deadline = Date.now() + milliseconds;
  let found = leftBehind(mark, folder);
  while (found.length > 0 && Date.now() < deadline) {
    await sleep(100);
    found = leftBehind(mark, folder);
  }
  return found;
}

function belongs(pid: string, mark: string, folder: string): boolean {
  return text(`/proc/${pid}/environ`).includes(mark) || workingFolder(pid).startsWith(folder);
}

function workingFolder(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

function text(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
