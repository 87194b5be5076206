import type { Marca } from '@trama/database/marca';
import type { Verified } from '@trama/identity/assertion';
import { oggiARoma } from '@trama/kernel/calendario';
import { ownBytes } from '@trama/kernel/json-bytes';
import { marcaDelGiorno } from '@trama/kernel/marca';
import { LRUCache } from 'lru-cache';

const MB = 1_048_576;
/** What one answer may take of all there is room for: a long list must not throw out all others. */
const SHARE = 8;
/** What an answer takes besides its bytes. */
const OVERHEAD = 1_024;

interface Kept {
  /** The mark that all of it was read under, or an older one. */
  readonly marca: string;
  readonly body: Buffer;
}

/**
 * Answers that were read from behind the published door alone, for who asks the very same again. The database is asked each
 * time whether their mark is still the one: what was written before somebody asked is in what they are told.
 */
export class KeptAnswers {
  private readonly answers: LRUCache<string, Kept>;

  constructor(
    private readonly marca: Marca,
    megabytes: number,
  ) {
    const maxSize = megabytes * MB;
    this.answers = new LRUCache({
      maxSize,
      maxEntrySize: maxSize / SHARE,
      sizeCalculation: ({ body }) => body.length + OVERHEAD,
    });
  }

  /** @returns the answer as it was sent, with its mark; undefined when it has to be made anew */
  async get(asked: Verified): Promise<Kept | undefined> {
    const kept = this.answers.get(keyOf(asked));
    // Most that no longer hold are known without asking.
    if (kept === undefined || kept.marca !== di(this.marca.corrente)) {
      return undefined;
    }
    return kept.marca === di(await this.marca.adesso()) ? kept : undefined;
  }

  /** @param marca undefined for what was not read from behind the published door alone: it is not kept */
  keep(asked: Verified, marca: string | undefined, body: Buffer): void {
    if (marca !== undefined) {
      this.answers.set(keyOf(asked), { marca, body: ownBytes(body) });
    }
  }
}

const di = (marca: string | undefined): string | undefined =>
  marca === undefined ? undefined : marcaDelGiorno(marca, oggiARoma());

/** The very same request of the very same caller: nobody is given what another was. */
const keyOf = ({ corpo, chiamante }: Verified): string => `${corpo}.${JSON.stringify(chiamante)}`;
