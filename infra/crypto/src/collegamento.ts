import type {
  AttoCollegamento,
  AzioneCollegamento,
  FamigliaPseudonima,
  FamigliaTrovata,
  Legame,
  MagazzinoCollegamento,
  Richiedente,
  RichiestaIscrizione,
  RichiestaLegami,
  RichiestaPseudonimo,
  RichiestaRimozione,
  RichiestaSeguito,
  SeguitoAltrove,
  ServizioCollegamento,
  ServizioDaChiamare,
  Soggetto,
  TipoQuota,
} from './collegamento-contratto.js';
import { DomainError } from '@trama/kernel/errors';
import { type ControlloCodice, isCollegabile, leggiCodice } from './codice-fiscale.js';
import type { Portachiavi } from './portachiavi.js';
import { isPseudonimo, isSenzaCodice, Pseudonimi, pseudonimoSenzaCodice, type Spazio } from './pseudonimi.js';

export interface OpzioniCollegamento {
  readonly chiavi: Portachiavi;
  readonly magazzino: MagazzinoCollegamento;
  readonly controllo: ControlloCodice;
  /** The purposes that somebody has authorised. */
  readonly scopi: ReadonlySet<string>;
  /** The register of accesses: until it has written, nobody gets an answer. */
  readonly registra: (atto: AttoCollegamento) => Promise<void>;
  /** Distinct people for each actor and day. Pseudonyms are many when an ambito loads its files. */
  readonly limiti?: Readonly<Record<TipoQuota, number>>;
  readonly adesso?: () => Date;
}

interface Traccia {
  readonly pseudonimo: string;
  readonly riferimento: Buffer;
}

const LIMITI = { VERIFICA: 30, PSEUDONIMO: 500 } as const;

export function creaCollegamento(opzioni: OpzioniCollegamento): ServizioCollegamento {
  return new Collegamento(opzioni);
}

class Collegamento implements ServizioCollegamento {
  private readonly pseudonimi: Pseudonimi;

  constructor(private readonly opzioni: OpzioniCollegamento) {
    this.pseudonimi = new Pseudonimi(opzioni.chiavi);
  }

  async pseudonimo(richiesta: RichiestaPseudonimo): Promise<string> {
    this.requireMotivo(richiesta);
    const codice = this.codiceDi(richiesta.codiceFiscale);
    if (codice === null) {
      return this.senzaCodice(richiesta, 'PSEUDONIMO');
    }
    await this.requireQuota(richiesta, 'PSEUDONIMO', 'PSEUDONIMO', codice);
    const versione = richiesta.versione ?? this.pseudonimi.corrente;
    const pseudonimo = this.pseudonimi.pseudonimo(versione, richiesta, codice);
    if (pseudonimo === null) {
      throw nonValido('versione', 'Questa versione dello pseudonimo non si usa più: chiedi quella corrente.');
    }
    await this.registra(richiesta, 'PSEUDONIMO', { soggetto: pseudonimo });
    return pseudonimo;
  }

  async iscrivi(richiesta: RichiestaIscrizione): Promise<string> {
    this.requireMotivo(richiesta);
    requireTesto('servizio', richiesta.servizio);
    requireTesto('recapito', richiesta.recapito);
    const codice = this.codiceDi(richiesta.codiceFiscale);
    if (codice === null) {
      return this.senzaCodice(richiesta, 'ISCRIZIONE');
    }
    await this.requireQuota(richiesta, 'ISCRIZIONE', 'PSEUDONIMO', codice);
    const pseudonimo = this.attuale(richiesta, codice);
    await this.registra(richiesta, 'ISCRIZIONE', { soggetto: pseudonimo });
    for (const versione of this.pseudonimi.versioni) {
      await this.iscriviUna(richiesta, codice, versione);
    }
    return pseudonimo;
  }

