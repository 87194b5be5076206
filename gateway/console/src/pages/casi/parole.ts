import type {
  Autorita,
  CampoInvio,
  EsitoCaso,
  EsitoInvio,
  RuoloNelCaso,
  ServizioCaso,
  StatoCaso,
  StatoInvio,
  TipoIntervento,
  TipoInvio,
  TipoProvvedimento,
  TipoRecapito,
} from '../../graph/operazioni/casi';
import type { Tono } from '../../ui/Pillola';

export const CASI = { testo: 'I miei casi', href: '/casi' } as const;
export const INVII = { testo: 'Invii', href: '/invii' } as const;

interface Detto {
  readonly testo: string;
  readonly tono: Tono;
}

export const STATO_CASO: Readonly<Record<StatoCaso, Detto>> = {
  APERTO: { testo: 'Aperto', tono: 'corso' },
  CHIUSO: { testo: 'Chiuso', tono: 'neutro' },
};

export const SERVIZIO: Readonly<Record<ServizioCaso, string>> = {
  PREVENZIONE_DISAGIO: 'Prevenzione e disagio',
  TUTELA: 'Tutela minori',
};

export const ESITO_CASO: Readonly<Record<EsitoCaso, string>> = {
  OBIETTIVI_RAGGIUNTI: 'Obiettivi raggiunti',
  MAGGIORE_ETA: 'Maggiore età',
  TRASFERIMENTO: 'La famiglia si è trasferita',
  PASSAGGIO_AD_ALTRO_SERVIZIO: 'Passaggio ad altro servizio',
  ALTRO: 'Altro',
};

export const RUOLO: Readonly<Record<RuoloNelCaso, string>> = {
  MINORE: 'Minore',
  GENITORE: 'Genitore',
  ALTRO: 'Altra persona',
};

export const INTERVENTO: Readonly<Record<TipoIntervento, string>> = {
  AFFIDO: 'Affido',
  COMUNITA: 'Comunità',
  EDUCATIVA_DOMICILIARE: 'Educativa domiciliare',
  SPAZIO_NEUTRO: 'Spazio neutro',
};

export const PROVVEDIMENTO: Readonly<Record<TipoProvvedimento, string>> = {
  AFFIDAMENTO_AL_SERVIZIO: 'Affidamento al servizio',
  INCARICO_VALUTAZIONE: 'Incarico di valutazione',
  LIMITAZIONE_INCONTRI: 'Limitazione degli incontri',
  MESSA_IN_PROTEZIONE: 'Messa in protezione',
  PENALE: 'Penale',
  ALTRO: 'Altro',
};

export const AUTORITA: Readonly<Record<Autorita, string>> = {
  TRIBUNALE_MINORENNI: 'Tribunale per i minorenni',
  PROCURA_MINORENNI: 'Procura per i minorenni',
  TRIBUNALE_ORDINARIO: 'Tribunale ordinario',
};

export const RECAPITO: Readonly<Record<TipoRecapito, string>> = {
  CELLULARE: 'Cellulare',
  TELEFONO: 'Telefono',
  EMAIL: 'E-mail',
  PEC: 'PEC',
  INDIRIZZO: 'Indirizzo',
};

export const TIPO_INVIO: Readonly<Record<TipoInvio, string>> = {
  TRASFERIMENTO: 'Trasferimento',
  RICHIESTA: 'Richiesta',
};

export const STATO_INVIO: Readonly<Record<StatoInvio, Detto>> = {
  INVIATO: { testo: 'In attesa di risposta', tono: 'corso' },
  ACCETTATO: { testo: 'Accettato, da consegnare', tono: 'corso' },
  RIFIUTATO: { testo: 'Rifiutato', tono: 'errore' },
  CONSEGNATO: { testo: 'Consegnato', tono: 'corso' },
  CONCLUSO: { testo: 'Concluso', tono: 'fatto' },
  RITIRATO: { testo: 'Ritirato', tono: 'attenzione' },
  CANCELLATO: { testo: 'Ritirato e cancellato', tono: 'neutro' },
  CONSERVATO: { testo: 'Ritirato, in parte conservato', tono: 'attenzione' },
};

export const ESITO_INVIO: Readonly<Record<EsitoInvio, string>> = {
  RAGGIUNTO: 'Raggiunto',
  PARZIALE: 'Raggiunto in parte',
  NON_RAGGIUNTO: 'Non raggiunto',
  INTERROTTO: 'Interrotto',
};

export const CAMPO_INVIO: Readonly<Record<CampoInvio, string>> = {
  COMPOSIZIONE_NUCLEO: 'Composizione del nucleo, senza nomi',
  ANAGRAFICA_MINORI: 'Nomi e date di nascita dei minori',
  ANAGRAFICA_ADULTI: 'Nomi e date di nascita degli adulti',
  CODICI_FISCALI: 'Codici fiscali',
  PROVVEDIMENTI: 'Provvedimenti dell’autorità giudiziaria',
  INTERVENTI: 'Interventi',
  RELAZIONE: 'Relazione',
};

/** MEDIA_VALLE as people say it. */
export const nomeEquipe = (codice: string | null): string =>
  codice === null
    ? '–'
    : codice
        .toLowerCase()
        .split('_')
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join(' ');

/** A year and a half is said in years only from two on: of a small child months count. */
export function etaDi(nascita: string | null, oggi = new Date()): string {
  if (!nascita) {
    return 'età non nota';
  }
  const [year = 0, month = 1, day = 1] = nascita.split('-').map(Number);
  const before = oggi.getMonth() + 1 < month || (oggi.getMonth() + 1 === month && oggi.getDate() < day);
  const years = oggi.getFullYear() - year - Number(before);
  if (years >= 2) {
    return `${years} anni`;
  }
  const months = (oggi.getFullYear() - year) * 12 + oggi.getMonth() + 1 - month - Number(oggi.getDate() < day);
  return months === 1 ? '1 mese' : `${months} mesi`;
}

interface Destinatario {
  readonly asst: string | null;
  readonly ente: string | null;
  readonly servizio: ServizioCaso | null;
  readonly ambito: { readonly numero: number; readonly nome: string } | null;
}

/** @param nomi how trusts and bodies are called, by their code */
export function nomeDestinatario(
  { asst, ente, servizio, ambito }: Destinatario,
  nomi: (codice: string) => string,
): string {
  if (ambito) {
    return `${ambito.nome}${servizio ? `, ${SERVIZIO[servizio].toLowerCase()}` : ''}`;
  }
  const codice = asst ?? ente;
  return codice === null ? 'Non disponibile' : nomi(codice);
}
