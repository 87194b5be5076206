import { createHash } from 'node:crypto';
import type { Chiamante } from '@trama/kernel/identity';
import { oggiARoma } from '@trama/kernel/calendario';
import { marcaDelGiorno } from '@trama/kernel/marca';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { entityTag, isAmong } from './entity-tag.js';
import { Heard } from './heard.js';
import type { Outcomes } from './outcomes.js';

/** Some hundred bytes each: no body is kept. */
const MAX_KEPT = 4_000;

/** All that an answer depends on besides the data, for who is nobody. */
const HEADERS = ['accept', 'content-type', 'apollo-require-preflight', 'x-apollo-operation-name'] as const;

/** Caches on the way keep it only for who sent the same of these, and ask each time whether it still holds. */
export const REVALIDATED = { 'cache-control': 'public, no-cache', vary: 'accept, authorization, cookie' } as const;

/** A request whose answer may be kept: one that names nobody, and changes nothing. */
export interface Question {
  readonly key: string;
  readonly ifNoneMatch: string | undefined;
  readonly heard: Heard;
}

interface Kept {
  readonly etag: string;
  readonly marks: ReadonlyMap<string, string>;
}

export interface RevalidationSettings {
  /** The mark that a subgraph’s published data stand under now; undefined when that is not known. */
  readonly markOf: (servizio: string) => string | undefined;
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

  /** Undefined for a caller who could be somebody, whatever came of it: the headers decide, and not who was found in them. */
  question({ method, url, headers }: FastifyRequest, { ruolo }: Chiamante): Question | undefined {
    const { authorization, cookie } = headers;
    if (method !== 'GET' || ruolo !== 'PUBBLICO' || authorization !== undefined || cookie !== undefined) {
      return undefined;
    }
    const text = JSON.stringify([url, ...HEADERS.map((name) => headers[name] ?? null)]);
    const key = createHash('sha256').update(text).digest('base64url');
    return { key, ifNoneMatch: headers['if-none-match'], heard: new Heard() };
  }

  /** The tag that who asks has, when it is still that of the answer. */
  unchanged({ key, ifNoneMatch }: Question): string | undefined {
    const kept = ifNoneMatch === undefined ? undefined : this.kept.get(key);
    if (!kept || !isAmong(kept.etag, ifNoneMatch) || !this.isCurrent(kept.marks)) {
      return undefined;
    }
    this.settings.outcomes.count('revalidated');
    return kept.etag;
  }

  /** @returns the tag of an answer that who asks may keep, and ask again for */
  keep({ key, heard }: Question, contentType: string, body: Uint8Array | string): string | undefined {
    const marks = heard.all();
    if (!marks || !this.isCurrent(marks)) {
      this.settings.outcomes.count(marks ? 'changed' : 'live');
      return undefined;
    }
    const etag = entityTag(contentType, body);
    this.kept.set(key, { etag, marks });
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

  /** A mark that is not known is no mark: equal to nothing. */
  private isCurrent(marks: ReadonlyMap<string, string>): boolean {
    const { markOf, today = oggiARoma } = this.settings;
    const giorno = today();
    return [...marks].every(([servizio, mark]) => {
      const now = markOf(servizio);
      return now !== undefined && marcaDelGiorno(now, giorno) === mark;
    });
  }
}