  async rimuovi(richiesta: RichiestaRimozione): Promise<void> {
    this.requireMotivo(richiesta);
    requireTesto('servizio', richiesta.servizio);
    const tracce = this.tracceDi(richiesta);
    await this.registra(richiesta, 'RIMOZIONE', { soggetto: tracce[0]?.pseudonimo ?? null });
    for (const { versione, riferimento } of tracce) {
      const { ambito, scopo, servizio } = richiesta;
      await this.opzioni.magazzino.rimuovi({ ambito, scopo, servizio, versione, riferimento });
    }
  }

  async seguitoAltrove(richiesta: RichiestaSeguito): Promise<SeguitoAltrove> {
    this.requireMotivo(richiesta);
    const domanda = this.domandaDi(richiesta.soggetto);
    if (domanda === null) {
      await this.registra(richiesta, 'VERIFICA', { esito: 'NON_COLLEGABILE' });
      return { esito: 'NON_COLLEGABILE' };
    }
    await this.requireQuota(richiesta, 'VERIFICA', 'VERIFICA', domanda);
    const servizi = await this.serviziAltrove(richiesta);
    const soggetto = this.tracceDi(richiesta)[0]?.pseudonimo ?? null;
    await this.registra(richiesta, 'VERIFICA', { soggetto, ambiti: [...new Set(servizi.map(({ ambito }) => ambito))] });
    return servizi.length > 0 ? { esito: 'SEGUITO_ALTROVE', servizi } : { esito: 'NESSUNA_CORRISPONDENZA' };
  }

  async legami({ attore, ambito, scopo, pseudonimi }: RichiestaLegami): Promise<readonly Legame[]> {
    this.requireScopo(scopo);
    const trovati = new Map<string, ServizioDaChiamare[]>();
    for (const [versione, tracce] of this.perVersione({ ambito, scopo }, pseudonimi)) {
      const righe = await this.opzioni.magazzino.findLegami(
        { ambito, scopo },
        versione,
        [...tracce.values()].map(({ riferimento }) => riferimento),
      );
      for (const { riferimento, ...servizio } of righe) {
        const { pseudonimo } = tracce.get(riferimento.toString('hex'))!;
        trovati.set(pseudonimo, [...(trovati.get(pseudonimo) ?? []), servizio]);
      }
    }
    const ambiti = [...new Set([...trovati.values()].flat().map((servizio) => servizio.ambito))];
    await this.registra({ attore, ambito, scopo, caso: null }, 'VERIFICA', { ambiti });
    return [...trovati].map(([pseudonimo, servizi]) => ({ pseudonimo, servizi: senzaDoppi(servizi) }));
  }

  /** In the oldest living version: whoever joined before a rotation has a row in no other, and everybody else has one too. */
  async famiglieCollegate({ attore, scopo }: { readonly attore: string; readonly scopo: string }) {
    this.requireScopo(scopo);
    const versione = Math.min(...this.pseudonimi.versioni);
    const coppie = await this.opzioni.magazzino.findFamiglie(scopo, versione);
    await this.registra({ attore, ambito: null, scopo, caso: null }, 'CONTEGGIO', {
      ambiti: [...new Set(coppie.flatMap(({ famiglie }) => famiglie).map(({ ambito }) => ambito))],
    });
    const pseudonima = ({ ambito, famiglia }: FamigliaTrovata): FamigliaPseudonima => ({
      ambito,
      famiglia: this.pseudonimi.famigliaContata(versione, scopo, famiglia),
    });
    return coppie.map(({ famiglie: [una, altra], dal }) => {
      return { famiglie: [pseudonima(una), pseudonima(altra)] as const, dal };
    });
  }

  private perVersione(spazio: Spazio, pseudonimi: readonly string[]) {
    const versioni = new Map<number, Map<string, Traccia>>();
    for (const pseudonimo of pseudonimi) {
      const traccia = this.pseudonimi.riferimento(spazio, pseudonimo);
      if (traccia) {
        const { versione, riferimento } = traccia;
        const tracce = versioni.get(versione) ?? new Map<string, Traccia>();
        versioni.set(versione, tracce.set(riferimento.toString('hex'), { pseudonimo, riferimento }));
      }
    }
    return versioni;
  }

