import { DomainError } from '@trama/kernel/errors';
import DataLoader from 'dataloader';
import { createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { CacheChiavi, type OpzioniCache } from './cache-chiavi.js';
import type { KeyEncryptionKey } from './kek.js';
import { LUNGHEZZA_CHIAVE } from './portachiavi.js';

/** Whose data: a person's, which can be erased alone, or (`persona` null) what is the ambito's and of nobody. */
export interface Titolare {
  readonly ambito: number;
  readonly persona: string | null;
}

export interface RigaChiave extends Titolare {
  /** From 1. Version 0 is the mark that the person was erased, and never had a key. */
  readonly versione: number;
  readonly id: string;
  readonly kek: string;
  /** Null once destroyed: the row stays, so that an erased person is not taken for a damaged file. */
  readonly avvolta: Buffer | null;
}

/**
 * Where wrapped keys are. Every method answers when its effect is committed, in a transaction of its own and never in
 * the caller's: a key that a rollback takes away would leave what it encrypted unreadable for ever, while a key that
 * nobody used costs nothing. Erasure leans on the same order.
 */
export interface MagazzinoChiavi {
  /** `versione` null asks for the newest. */
  find(ambito: number, persona: string | null, versione: number | null): Promise<RigaChiave | null>;
  /** The keys of these people (null: the ambito's own) that have one of these versions, in any order, in one question. */
  findMolte(
    ambito: number,
    persone: ReadonlyArray<string | null>,
    versioni: readonly number[],
  ): Promise<readonly RigaChiave[]>;
  /** False when that version is already there: somebody was first. */
  insert(riga: RigaChiave): Promise<boolean>;
  /** First keys of owners that nobody has heard of yet, all of one ambito, in one question. */
  insertMolte(righe: readonly RigaChiave[]): Promise<void>;
  /** First the mark (version 0), then every wrapped key of the person is emptied. Safe to repeat. */
  destroy(ambito: number, persona: string): Promise<void>;
  /** Only over `riga` as it was read; false when it has changed or was destroyed meanwhile. */
  rewrap(riga: RigaChiave, kek: string, avvolta: Buffer): Promise<boolean>;
  /** Live keys of the ambito that another key than `kek` wraps. */
  findDaRiavvolgere(ambito: number, kek: string, limite: number): Promise<readonly RigaChiave[]>;
}

export interface ChiaveAperta {
  readonly versione: number;
  readonly id: string;
  readonly chiave: KeyObject;
}

type Esito = ChiaveAperta | 'CANCELLATA' | null;

interface Versione extends Titolare {
  readonly versione: number;
}

const MARCHIO = 0;
const LOTTO = 200;

/** The data keys: one for each ambito and one for each person, each with its versions. */
export class ChiaviDati {
  private readonly cache: CacheChiavi<Esito>;
  /** The versions that are asked for in one turn are found together: a page of people is one question. */
  private readonly versioni: DataLoader<Versione, RigaChiave | null>;

  constructor(
    private readonly magazzino: MagazzinoChiavi,
    private readonly kek: KeyEncryptionKey,
    cache: OpzioniCache | CacheChiavi<Esito> = {},
  ) {
    this.cache = cache instanceof CacheChiavi ? cache : new CacheChiavi(cache);
    this.versioni = new DataLoader((volute) => this.findVersioni(volute), { cache: false, maxBatchSize: LOTTO });
  }

  /** The same keys, with the same cache, found by another: each caller looks with its own eyes. */
  con(magazzino: MagazzinoChiavi): ChiaviDati {
    return new ChiaviDati(magazzino, this.kek, this.cache);
  }

  /** The newest version, made at the first use. An erased person gets none: data that comes late must not come back. */
  async perScrivere(titolare: Titolare): Promise<ChiaveAperta> {
    const aperta = await this.cache.prendi(nomeDi(titolare, null), () => this.piuRecente(titolare), isViva);
    return requireViva(aperta);
  }

  /**
   * First keys of people who are new, whose ids were made just now: made together, and open for what comes next. However
   * many they are it is one question, where `perScrivere` asks three for each.
   */
  async preparaNuove(ambito: number, persone: readonly string[]): Promise<void> {
    const nuove = await Promise.all(persone.map((persona) => this.nuova({ ambito, persona }, 1)));
    await this.magazzino.insertMolte(nuove.map(({ riga }) => riga));
    for (const { riga, aperta } of nuove) {
      await this.cache.prendi(nomeDi(riga, null), async () => aperta, isViva);
    }
  }

  /** The version that a ciphertext names; null when there has never been such a key. */
  async perLeggere(titolare: Titolare, versione: number): Promise<Esito> {
    return this.cache.prendi(nomeDi(titolare, versione), () => this.una(titolare, versione), isViva);
  }

  /** From now on writes use a new key; what older ones encrypted stays readable and is re-encrypted as it is touched. */
  async nuovaVersione(titolare: Titolare): Promise<number> {
    const ultima = await this.magazzino.find(titolare.ambito, titolare.persona, null);
    if (ultima && !ultima.avvolta) {
      throw cancellata();
    }
    await this.crea(titolare, (ultima?.versione ?? 0) + 1);
    this.dimentica(titolare);
    return (await this.perScrivere(titolare)).versione;
  }

  /**
   * Destroys every key of a person: nothing that they encrypted can be read again, here or in a copy of the tables.
   * Other processes may still read for as long as their cache lasts.
   */
  async distruggi(ambito: number, persona: string): Promise<void> {
    this.dimentica({ ambito, persona });
    await this.magazzino.destroy(ambito, persona);
    this.dimentica({ ambito, persona }); // somebody may have read the key while it was being destroyed
  }

  /** Forgets every open key: after a restore, or when somebody may have seen the memory. */
  dimenticaTutto(): void {
    this.cache.dimentica(() => true);
  }

  /** Re-wraps with the current key-encryption key, without touching the data. Safe to repeat and to interrupt. */
  async riavvolgi(ambito: number): Promise<number> {
    let fatte = 0;
    for (;;) {
      const righe = await this.magazzino.findDaRiavvolgere(ambito, this.kek.id, LOTTO);
      let diQueste = 0;
      for (const riga of righe) {
        diQueste += (await this.riavvolgiUna(riga)) ? 1 : 0;
      }
      fatte += diQueste;
      if (diQueste === 0) {
        return fatte;
      }
    }
  }

  /** True while an old key-encryption key is needed. It may be retired when this is false in every ambito. */
  async daRiavvolgere(ambito: number): Promise<boolean> {
    return (await this.magazzino.findDaRiavvolgere(ambito, this.kek.id, 1)).length > 0;
  }

  private async riavvolgiUna(riga: RigaChiave): Promise<boolean> {
    if (!riga.avvolta) {
      return false;
    }
    const dek = await this.kek.unwrap(riga.avvolta, riga);
    try {
      return await this.magazzino.rewrap(riga, this.kek.id, await this.kek.wrap(dek, riga));
    } finally {
      dek.fill(0);
    }
  }

  private async piuRecente(titolare: Titolare): Promise<Esito> {
    const { ambito, persona } = titolare;
    const trovata = await this.magazzino.find(ambito, persona, null);
    if (!trovata) {
      await this.crea(titolare, 1);
    }
    const riga = trovata ?? (await this.magazzino.find(ambito, persona, null));
    return riga && this.apri(riga);
  }

  private async una({ ambito, persona }: Titolare, versione: number): Promise<Esito> {
    const riga = versione === MARCHIO ? null : await this.versioni.load({ ambito, persona, versione });
    return riga && this.apri(riga);
  }

  private async findVersioni(volute: readonly Versione[]): Promise<Array<RigaChiave | null>> {
    const trovate = new Map<string, RigaChiave>();
    for (const ambito of new Set(volute.map((voluta) => voluta.ambito))) {
      const sue = volute.filter((voluta) => voluta.ambito === ambito);
      const persone = [...new Set(sue.map(({ persona }) => persona))];
      const versioni = [...new Set(sue.map(({ versione }) => versione))];
      const righe = await this.magazzino.findMolte(ambito, persone, versioni);
      righe.forEach((riga) => trovate.set(nomeDi(riga, riga.versione), riga));
    }
    return volute.map((voluta) => trovate.get(nomeDi(voluta, voluta.versione)) ?? null);
  }

  private async apri(riga: RigaChiave): Promise<Esito> {
    if (!riga.avvolta) {
      return 'CANCELLATA';
    }
    const dek = await this.kek.unwrap(riga.avvolta, riga);
    try {
      return { versione: riga.versione, id: riga.id, chiave: createSecretKey(dek) };
    } finally {
      dek.fill(0);
    }
  }

  private async crea(titolare: Titolare, versione: number): Promise<void> {
    const { riga } = await this.nuova(titolare, versione);
    await this.magazzino.insert(riga);
    await this.requireNonCancellata(titolare);
  }

  private async nuova(titolare: Titolare, versione: number): Promise<{ riga: RigaChiave; aperta: ChiaveAperta }> {
    const contesto = { ambito: titolare.ambito, persona: titolare.persona, versione, id: randomUUID() };
    const dek = randomBytes(LUNGHEZZA_CHIAVE);
    try {
      const avvolta = await this.kek.wrap(dek, contesto);
      const aperta = { versione, id: contesto.id, chiave: createSecretKey(dek) };
      return { riga: { ...contesto, kek: this.kek.id, avvolta }, aperta };
    } finally {
      dek.fill(0);
    }
  }

  /**
   * An erasure that ran beside our insert saw no key to empty. Its mark is committed before it empties anything, so
   * either we see the mark here, after our commit, or it sees our key: never neither.
   */
  private async requireNonCancellata({ ambito, persona }: Titolare): Promise<void> {
    if (persona !== null && (await this.magazzino.find(ambito, persona, MARCHIO))) {
      await this.distruggi(ambito, persona);
      throw cancellata();
    }
  }

  /** Forgets the open keys of one owner: when somebody else has destroyed them. */
  dimentica(titolare: Titolare): void {
    const inizio = inizioDi(titolare);
    this.cache.dimentica((nome) => nome.startsWith(inizio));
  }
}

// As JSON texts, so that no person's id can be spelt to begin like another's.
const inizioDi = ({ ambito, persona }: Titolare) => `${JSON.stringify([ambito, persona])}@`;
const nomeDi = (titolare: Titolare, versione: number | null) => `${inizioDi(titolare)}${versione ?? 'ultima'}`;

const isViva = (esito: Esito) => esito !== null && esito !== 'CANCELLATA';

function requireViva(esito: Esito): ChiaveAperta {
  if (esito === null || esito === 'CANCELLATA') {
    throw cancellata();
  }
  return esito;
}

const cancellata = () =>
  new DomainError('NON_TROVATO', 'I dati di questa persona sono stati cancellati: se torna, registrala come nuova.');
