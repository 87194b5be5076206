/** One function of the language. All are total: on any arguments of the right type they answer, or answer "not known". */
export interface Funzione {
  readonly minimo: number;
  readonly massimo: number;
  /** Whether its first argument is the code of a voce: it asks about the voce, not about a number. */
  readonly suVoce: boolean;
  /** How it is written, for messages. */
  readonly firma: string;
  readonly descrizione: string;
}

export const FUNZIONI = {
  precedente: {
    minimo: 1,
    massimo: 1,
    suVoce: true,
    firma: 'precedente(voce)',
    descrizione: "Il valore approvato della voce nell'anno prima.",
  },
  variazione: {
    minimo: 1,
    massimo: 1,
    suVoce: true,
    firma: 'variazione(voce)',
    descrizione: "Quanto la voce è cambiata sull'anno prima: 0.5 è la metà in più, -0.5 la metà in meno.",
  },
  presente: {
    minimo: 1,
    massimo: 1,
    suVoce: true,
    firma: 'presente(voce)',
    descrizione: 'Vero se la voce ha un valore, anche zero o soppresso.',
  },
  se_manca: {
    minimo: 2,
    massimo: 2,
    suVoce: true,
    firma: 'se_manca(voce, numero)',
    descrizione: 'Il valore della voce, o il numero quando la voce non è pervenuta, non è dovuta o non è applicabile.',
  },
  tra: {
    minimo: 3,
    massimo: 3,
    suVoce: false,
    firma: 'tra(valore, minimo, massimo)',
    descrizione: 'Vero se il valore sta tra i due estremi, compresi.',
  },
  quasi: {
    minimo: 3,
    massimo: 3,
    suVoce: false,
    firma: 'quasi(primo, secondo, tolleranza)',
    descrizione: 'Vero se i due valori distano al massimo quanto la tolleranza.',
  },
  percentuale: {
    minimo: 2,
    massimo: 2,
    suVoce: false,
    firma: 'percentuale(parte, totale)',
    descrizione: 'La parte in percentuale del totale, da 0 a 100.',
  },
  assoluto: { minimo: 1, massimo: 1, suVoce: false, firma: 'assoluto(valore)', descrizione: 'Il valore senza segno.' },
  arrotonda: {
    minimo: 1,
    massimo: 2,
    suVoce: false,
    firma: 'arrotonda(valore, decimali)',
    descrizione: 'Il valore arrotondato; la metà si allontana dallo zero.',
  },
  somma: {
    minimo: 1,
    massimo: 40,
    suVoce: false,
    firma: 'somma(primo, secondo, ...)',
    descrizione: 'La somma degli argomenti.',
  },
  minore: {
    minimo: 1,
    massimo: 40,
    suVoce: false,
    firma: 'minore(primo, secondo, ...)',
    descrizione: 'Il più piccolo degli argomenti.',
  },
  maggiore: {
    minimo: 1,
    massimo: 40,
    suVoce: false,
    firma: 'maggiore(primo, secondo, ...)',
    descrizione: 'Il più grande degli argomenti.',
  },
} as const satisfies Record<string, Funzione>;

export type NomeFunzione = keyof typeof FUNZIONI;

export const isFunzione = (nome: string): nome is NomeFunzione => Object.hasOwn(FUNZIONI, nome);