  /** In every living version: whoever joined before a rotation and whoever joined after it still meet. */
  private async serviziAltrove(richiesta: RichiestaSeguito): Promise<ServizioDaChiamare[]> {
    const { scopo, ambito } = richiesta;
    const trovati: ServizioDaChiamare[] = [];
    for (const { versione, registro } of await this.registriDi(richiesta)) {
      trovati.push(...(await this.opzioni.magazzino.findServizi(scopo, versione, registro, ambito)));
    }
    return senzaDoppi(trovati);
  }

  private async registriDi(richiesta: RichiestaSeguito): Promise<Array<{ versione: number; registro: Buffer }>> {
    const codice = codiceIn(richiesta.soggetto) ? this.codiceDi(richiesta.soggetto.codiceFiscale) : null;
    const registri = [];
    for (const { versione, riferimento } of this.tracceDi(richiesta)) {
      const registro =
        codice === null
          ? await this.opzioni.magazzino.findRegistro(richiesta, versione, riferimento)
          : this.pseudonimi.registro(versione, richiesta.scopo, codice);
      if (registro) {
        registri.push({ versione, registro });
      }
    }
    return registri;
  }

  /** The asker's own pseudonyms of the person, the current version first. Another ambito's pseudonym leads nowhere. */
  private tracceDi(richiesta: Spazio & { readonly soggetto: Soggetto }) {
    const { soggetto } = richiesta;
    const codice = codiceIn(soggetto) ? this.codiceDi(soggetto.codiceFiscale) : null;
    const propri = codiceIn(soggetto) ? this.tutti(richiesta, codice) : [soggetto.pseudonimo];
    return propri.flatMap((pseudonimo) => {
      const traccia = this.pseudonimi.riferimento(richiesta, pseudonimo);
      return traccia ? [{ pseudonimo, ...traccia }] : [];
    });
  }

  private tutti(spazio: Spazio, codice: string | null): string[] {
    const { corrente, versioni } = this.pseudonimi;
    const ordinate = [corrente, ...versioni.filter((versione) => versione !== corrente)];
    return codice === null
      ? []
      : ordinate.flatMap((versione) => this.pseudonimi.pseudonimo(versione, spazio, codice) ?? []);
  }

  private attuale(spazio: Spazio, codice: string): string {
    return this.pseudonimi.pseudonimo(this.pseudonimi.corrente, spazio, codice)!;
  }

  private async iscriviUna(richiesta: RichiestaIscrizione, codice: string, versione: number): Promise<void> {
    const pseudonimo = this.pseudonimi.pseudonimo(versione, richiesta, codice)!;
    const { riferimento } = this.pseudonimi.riferimento(richiesta, pseudonimo)!;
    const registro = this.pseudonimi.registro(versione, richiesta.scopo, codice)!;
    const { ambito, scopo, servizio, recapito, nucleo, dal } = richiesta;
    // Without a household, the person is a family.
    const famiglia = this.pseudonimi.famiglia(versione, richiesta, nucleo ?? pseudonimo)!;
    const riga = { ambito, scopo, servizio, recapito, versione, riferimento, registro, famiglia, dal };
    await this.opzioni.magazzino.iscrivi(riga);
  }

  private async senzaCodice(richiesta: Richiedente, azione: AzioneCollegamento): Promise<string> {
    await this.registra(richiesta, azione, { esito: 'NON_COLLEGABILE' });
    return pseudonimoSenzaCodice();
  }

  private codiceDi(scritto: string | null): string | null {
    const letto = leggiCodice(scritto, this.opzioni.controllo);
    return isCollegabile(letto) ? letto.codice : null;
  }

