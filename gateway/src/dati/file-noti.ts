import { LRUCache } from 'lru-cache';
import { isAmong } from '../revalidation/entity-tag.js';

export type Intestazioni = Readonly<Record<string, string>> & { readonly etag: string };

interface Noto {
  /** Of the API's answer with its first piece. */
  readonly tag: string;
  readonly intestazioni: Intestazioni;
}

/** More than editions come out in years; each is some hundred bytes. */
const MASSIMO = 1_000;

/** Files that somebody downloaded, so that who has one is told so without a piece of it being made. */
export class FileNoti {
  private readonly noti = new LRUCache<string, Noto>({ max: MASSIMO });

  /** @param avute what who asks has, as `if-none-match` says it; another file is of no use to them */
  di(nome: string, avute: string | undefined): Noto | undefined {
    const noto = this.noti.get(nome);
    return noto && isAmong(noto.intestazioni.etag, avute) ? noto : undefined;
  }

  /** @param tag null when the API keeps nothing */
  ricorda(nome: string, tag: string | null, intestazioni: Intestazioni): Intestazioni {
    if (tag === null) {
      this.noti.delete(nome);
    } else {
      this.noti.set(nome, { tag, intestazioni });
    }
    return intestazioni;
  }
}
