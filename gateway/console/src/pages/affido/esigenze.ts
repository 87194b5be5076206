import type { ConsoleEsigenzeFragment } from '../../graph/operazioni/affido';
import { oggi } from '../../lib/giorni';
import { sceltaLingue } from '../../lib/lingue';
import { type Campo, elencoDi, numeroDi, opzioniDa, type Valori } from '../../ui/campo';
import { conMaiuscola, MACROCATEGORIE, NATURE, TIPI, VICINANZE } from './parole';

export interface Luogo {
  readonly codiceIstat: string;
  readonly nome: string;
}

const dei = (luoghi: readonly Luogo[]) =>
  luoghi.map(({ codiceIstat, nome }) => ({ valore: codiceIstat, etichetta: nome }));
const maiuscole = (words: Readonly<Record<string, string>>) =>
  opzioniDa(words).map(({ valore, etichetta }) => ({ valore, etichetta: conMaiuscola(etichetta) }));

const CHI = 'Il minore, o i fratelli insieme';
const DOVE = 'Quale famiglia si cerca';
const DECISIONE = 'La decisione';

/** All that the matching needs to know; nothing of who it is. */
export function campiRichiesta(mine: readonly Luogo[], everywhere: readonly Luogo[], valori: Valori): Campo[] {
  return [
    {
      nome: 'caso',
      etichetta: 'Codice del caso',
      tipo: 'testo',
      lunghezza: 20,
      aiuto: 'Te lo dà il servizio che segue la famiglia: chi segue il caso vede la richiesta e a che punto è.',
    },
    {
      nome: 'comune',
      etichetta: 'Comune della famiglia d’origine',
      tipo: 'scelta',
      isObbligatorio: true,
      aiuto: 'Fuori dal tuo ambito non lo legge nessuno.',
      opzioni: dei(mine),
    },
    {
      nome: 'eta',
      etichetta: 'Età del minore',
      tipo: 'intero',
      isObbligatorio: true,
      min: '0',
      max: '17',
      aiuto: 'In anni compiuti. Se sono fratelli, del più piccolo.',
      gruppo: CHI,
    },
    {
      nome: 'fratelli',
      etichetta: 'Fratelli da accogliere insieme',
      tipo: 'intero',
      min: '0',
      max: '9',
      aiuto: 'Oltre a lui: nessuno, se lo lasci vuoto.',
      gruppo: CHI,
    },
    ...(quantiFratelli(valori) > 0 ? [campoEtaFratelli(valori)] : []),
    { nome: 'bisogniSpeciali', etichetta: 'Ha bisogni speciali', tipo: 'spunta', gruppo: CHI },
    {
      nome: 'macrocategoria',
      etichetta: 'Famiglia d’origine',
      tipo: 'scelta',
      isObbligatorio: true,
      opzioni: maiuscole(MACROCATEGORIE),
      gruppo: CHI,
    },
    ...campiCercata(everywhere, []),
    { ...campoNatura, aiuto: 'Giudiziale, se non scegli.' },
    {
      nome: 'autorita',
      etichetta: 'Chi ha deciso',
      tipo: 'testo',
      isObbligatorio: true,
      lunghezza: 200,
      aiuto: 'Per esempio: Tribunale per i minorenni di Brescia.',
      gruppo: DECISIONE,
      controlla: (value) => (String(value).trim().length < 3 ? 'Scrivi almeno 3 caratteri.' : undefined),
    },
    {
      nome: 'data',
      etichetta: 'Data della decisione',
      tipo: 'data',
      isObbligatorio: true,
      max: oggi(),
      aiuto: 'Da questo giorno si conta l’attesa.',
      gruppo: DECISIONE,
    },
    {
      nome: 'durataMesi',
      etichetta: 'Durata prevista, in mesi',
      tipo: 'intero',
      min: '1',
      max: '216',
      gruppo: DECISIONE,
    },
    {
      nome: 'prorogaMesi',
      etichetta: 'Mesi oltre i ventiquattro concessi dal tribunale',
      tipo: 'intero',
      min: '0',
      max: '216',
      aiuto: 'Senza proroga la legge non ammette un affido di più di ventiquattro mesi (184/1983, art. 4 c. 4).',
      gruppo: DECISIONE,
    },
  ];
}

