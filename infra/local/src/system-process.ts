import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What the system knows of a process; two processes that had the same pid differ in `started`. */
export interface SystemProcess {
  readonly started: string;
  readonly command: string;
}

/**
 * A pid alone proves nothing: after a reboot, or in a restarted container, another program has it.
 *
 * @returns undefined when there is no such process, or the system does not tell
 */
export function systemProcess(pid: number): SystemProcess | undefined {
  if (process.platform === 'linux') {
    return fromProc(pid);
  }
  return process.platform === 'win32' ? fromPowerShell(pid) : fromPs(pid);
}

/** A process that ended and that nobody has waited for, as in a container without an init, counts as dead. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !(process.platform === 'linux' && stateOf(pid) === 'Z');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Not `ps`: slim container images have none. */
function fromProc(pid: number): SystemProcess | undefined {
  try {
    const started = statOf(pid)[19] ?? '';
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { started: `${boot} ${started}`, command };
  } catch {
    return undefined;
  }
}

function stateOf(pid: number): string | undefined {
  try {
    return statOf(pid)[0];
  } catch {
    return undefined;
  }
}

/** Linux tells; elsewhere undefined. */
export function parentOf(pid: number): number | undefined {
  try {
    return process.platform === 'linux' ? Number(statOf(pid)[1]) : undefined;
  } catch {
    return undefined;
  }
}

/** From the third field on: the second is the program's name in brackets, and may hold spaces. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function fromPs(pid: number): SystemProcess | undefined {
  const { status, stdout } = spawnSync('ps', ['-ww', '-p', String(pid), '-o', 'lstart=', '-o', 'args='], {
    encoding: 'utf8',
    env: { LC_ALL: 'C', PATH: '/bin:/usr/bin' },
  });
  // "Mon Jan  5 10:00:00 2026 program ...": the date is 24 characters wide.
  return status === 0 ? { started: stdout.slice(0, 24).trim(), command: stdout.slice(24).trim() } : undefined;
}

function fromPowerShell(pid: number): SystemProcess | undefined {
  const query = `Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}' | ForEach-Object { $_.CreationDate.Ticks; $_.CommandLine }`;
  const { status, stdout } = spawnSync('powershell', ['-NoProfile', '-Command', query], {
    encoding: 'utf8',
    windowsHide: true,
  });
  const [started, ...command] = (stdout ?? '').trim().split(/\r?\n/);
  return status === 0 && started ? { started, command: command.join(' ') } : undefined;
}