  /** What counts as one question, or null when nobody can be recognised. */
  private domandaDi(soggetto: Soggetto): string | null {
    if (codiceIn(soggetto)) {
      return this.codiceDi(soggetto.codiceFiscale);
    }
    if (isSenzaCodice(soggetto.pseudonimo)) {
      return null;
    }
    if (!isPseudonimo(soggetto.pseudonimo)) {
      throw nonValido('pseudonimo', 'Lo pseudonimo non è di quelli che questo servizio rilascia: usa quello salvato.');
    }
    return soggetto.pseudonimo;
  }

  private requireMotivo({ attore, ambito, scopo, caso }: Richiedente): void {
    requireTesto('attore', attore);
    requireTesto('caso', caso);
    this.requireScopo(scopo);
    if (!Number.isSafeInteger(ambito)) {
      throw nonValido('ambito', 'Manca l’ambito: il collegamento si chiede per conto di un ambito.');
    }
  }

  private requireScopo(scopo: string): void {
    if (!this.opzioni.scopi.has(scopo)) {
      throw nonValido(
        'scopo',
        'Lo scopo manca o non è tra quelli autorizzati: indica per quale attività chiedi il collegamento.',
      );
    }
  }

  /** A list of residents can be tried one code after the other: few people a day make that useless. */
  private async requireQuota(
    chi: Richiedente,
    azione: AzioneCollegamento,
    tipo: TipoQuota,
    domanda: string,
  ): Promise<void> {
    const giorno = giornoDi(this.opzioni.adesso?.() ?? new Date());
    const impronta = this.pseudonimi.improntaDiDomanda(giorno, domanda);
    const limite = (this.opzioni.limiti ?? LIMITI)[tipo];
    if (await this.opzioni.magazzino.consuma({ giorno, attore: chi.attore, tipo, impronta, limite })) {
      return;
    }
    await this.registra(chi, azione, { esito: 'LIMITE_SUPERATO' });
    const frase = `Hai già chiesto di ${limite} persone diverse oggi: riprova domani, o chiedi al tuo Ufficio di Piano.`;
    throw new DomainError('LIMITE_SUPERATO', frase);
  }

  private async registra(
    { attore, ambito, scopo, caso }: Pick<AttoCollegamento, 'attore' | 'ambito' | 'scopo' | 'caso'>,
    azione: AzioneCollegamento,
    altro: Partial<Pick<AttoCollegamento, 'soggetto' | 'esito' | 'ambiti'>>,
  ): Promise<void> {
    try {
      await this.opzioni.registra({
        attore,
        ambito,
        scopo,
        caso,
        azione,
        soggetto: null,
        esito: 'RISPOSTO',
        ambiti: [],
        ...altro,
      });
    } catch (cause) {
      const frase = 'Il registro degli accessi non risponde, e senza registro non si risponde: ripeti più tardi.';
      const extensions = { servizio: 'collegamento' };
      throw new DomainError('SERVIZIO_NON_DISPONIBILE', frase, { extensions, originalError: erroreDi(cause) });
    }
  }
}

/** Only the door to knock on, whatever else the store may give, and each door once. */
function senzaDoppi(trovati: readonly ServizioDaChiamare[]): ServizioDaChiamare[] {
  const porte = trovati.map(({ ambito, servizio, recapito }) => ({ ambito, servizio, recapito }));
  const unici = new Map(porte.map((porta) => [JSON.stringify(Object.values(porta)), porta]));
  return [...unici.values()].sort((a, b) => a.ambito - b.ambito || a.servizio.localeCompare(b.servizio, 'it'));
}

const codiceIn = (soggetto: Soggetto) => 'codiceFiscale' in soggetto;

function requireTesto(campo: string, testo: string): void {
  if (typeof testo !== 'string' || testo.trim() === '') {
    throw nonValido(campo, `Manca "${campo}": senza, la richiesta non si può registrare.`);
  }
}

const nonValido = (campo: string, frase: string) =>
  new DomainError('INPUT_NON_VALIDO', frase, { extensions: { campi: [campo] } });

const erroreDi = (cause: unknown) => (cause instanceof Error ? cause : null);

/** The day as people here live it, whatever the server's clock is set to. */
function giornoDi(istante: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(istante);
}