/** What may still change while no family is proposed. */
export function campiCambiabili(everywhere: readonly Luogo[], richiesta: ConsoleEsigenzeFragment): Campo[] {
  return [
    { nome: 'bisogniSpeciali', etichetta: 'Ha bisogni speciali', tipo: 'spunta', gruppo: CHI },
    ...(richiesta.fratelli > 0
      ? [campoEtaFratelli({ eta: String(richiesta.eta), fratelli: String(richiesta.fratelli) })]
      : []),
    ...campiCercata(everywhere, richiesta.lingue),
    campoNatura,
    {
      nome: 'prorogaMesi',
      etichetta: 'Mesi oltre i ventiquattro concessi dal tribunale, finora',
      tipo: 'intero',
      min: '0',
      max: '216',
      gruppo: DECISIONE,
    },
  ];
}

const campoNatura: Campo = {
  nome: 'natura',
  etichetta: 'Natura della decisione',
  tipo: 'scelta',
  opzioni: maiuscole(NATURE),
  gruppo: DECISIONE,
};

function campiCercata(everywhere: readonly Luogo[], lingue: readonly string[]): Campo[] {
  return [
    {
      nome: 'tipo',
      etichetta: 'Affido',
      tipo: 'scelta',
      isObbligatorio: true,
      opzioni: opzioniDa(TIPI),
      gruppo: DOVE,
    },
    {
      nome: 'vicinanza',
      etichetta: 'Dove',
      tipo: 'scelta',
      aiuto: 'Non conta, se non scegli.',
      opzioni: maiuscole(VICINANZE),
      gruppo: DOVE,
    },
    {
      nome: 'scuola',
      etichetta: 'Comune della scuola da non cambiare',
      tipo: 'scelta',
      opzioni: dei(everywhere),
      gruppo: DOVE,
    },
    {
      nome: 'lingue',
      etichetta: 'Lingue parlate in casa, oltre all’italiano',
      tipo: 'scelte',
      aiuto: 'Cinque al più.',
      opzioni: sceltaLingue(lingue),
      controlla: alPiu(5),
      gruppo: DOVE,
    },
    {
      nome: 'culture',
      etichetta: 'Culture da conservare',
      tipo: 'testo',
      lunghezza: 220,
      aiuto: 'Con una virgola tra l’una e l’altra, cinque al più. Senza nomi di persone.',
      controlla: alPiu(5),
      gruppo: DOVE,
    },
    {
      nome: 'parenti',
      etichetta: 'Famiglie che la legge esclude',
      tipo: 'testo',
      lunghezza: 500,
      aiuto:
        'I codici, con una virgola tra l’uno e l’altro, delle famiglie in cui c’è un parente fino al quarto grado di chi ' +
        'interviene nel procedimento (184/1983, art. 2 c. 1.1).',
      controlla: alPiu(20),
      gruppo: DOVE,
    },
  ];
}

export const quantiFratelli = (valori: Valori): number => numeroDi(valori, 'fratelli') ?? 0;

function campoEtaFratelli(valori: Valori): Campo {
  const [quanti, eta] = [quantiFratelli(valori), numeroDi(valori, 'eta') ?? 0];
  return {
    nome: 'etaFratelli',
    etichetta: quanti === 1 ? 'Età del fratello' : 'Età dei fratelli',
    tipo: 'testo',
    aiuto:
      'In anni, con una virgola tra l’una e l’altra. Se non si sanno lasciale vuote: nessuna famiglia sarà esclusa.',
    gruppo: CHI,
    controlla: (_, all) => sbaglioEta(elencoDi(all, 'etaFratelli'), quanti, eta),
  };
}

function sbaglioEta(dette: readonly string[], quanti: number, eta: number): string | undefined {
  if (dette.length === 0) {
    return undefined;
  }
  const numbers = dette.map(Number);
  if (numbers.some((one) => !Number.isInteger(one) || one < 0 || one > 17)) {
    return 'Scrivi età da 0 a 17, per esempio 9, 12.';
  }
  if (numbers.length !== quanti) {
    return `Serve un’età per ogni fratello: qui ${quanti}.`;
  }
  return numbers.some((one) => one < eta) ? 'L’età del minore è quella del più piccolo.' : undefined;
}

const alPiu = (most: number) => (value: string | boolean) =>
  elencoDi({ value }, 'value').length > most ? `Al più ${most}.` : undefined;
