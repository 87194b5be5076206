import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from './start-error.js';
import { isAlive, systemProcess } from './system-process.js';

/** Who holds a data folder. */
export interface Holder {
  readonly pid: number;
  /** As the system tells it, so that another process with the same pid is not taken for the holder. */
  readonly started: string;
  readonly since: string;
}

/** Time for a holder that has just created the file to write its name into it. */
const unsignedMilliseconds = 2_000;

/**
 * Takes the data folder for this process.
 *
 * @returns what gives it back; it does nothing asynchronous, so that it may run while the process exits
 * @throws StartError when a live process holds it
 */
export async function lockFolder(file: string, refusal: (holder: Holder) => string): Promise<() => void> {
  const own: Holder = {
    pid: process.pid,
    started: systemProcess(process.pid)?.started ?? '',
    since: new Date().toISOString(),
  };
  const text = JSON.stringify(own);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (created(file, text)) {
      return () => release(file, text);
    }
    const found = await settled(file);
    const holder = parse(found);
    if (holder && isHeld(holder)) {
      throw new StartError(refusal(holder));
    }
    if (found !== undefined) {
      discard(file, found);
    }
  }
  throw new StartError(`Non riesco a prendere ${file}: cancella il file e riprova.`);
}

function isHeld(holder: Holder): boolean {
  if (holder.pid === process.pid || !isAlive(holder.pid)) {
    return false;
  }
  const seen = systemProcess(holder.pid);
  return !seen || holder.started === '' || seen.started === holder.started;
}

function created(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

async function settled(file: string): Promise<string | undefined> {
  const deadline = Date.now() + unsignedMilliseconds;
  let text = contents(file);
  while (text !== undefined && !parse(text) && Date.now() < deadline) {
    await sleep(100);
    text = contents(file);
  }
  return text;
}

/** Renamed before it is deleted: of two that found the same dead holder, the slower may move the winner's, and puts it back. */
function discard(file: string, judged: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = contents(aside);
  rmSync(aside, { force: true });
  if (moved !== undefined && moved !== judged) {
    created(file, moved);
  }
}

function release(file: string, text: string): void {
  if (contents(file) === text) {
    rmSync(file, { force: true });
  }
}

function contents(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string | undefined): Holder | undefined {
  try {
    const holder = JSON.parse(text ?? '') as Partial<Holder>;
    return typeof holder.pid === 'number'
      ? { pid: holder.pid, started: holder.started ?? '', since: holder.since ?? '' }
      : undefined;
  } catch {
    return undefined;
  }
}
