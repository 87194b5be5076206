import { createHash } from 'node:crypto';
import type { MagazzinoChiavi, RigaChiave } from './chiavi.js';
import type { CoppiaTrovata, Iscrizione, LegameTrovato, MagazzinoCollegamento } from './collegamento-contratto.js';
import { carattereDiControllo } from './controllo-codice.js';
import { Portachiavi, type UsoChiavi } from './portachiavi.js';

/** Keys that are the same at every run: version n of a use is the hash of its name. */
export function portachiaviDiProva(
  uso: UsoChiavi,
  versioni: readonly number[] = [1],
  corrente = Math.max(...versioni),
): Portachiavi {
  const grezze = versioni.map((versione) => ({
    versione,
    id: `${uso}-${versione}-prova`,
    byte: createHash('sha256').update(`${uso} ${versione}`).digest(),
  }));
  return new Portachiavi(uso, grezze, corrente);
}

export class MagazzinoChiaviInMemoria implements MagazzinoChiavi {
  righe: RigaChiave[] = [];
  letture = 0;

  async find(ambito: number, persona: string | null, versione: number | null): Promise<RigaChiave | null> {
    this.letture += 1;
    const sue = this.di(ambito, persona).filter((riga) => versione === null || riga.versione === versione);
    return sue.sort((a, b) => b.versione - a.versione)[0] ?? null;
  }

  async findMolte(
    ambito: number,
    persone: ReadonlyArray<string | null>,
    versioni: readonly number[],
  ): Promise<readonly RigaChiave[]> {
    this.letture += 1;
    return persone.flatMap((persona) => this.di(ambito, persona)).filter(({ versione }) => versioni.includes(versione));
  }

  async insert(riga: RigaChiave): Promise<boolean> {
    const nuova = !this.di(riga.ambito, riga.persona).some(({ versione }) => versione === riga.versione);
    this.righe.push(...(nuova ? [riga] : []));
    return nuova;
  }

  async insertMolte(righe: readonly RigaChiave[]): Promise<void> {
    this.righe.push(...righe);
  }

  async destroy(ambito: number, persona: string): Promise<void> {
    await this.insert({ ambito, persona, versione: 0, id: `marchio-${persona}`, kek: '', avvolta: null });
    const sue = new Set(this.di(ambito, persona));
    this.righe = this.righe.map((riga) => (sue.has(riga) ? { ...riga, avvolta: null } : riga));
  }

  async rewrap(riga: RigaChiave, kek: string, avvolta: Buffer): Promise<boolean> {
    const trovata = this.righe.find(({ id, kek: di, avvolta: viva }) => id === riga.id && di === riga.kek && viva);
    this.righe = this.righe.map((altra) => (altra === trovata ? { ...altra, kek, avvolta } : altra));
    return trovata !== undefined;
  }

  async findDaRiavvolgere(ambito: number, kek: string, limite: number): Promise<readonly RigaChiave[]> {
    return this.righe.filter((riga) => riga.ambito === ambito && riga.kek !== kek && riga.avvolta).slice(0, limite);
  }

  private di(ambito: number, persona: string | null): RigaChiave[] {
    return this.righe.filter((riga) => riga.ambito === ambito && riga.persona === persona);
  }
}

export class MagazzinoCollegamentoInMemoria implements MagazzinoCollegamento {
  iscrizioni: Iscrizione[] = [];
  private readonly domande = new Map<string, Set<string>>();

  async iscrivi(nuova: Iscrizione): Promise<void> {
    await this.rimuovi(nuova);
    this.iscrizioni.push(nuova);
  }

  async rimuovi(quale: Parameters<MagazzinoCollegamento['rimuovi']>[0]): Promise<void> {
    const uguali = (voce: Iscrizione) =>
      (['ambito', 'scopo', 'versione', 'servizio'] as const).every((parte) => voce[parte] === quale[parte]) &&
      voce.riferimento.equals(quale.riferimento);
    this.iscrizioni = this.iscrizioni.filter((voce) => !uguali(voce));
  }

  async findRegistro(
    spazio: { ambito: number; scopo: string },
    versione: number,
    riferimento: Buffer,
  ): Promise<Buffer | null> {
    const trovata = this.iscrizioni.find(
      (voce) =>
        voce.ambito === spazio.ambito &&
        voce.scopo === spazio.scopo &&
        voce.versione === versione &&
        voce.riferimento.equals(riferimento),
    );
    return trovata?.registro ?? null;
  }

  /** Whole rows on purpose: the service must not let more than it promises through. */
  async findServizi(scopo: string, versione: number, registro: Buffer, tranne: number): Promise<readonly Iscrizione[]> {
    return this.iscrizioni.filter(
      (voce) =>
        voce.scopo === scopo && voce.versione === versione && voce.registro.equals(registro) && voce.ambito !== tranne,
    );
  }

  async findLegami(
    { ambito, scopo }: { ambito: number; scopo: string },
    versione: number,
    riferimenti: readonly Buffer[],
  ): Promise<readonly LegameTrovato[]> {
    const mie = this.iscrizioni.filter(
      (voce) =>
        voce.ambito === ambito &&
        voce.scopo === scopo &&
        voce.versione === versione &&
        riferimenti.some((riferimento) => riferimento.equals(voce.riferimento)),
    );
    const altrui = mie.map(async ({ registro, riferimento }) =>
      (await this.findServizi(scopo, versione, registro, ambito)).map((voce) => ({ ...voce, riferimento })),
    );
    return (await Promise.all(altrui)).flat();
  }

  async findFamiglie(scopo: string, versione: number): Promise<CoppiaTrovata[]> {
    const voci = this.iscrizioni.filter((voce) => voce.scopo === scopo && voce.versione === versione);
    return voci.flatMap((una) =>
      voci
        .filter((altra) => altra.ambito > una.ambito && altra.registro.equals(una.registro))
        .map((altra) => ({ famiglie: [una, altra] as const, dal: una.dal > altra.dal ? una.dal : altra.dal })),
    );
  }

  async consuma(quota: Parameters<MagazzinoCollegamento['consuma']>[0]): Promise<boolean> {
    const nome = JSON.stringify([quota.giorno, quota.attore, quota.tipo]);
    const fatte = this.domande.get(nome) ?? new Set<string>();
    this.domande.set(nome, fatte);
    const impronta = quota.impronta.toString('hex');
    if (fatte.has(impronta)) {
      return true;
    }
    if (fatte.size >= quota.limite) {
      return false;
    }
    fatte.add(impronta);
    return true;
  }
}

const LETTERE = 'BCDFGHLMNPRSTVZ';

/** A valid code, a different one for each n below 15^6. */
export function codiceDiProva(n: number): string {
  const nome = Array.from({ length: 6 }, (_, posto) => LETTERE[Math.floor(n / 15 ** posto) % 15]).join('');
  const quindici = `${nome}${String(10 + (n % 15))}A${String(1 + (n % 28)).padStart(2, '0')}B157`;
  return quindici + carattereDiControllo(quindici);
}

/** The code that the Agenzia delle Entrate gives to a second person with the same fifteen characters. */
export function omocodicoDi(codice: string): string {
  const quindici = codice.slice(0, 14) + 'LMNPQRSTUV'[Number(codice[14])]!;
  return quindici + carattereDiControllo(quindici);
}
