import { leggiCodice, nascitaDi } from '@trama/crypto/codice-fiscale';
import { controllaCodice } from '@trama/crypto/controllo-codice';
import { type EsitoCaso, ServizioCaso } from '../cartella/caso.stati.js';
import type { PersonaInChiaro } from '../cartella/persona.service.js';
import { RuoloNelCaso } from '../cartella/persona.type.js';
import { COLONNE, type NomeColonna } from './colonne.js';
import type { Riga } from './lettura.js';
import { GravitaProblema, type Problema } from './problema.js';

/** A case as the file tells it, once nothing in it is wrong. */
export interface CasoImportato {
  readonly codiceEsterno: string;
  readonly apertoIl: string;
  readonly chiusoIl: string | null;
  readonly esito: EsitoCaso | null;
  readonly equipe: string | null;
  readonly comune: string | null;
  readonly persone: readonly PersonaInChiaro[];
}

/** What the rows are looked at against. */
export interface Contesto {
  readonly oggi: string;
  readonly servizio: ServizioCaso;
  readonly equipe: ReadonlySet<string>;
  readonly comuni: ReadonlySet<string>;
  /** Codes that this service imported from the same system before. */
  readonly importati: ReadonlySet<string>;
}

export interface Controllato {
  readonly casi: readonly CasoImportato[];
  readonly problemi: readonly Problema[];
}

/** Every problem of every row, and the cases: worth something only where no problem is an ERRORE. */
export function controlla(righe: readonly Riga[], contesto: Contesto): Controllato {
  const perCaso = new Map<string, Riga[]>();
  for (const riga of righe) {
    perCaso.set(riga.codice_esterno, [...(perCaso.get(riga.codice_esterno) ?? []), riga]);
  }
  const problemi = [
    ...righe.flatMap((riga) => problemiDellaRiga(riga, contesto)),
    ...[...perCaso].flatMap(([codice, sue]) => (codice === '' ? [] : problemiDelCaso(sue, contesto))),
  ];
  const casi = [...perCaso].map(([codiceEsterno, sue]) => casoDi(codiceEsterno, sue));
  return { casi, problemi: problemi.sort((uno, altro) => uno.riga - altro.riga) };
}

const errore = ({ riga }: Riga, colonna: NomeColonna | '', messaggio: string): Problema => ({
  riga,
  colonna,
  gravita: GravitaProblema.ERRORE,
  messaggio,
});
const avviso = (riga: Riga, colonna: NomeColonna | '', messaggio: string): Problema => ({
  ...errore(riga, colonna, messaggio),
  gravita: GravitaProblema.AVVISO,
});

function problemiDellaRiga(riga: Riga, contesto: Contesto): Problema[] {
  const vuote = COLONNE.filter(({ nome, obbligatoria }) => obbligatoria && riga[nome as NomeColonna] === '');
  const fuori = COLONNE.filter(({ nome, ammessi }) => {
    const valore = riga[nome as NomeColonna];
    return ammessi && valore !== '' && !ammessi.includes(valore);
  });
  return [
    ...vuote.map(({ nome }) => errore(riga, nome as NomeColonna, `${nome} è vuoto: scrivilo.`)),
    ...fuori.map(({ nome, ammessi }) =>
      errore(riga, nome as NomeColonna, `${nome} non è tra i valori previsti: usa ${ammessi!.join(', ')}.`),
    ),
    ...problemiDiDate(riga, contesto),
    ...problemiDelLuogo(riga, contesto),
    ...problemiDellaPersona(riga, contesto),
  ];
}

const DATE = ['aperto_il', 'chiuso_il', 'data_nascita'] as const;

function problemiDiDate(riga: Riga, { oggi }: Contesto): Problema[] {
  const problemi = DATE.flatMap((colonna) => {
    const data = dataDi(riga[colonna]);
    if (riga[colonna] !== '' && data === null) {
      return [errore(riga, colonna, `${colonna} non è una data: scrivila AAAA-MM-GG o GG/MM/AAAA.`)];
    }
    return data !== null && data > oggi ? [errore(riga, colonna, `${colonna} è nel futuro: correggila.`)] : [];
  });
  const [aperto, chiuso] = [dataDi(riga.aperto_il), dataDi(riga.chiuso_il)];
  if (aperto !== null && chiuso !== null && chiuso < aperto) {
    problemi.push(errore(riga, 'chiuso_il', 'Il caso finisce prima di cominciare: correggi le date.'));
  }
  if (riga.esito !== '' && riga.chiuso_il === '') {
    problemi.push(errore(riga, 'esito', 'C’è un esito ma il caso è aperto: scrivi chiuso_il, o togli l’esito.'));
  }
  if (riga.chiuso_il !== '' && riga.esito === '') {
    problemi.push(
      avviso(riga, 'esito', 'Il caso è chiuso e non si sa com’è finito: non entrerà nei conteggi degli esiti.'),
    );
  }
  return problemi;
}

