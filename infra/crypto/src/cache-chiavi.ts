export interface OpzioniCache {
  readonly massimo?: number;
  readonly durataMs?: number;
  readonly adesso?: () => number;
}

interface Voce<T> {
  readonly valore: Promise<T>;
  readonly scade: number;
}

/**
 * Unwrapped keys, few and for a short time: a KMS is not asked for each field, and a key destroyed by another process
 * stops working here within `durataMs`. Promises are kept, so that many fields read together ask once.
 */
export class CacheChiavi<T> {
  private readonly voci = new Map<string, Voce<T>>();
  private readonly massimo: number;
  private readonly durataMs: number;
  private readonly adesso: () => number;

  constructor({ massimo = 1000, durataMs = 60_000, adesso = Date.now }: OpzioniCache = {}) {
    this.massimo = massimo;
    this.durataMs = durataMs;
    this.adesso = adesso;
  }

  get quante(): number {
    return this.voci.size;
  }

  /** Only answers that `tieni` accepts stay, and never a rejection: both may be different a moment later. */
  async prendi(nome: string, carica: () => Promise<T>, tieni: (valore: T) => boolean): Promise<T> {
    const trovata = this.voci.get(nome);
    if (trovata && trovata.scade > this.adesso()) {
      return trovata.valore;
    }
    const voce = { valore: carica(), scade: this.adesso() + this.durataMs };
    this.metti(nome, voce);
    try {
      const valore = await voce.valore;
      if (!tieni(valore)) {
        this.togli(nome, voce);
      }
      return valore;
    } catch (error) {
      this.togli(nome, voce);
      throw error;
    }
  }

  dimentica(quali: (nome: string) => boolean): void {
    for (const nome of [...this.voci.keys()].filter(quali)) {
      this.voci.delete(nome);
    }
  }

  private metti(nome: string, voce: Voce<T>): void {
    this.voci.delete(nome);
    this.voci.set(nome, voce);
    const piuVecchia = this.voci.keys().next();
    if (this.voci.size > this.massimo && !piuVecchia.done) {
      this.voci.delete(piuVecchia.value);
    }
  }

  private togli(nome: string, voce: Voce<T>): void {
    if (this.voci.get(nome) === voce) {
      this.voci.delete(nome);
    }
  }
}
