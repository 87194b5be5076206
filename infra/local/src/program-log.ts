import { openSync, renameSync, writeSync } from 'node:fs';

const rememberedLines = 15;
const warn = 40;

/**
 * What a program writes, kept in a file of its own: only warnings and errors reach the console, in short.
 * Each start begins a new file and keeps the one before.
 */
export class ProgramLog {
  private readonly descriptor: number;
  private readonly remembered: string[] = [];
  private rest = '';

  constructor(
    readonly file: string,
    private readonly warned: (text: string) => void,
  ) {
    try {
      renameSync(file, `${file}.1`);
    } catch {
      // The first start of this folder.
    }
    this.descriptor = openSync(file, 'w', 0o600);
  }

  /** Synchronous, so that the last words of a program that dies are on disk before we talk of them. */
  write(chunk: Buffer | string): void {
    const text = chunk.toString();
    writeSync(this.descriptor, text);
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    lines.filter((line) => line.trim() !== '').forEach((line) => this.read(line));
  }

  /** The end of what it said, for the message about its failure. */
  lastLines(): string {
    return [...this.remembered, ...(this.rest ? [this.rest] : [])].join('\n');
  }

  private read(line: string): void {
    const entry = jsonLine(line);
    this.remembered.push(entry ? entry.text : line);
    this.remembered.splice(0, this.remembered.length - rememberedLines);
    if (entry && entry.level >= warn) {
      this.warned(entry.text);
    }
  }
}

function jsonLine(line: string): { level: number; text: string } | undefined {
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: unknown; msg?: unknown; err?: { message?: unknown } };
    const text = [msg, err?.message].filter(
      (part, at, parts) => typeof part === 'string' && parts.indexOf(part) === at,
    );
    return typeof level === 'number' ? { level, text: text.join(': ') || line } : undefined;
  } catch {
    return undefined;
  }
}