function problemiDelLuogo(riga: Riga, { servizio, equipe, comuni }: Contesto): Problema[] {
  const problemi: Problema[] = [];
  if (riga.equipe !== '' && (servizio !== ServizioCaso.TUTELA || !equipe.has(riga.equipe))) {
    problemi.push(
      errore(riga, 'equipe', 'L’équipe non è tra quelle della tutela del tuo ambito: correggila, o lasciala vuota.'),
    );
  }
  if (riga.comune !== '' && !comuni.has(riga.comune)) {
    problemi.push(
      errore(riga, 'comune', 'Il comune non è tra quelli del tuo ambito: scrivi il codice ISTAT di sei cifre.'),
    );
  }
  if (riga.comune === '') {
    problemi.push(avviso(riga, 'comune', 'Senza comune il caso non entra nei conteggi per comune.'));
  }
  return problemi;
}

function problemiDellaPersona(riga: Riga, { oggi }: Contesto): Problema[] {
  const lunghi = (['nome', 'cognome'] as const).filter((colonna) => riga[colonna].length > 100);
  const problemi = lunghi.map((colonna) => errore(riga, colonna, `${colonna} ha più di 100 caratteri: accorcialo.`));
  const { natura, codice } = leggiCodice(riga.codice_fiscale, controllaCodice);
  const nascita = dataDi(riga.data_nascita);
  if (natura === 'NON_VALIDO') {
    problemi.push(
      errore(riga, 'codice_fiscale', 'Il codice fiscale non è valido: controlla ogni carattere, o lascialo vuoto.'),
    );
  }
  if (natura === 'ASSENTE' && riga.ruolo !== String(RuoloNelCaso.ALTRO)) {
    problemi.push(
      avviso(riga, 'codice_fiscale', 'Senza codice fiscale non si saprà se altri seguono la stessa famiglia.'),
    );
  }
  const scritta = natura === 'VALIDO' || natura === 'OMOCODICO' ? nascitaDi(codice, oggi) : null;
  if (scritta !== null && nascita !== null && scritta !== nascita) {
    problemi.push(
      avviso(riga, 'data_nascita', 'La data di nascita non è quella del codice fiscale: controlla tutti e due.'),
    );
  }
  return problemi;
}

function problemiDelCaso(righe: readonly Riga[], { importati, servizio }: Contesto): Problema[] {
  const [prima, ...altre] = righe as readonly [Riga, ...Riga[]];
  const problemi = altre.flatMap((riga) =>
    COLONNE.filter(({ nome, delCaso }) => delCaso && riga[nome as NomeColonna] !== prima[nome as NomeColonna]).map(
      ({ nome }) =>
        errore(
          riga,
          nome as NomeColonna,
          `${nome} è diverso dalla riga ${prima.riga} dello stesso caso: scrivi lo stesso valore.`,
        ),
    ),
  );
  if (prima.codice_esterno.length > 60) {
    problemi.push(errore(prima, 'codice_esterno', 'codice_esterno ha più di 60 caratteri: accorcialo.'));
  }
  if (importati.has(prima.codice_esterno)) {
    problemi.push(errore(prima, 'codice_esterno', 'Questo caso è già stato importato: togli le sue righe.'));
  }
  if (righe.length > 20) {
    problemi.push(errore(prima, '', 'Un caso può avere al più 20 persone: dividilo.'));
  }
  if (servizio === ServizioCaso.TUTELA && !righe.some(({ ruolo }) => ruolo === String(RuoloNelCaso.MINORE))) {
    problemi.push(avviso(prima, 'ruolo', 'Nel caso non c’è nessun minore: non entrerà nei conteggi dei minori.'));
  }
  const visti = new Set<string>();
  for (const riga of righe) {
    const chi = riga.codice_fiscale || [riga.nome, riga.cognome, dataDi(riga.data_nascita)].join('|');
    if (visti.has(chi.toUpperCase())) {
      problemi.push(errore(riga, '', 'La stessa persona è due volte nel caso: togli una riga.'));
    }
    visti.add(chi.toUpperCase());
  }
  return problemi;
}

function casoDi(codiceEsterno: string, righe: readonly Riga[]): CasoImportato {
  const [prima] = righe as readonly [Riga, ...Riga[]];
  return {
    codiceEsterno,
    apertoIl: dataDi(prima.aperto_il) ?? '',
    chiusoIl: dataDi(prima.chiuso_il),
    esito: (prima.esito || null) as EsitoCaso | null,
    equipe: prima.equipe || null,
    comune: prima.comune || null,
    persone: righe.map(({ ruolo, nome, cognome, codice_fiscale, data_nascita }) => ({
      ruolo: ruolo as RuoloNelCaso,
      nome,
      cognome,
      codiceFiscale: codice_fiscale || null,
      dataNascita: dataDi(data_nascita),
    })),
  };
}

const ITALIANA = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** @returns the day, ISO 8601; null for a text that is none */
export function dataDi(testo: string): string | null {
  const [, giorno, mese, anno] = ITALIANA.exec(testo) ?? [];
  const iso = giorno ? `${anno}-${mese!.padStart(2, '0')}-${giorno.padStart(2, '0')}` : testo;
  const istante = Date.parse(iso);
  return ISO.test(iso) && !Number.isNaN(istante) && new Date(istante).toISOString().startsWith(iso) ? iso : null;
}
