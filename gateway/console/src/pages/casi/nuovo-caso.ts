import type { ApriCasoInput, ConsoleNucleoDelCasoQuery, RuoloNelCaso } from '../../graph/operazioni/casi';
import { oggi } from '../../lib/giorni';
import { type Campo, opzioniDa, testoDi, type Valori } from '../../ui/campo';
import { nomeEquipe, RUOLO } from './parole';

export const MAX_PERSONE = 20;

interface Scelte {
  readonly comuni: ReadonlyArray<{
    readonly codiceIstat: string;
    readonly nome: string;
    readonly equipeTutela: string | null;
  }>;
  readonly isTutela: boolean;
  /** A household that is known already has its comune. */
  readonly nucleo: string | null;
  readonly quante: number;
  /** How many of them, the first, come from a case that is there: each can be left out. */
  readonly note: number;
}

export function campiNuovoCaso({ comuni, isTutela, nucleo, quante, note }: Scelte, valori: Valori): Campo[] {
  const equipe = [...new Set(comuni.flatMap(({ equipeTutela }) => equipeTutela ?? []))].sort();
  const campoComune: Campo = {
    nome: 'comune',
    etichetta: 'Comune dove vive il nucleo',
    tipo: 'scelta',
    aiuto: 'Se lo lasci vuoto il caso non ha un nucleo, e non si lega ad altri casi della famiglia.',
    opzioni: comuni.map(({ codiceIstat, nome }) => ({ valore: codiceIstat, etichetta: nome })),
  };
  const campoEquipe: Campo = {
    nome: 'equipe',
    etichetta: 'Équipe che lo segue insieme',
    tipo: 'scelta',
    opzioni: equipe.map((valore) => ({ valore, etichetta: nomeEquipe(valore) })),
  };
  return [
    ...(nucleo === null ? [campoComune] : []),
    ...(isTutela ? [campoEquipe] : []),
    { nome: 'apertoIl', etichetta: 'Giorno di apertura', tipo: 'data', max: oggi(), aiuto: 'Oggi, se lo lasci vuoto.' },
    ...Array.from({ length: quante }, (_, n) => [
      ...(n < note ? [campoFuori(n)] : []),
      ...(valori[fuori(n)] === true ? [] : campiPersona(n)),
    ]).flat(),
  ];
}

const fuori = (n: number): string => `fuori${n}`;
const persona = (n: number): string => `Persona ${n + 1}`;

const campoFuori = (n: number): Campo => ({
  nome: fuori(n),
  etichetta: 'Con questo caso non c’entra',
  tipo: 'spunta',
  gruppo: persona(n),
});

function campiPersona(n: number): Campo[] {
  const gruppo = persona(n);
  return [
    {
      nome: `ruolo${n}`,
      etichetta: 'Che cos’è nel caso',
      tipo: 'scelta',
      isObbligatorio: true,
      opzioni: opzioniDa(RUOLO),
      gruppo,
    },
    { nome: `cognome${n}`, etichetta: 'Cognome', tipo: 'testo', isObbligatorio: true, lunghezza: 100, gruppo },
    { nome: `nome${n}`, etichetta: 'Nome', tipo: 'testo', isObbligatorio: true, lunghezza: 100, gruppo },
    { nome: `dataNascita${n}`, etichetta: 'Data di nascita', tipo: 'data', max: oggi(), gruppo },
    {
      nome: `codiceFiscale${n}`,
      etichetta: 'Codice fiscale',
      tipo: 'testo',
      lunghezza: 32,
      aiuto: 'Anche STP, ENI o provvisorio. Senza codice non si può sapere se la famiglia è seguita anche altrove.',
      gruppo,
    },
  ];
}

/** Only the people that are on the page: one that was taken away, or left out, does not come along. */
export const nuovoCaso = (
  valori: Valori,
  quante: number,
  nucleo: string | null,
): Omit<ApriCasoInput, 'chiaveIdempotenza'> => ({
  apertoIl: testoDi(valori, 'apertoIl'),
  nucleo,
  comune: nucleo === null ? testoDi(valori, 'comune') : null,
  equipe: testoDi(valori, 'equipe'),
  persone: Array.from({ length: quante }, (_, n) => n)
    .filter((n) => valori[fuori(n)] !== true)
    .map((n) => ({
      ruolo: String(valori[`ruolo${n}`]) as RuoloNelCaso,
      nome: testoDi(valori, `nome${n}`) ?? '',
      cognome: testoDi(valori, `cognome${n}`) ?? '',
      dataNascita: testoDi(valori, `dataNascita${n}`),
      codiceFiscale: testoDi(valori, `codiceFiscale${n}`)?.toUpperCase() ?? null,
    })),
});

type Membro = NonNullable<NonNullable<ConsoleNucleoDelCasoQuery['caso']>['persone']>[number];

/** The people of a known case, as the form shows them; of who was erased nothing is left to write. */
export const personeScritte = (persone: readonly Membro[]): Valori =>
  Object.fromEntries(
    persone.flatMap(({ ruolo, persona }, n) => [
      [`ruolo${n}`, ruolo],
      [`nome${n}`, persona.nome ?? ''],
      [`cognome${n}`, persona.cognome ?? ''],
      [`dataNascita${n}`, persona.dataNascita ?? ''],
      [`codiceFiscale${n}`, persona.codiceFiscale ?? ''],
    ]),
  );
