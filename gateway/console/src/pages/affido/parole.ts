import type {
  AzioneAbbinamento,
  CriterioAbbinamento,
  EsitoAffido,
  EsitoContattoAffido,
  MacrocategoriaFamiglia,
  NaturaAffido,
  StatoAbbinamento,
  StatoContattoAffido,
  StatoFamigliaAffidataria,
  StatoRichiestaAffido,
  TipoAffido,
  TipoCompitoAffido,
  VicinanzaAffido,
} from '../../graph/operazioni/affido';
import { conta } from '../../lib/formato';
import type { Campo } from '../../ui/campo';
import type { Tono } from '../../ui/Pillola';

export const BANCA = { testo: 'Banca affido', href: '/banca-affido' } as const;
export const RICHIESTE = { testo: 'Richieste di affido', href: '/banca-affido/richieste' } as const;
export const FAMIGLIE = { testo: 'Famiglie affidatarie', href: '/banca-affido/famiglie' } as const;

export const MOTIVO: Campo = {
  nome: 'motivo',
  etichetta: 'Motivo',
  tipo: 'area',
  isObbligatorio: true,
  lunghezza: 500,
  aiuto: 'Senza nomi di persone.',
  controlla: (value) => (String(value).trim().length < 3 ? 'Scrivi almeno 3 caratteri.' : undefined),
};

/** What the fostering services call the words of the API. */
export const TIPI: Readonly<Record<TipoAffido, string>> = {
  RESIDENZIALE: 'Residenziale',
  DIURNO: 'Diurno',
  APPOGGIO: 'Appoggio',
  PRONTO_INTERVENTO: 'Pronto intervento',
  FINE_SETTIMANA: 'Fine settimana',
};

export const STATI_RICHIESTA: Readonly<Record<StatoRichiestaAffido, string>> = {
  IN_ATTESA: 'In attesa',
  IN_ABBINAMENTO: 'In abbinamento',
  IN_AFFIDO: 'In affido',
  CHIUSA: 'Chiusa',
};

export const STATI_FAMIGLIA: Readonly<Record<StatoFamigliaAffidataria, string>> = {
  DISPONIBILE: 'Disponibile',
  IMPEGNATA: 'Impegnata',
  IN_VALUTAZIONE: 'In valutazione',
  SOSPESA: 'Sospesa',
  CESSATA: 'Cessata',
};

export const STATI_ABBINAMENTO: Readonly<Record<StatoAbbinamento, string>> = {
  PROPOSTO: 'Proposto',
  IN_VALUTAZIONE: 'In valutazione',
  ACCETTATO: 'Accettato',
  RIFIUTATO: 'Rifiutato',
  IN_ESSERE: 'In essere',
  CONCLUSO: 'Concluso',
};

export const AZIONI: Readonly<Record<AzioneAbbinamento, string>> = {
  ACCETTA: 'Accetta',
  RIFIUTA: 'Rifiuta',
  AVVIA: 'Avvia l’affido',
  VERIFICA: 'Registra la verifica',
  PROROGA: 'Registra la proroga',
  CONCLUDI: 'Concludi l’affido',
};

export const ESITI: Readonly<Record<EsitoAffido, string>> = {
  RIENTRO: 'Rientro nella famiglia d’origine',
  AUTONOMIA: 'Autonomia',
  ALTRO_AFFIDO: 'Altro affido',
  INTERROTTO: 'Interrotto',
};

export const CRITERI: Readonly<Record<CriterioAbbinamento, string>> = {
  DISTANZA: 'Distanza',
  ETA: 'Età',
  ESPERIENZA: 'Esperienza',
  LINGUA_E_CULTURA: 'Lingua e cultura',
  ATTESA: 'Attesa',
  SCUOLA: 'Scuola',
};

export const COMPITI: Readonly<Record<TipoCompitoAffido, string>> = {
  ACCORDO: 'Dare o negare l’accordo a una proposta',
  CONTATTO: 'Rispondere a chi ha chiesto di essere richiamato',
  PROROGA: 'Chiedere la proroga al giudice',
  RICONFERMA: 'Riconfermare la disponibilità',
  VERIFICA: 'Fare la verifica semestrale',
};

export const NATURE: Readonly<Record<NaturaAffido, string>> = {
  CONSENSUALE: 'consensuale',
  GIUDIZIALE: 'giudiziale',
};

export const MACROCATEGORIE: Readonly<Record<MacrocategoriaFamiglia, string>> = {
  RECUPERABILE: 'capacità genitoriali recuperabili, rientro possibile',
  RESIDUALE: 'capacità genitoriali residue, rientro improbabile',
};

export const VICINANZE: Readonly<Record<VicinanzaAffido, string>> = {
  VICINO: 'vicino alla famiglia d’origine',
  LONTANO: 'lontano dalla famiglia d’origine',
  INDIFFERENTE: 'la distanza non conta',
};

interface DiMinori {
  readonly eta: number;
  readonly fratelli: number;
}

/** "7 anni, con 2 fratelli". */
export const minori = ({ eta, fratelli }: DiMinori): string =>
  [
    eta === 0 ? 'meno di un anno' : conta(eta, 'anno', 'anni'),
    fratelli > 0 && `con ${conta(fratelli, 'fratello', 'fratelli')}`,
  ]
    .filter(Boolean)
    .join(', ');

export const conMaiuscola = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const STATI_CONTATTO: Readonly<Record<StatoContattoAffido, { readonly testo: string; readonly tono: Tono }>> = {
  RICEVUTO: { testo: 'Da richiamare', tono: 'attenzione' },
  PRESO_IN_CARICO: { testo: 'Se ne occupa qualcuno', tono: 'corso' },
  CHIUSO: { testo: 'Chiuso', tono: 'fatto' },
};

export const ESITI_CONTATTO: Readonly<Record<EsitoContattoAffido, string>> = {
  IN_PERCORSO: 'Comincia a conoscere l’affido con il servizio',
  INFORMATO: 'Ha avuto quello che chiedeva',
  RINUNCIA: 'Ci ha ripensato',
  NON_RAGGIUNTO: 'Non risponde',
};
