import { LRUCache } from 'lru-cache';
import { areCurrent, type MarkOf } from './current.js';
import { entityTag, isAmong } from './entity-tag.js';
import type { Outcomes } from './outcomes.js';
import type { Question } from './question.js';

/** Some hundred bytes each: no body is kept. */
const MAX_KEPT = 4_000;

/** Caches on the way keep it only for who sent the same of these, and ask each time whether it still holds. */
export const REVALIDATED = { 'cache-control': 'public, no-cache', vary: 'accept, authorization, cookie' } as const;

interface Kept {
  readonly etag: string;
  readonly marks: ReadonlyMap<string, string>;
}

export interface RevalidationSettings {
  readonly markOf: MarkOf;
  readonly outcomes: Outcomes;
  readonly today?: () => string;
}

/**
 * Remembers, of answers made of published data alone, the tag and the marks that they stand under, so that who has one is
 * told that it still holds without anybody being asked. An answer is remembered, and the memory of it used, only while every
 * mark is the one that its subgraph stands under: see adr/0048-revalidation.md.
 */
export class Revalidation {
  private readonly kept = new LRUCache<string, Kept>({ max: MAX_KEPT });

  constructor(private readonly settings: RevalidationSettings) {}

  /** The tag that who asks has, when it is still that of the answer. */
  unchanged(question: Question): string | undefined {
    const { ifNoneMatch } = question;
    const kept = ifNoneMatch === undefined ? undefined : this.kept.get(question.key);
    if (!kept || !isAmong(kept.etag, ifNoneMatch) || !this.isCurrent(kept.marks)) {
      return undefined;
    }
    this.settings.outcomes.count('revalidated');
    return kept.etag;
  }

  /** @returns the tag of an answer that who asks may keep, and ask again for; none for who could be somebody */
  keep(question: Question, contentType: string, body: Uint8Array | string): string | undefined {
    if (!question.isNobodys) {
      return undefined;
    }
    const marks = question.heard.all();
    if (!marks || !this.isCurrent(marks)) {
      this.settings.outcomes.count(marks ? 'changed' : 'live');
      return undefined;
    }
    const etag = entityTag(contentType, body);
    this.kept.set(question.key, { etag, marks });
    this.settings.outcomes.count('kept');
    return etag;
  }

  /** Something that was published is another: nothing that was kept is worth its place. */
  forget(): void {
    this.kept.clear();
  }

  get size(): number {
    return this.kept.size;
  }

  private isCurrent(marks: ReadonlyMap<string, string>): boolean {
    const { markOf, today } = this.settings;
    return areCurrent(marks, markOf, today?.());
  }
}
