import type { HTTPGraphQLResponse } from '@apollo/server';
import type { Logger } from '@trama/kernel/log';
import { ownBytes } from '@trama/kernel/json-bytes';
import { LRUCache } from 'lru-cache';
import { bytesOf, completeOf } from '../http/answer-bytes.js';
import { MinuteCounts } from '../minute-counts.js';
import { areCurrent, type MarkOf } from './current.js';
import type { Question } from './question.js';

const MB = 1_048_576;
/** What one answer may take of all there is room for: a long list must not throw out all others. */
const SHARE = 8;
/** What an answer takes besides its bytes. */
const OVERHEAD = 1_024;

export interface KeptAnswer {
  readonly answer: HTTPGraphQLResponse;
  /** The tag that it was given when nobody in particular asked. */
  readonly etag: string | undefined;
}

interface Kept extends KeptAnswer {
  readonly marks: ReadonlyMap<string, string>;
  readonly size: number;
}

export interface KeptAnswersSettings {
  readonly megabytes: number;
  /** The mark that was last heard of. */
  readonly markOf: MarkOf;
  /** The mark as the subgraph's database says it after this was called. */
  readonly markNow: (servizio: string) => Promise<string | undefined>;
  readonly log: Logger;
  readonly today?: () => string;
}

/**
 * Answers made of published data alone, for who asks the very same again. Each subgraph that had a part in one is asked
 * whether its mark is still the one, after the request came: what was written before somebody asked is in what they are told.
 * See adr/0054-kept-answers.md.
 */
export class KeptAnswers {
  private readonly answers: LRUCache<string, Kept>;
  private readonly counts: MinuteCounts<'again' | 'changed'>;

  constructor(private readonly settings: KeptAnswersSettings) {
    const maxSize = settings.megabytes * MB;
    this.answers = new LRUCache({
      maxSize,
      maxEntrySize: maxSize / SHARE,
      sizeCalculation: ({ size }) => size,
    });
    this.counts = new MinuteCounts<'again' | 'changed'>(
      settings.log,
      { again: 0, changed: 0 },
      'answers that were kept',
      ['again'],
    );
  }

  /** @returns undefined when it has to be made anew */
  async get(question: Question): Promise<KeptAnswer | undefined> {
    const kept = this.answers.size > 0 ? this.answers.get(question.key) : undefined;
    // One that has no tag is made anew for who may be given one: it was kept for somebody else, or before its marks were known.
    if (!kept || (question.isNobodys && kept.etag === undefined)) {
      return undefined;
    }
    const isCurrent = await this.isCurrent(kept.marks);
    this.counts.count(isCurrent ? 'again' : 'changed');
    return isCurrent ? kept : undefined;
  }

  keep(question: Question, answer: HTTPGraphQLResponse, etag: string | undefined): void {
    const { status, headers, body } = answer;
    const marks = question.heard.all();
    if (marks && body.kind === 'complete' && (status ?? 200) === 200) {
      const bytes = ownBytes(bytesOf(body));
      const kept = { status, headers, body: completeOf(bytes) };
      this.answers.set(question.key, { answer: kept, etag, marks, size: bytes.length + OVERHEAD });
    }
  }

  /** Something that was published is another: nothing that was kept is worth its place. */
  forget(): void {
    this.answers.clear();
  }

  /** For the log: also when there will be no next minute. */
  report(): void {
    this.counts.report();
  }

  /** Most that no longer hold are known without asking. */
  private async isCurrent(marks: ReadonlyMap<string, string>): Promise<boolean> {
    const { markOf, markNow, today } = this.settings;
    if (!areCurrent(marks, markOf, today?.())) {
      return false;
    }
    const asked = [...marks.keys()].map(async (servizio) => [servizio, await markNow(servizio)] as const);
    const now = new Map(await Promise.all(asked));
    return areCurrent(marks, (servizio) => now.get(servizio), today?.());
  }
}
