import type { Chiamante } from '@trama/kernel/identity';
import { operatore } from '@trama/test-kit/subgraph';

export const ASST = 'ASST-SPEDALI-CIVILI';
export const ENTE = 'associazione-comunita-mamre';
export const diAsst = (asst = ASST, nome = 'asst1'): Chiamante => ({
  ...operatore(null, 'OPERATORE_ASST', nome),
  asst,
});
export const diEnte = (ente = ENTE, nome = 'ets'): Chiamante => ({ ...operatore(null, 'OPERATORE_ETS', nome), ente });

const PERSONA = `ruolo nome cognome dataNascita codiceFiscale`;
export const CONTENUTO = `composizione { comune minori genitori altri } minori { ${PERSONA} } adulti { ${PERSONA} }
  provvedimenti { autorita tipo data revocatoIl } interventi { tipo dal al } relazione`;
export const INVIO = `codice tipo stato versione campi urgente entro inRitardo giorniDiRitardo motivo motivoRifiuto esito
  relazioneFinale motivoRitiro dichiarazione baseConservazione inviatoDa rispostoDa consegnatoIl dichiaratoIl azioniPossibili
  mittente { numero } destinatario { ambito { numero } servizio asst ente } baseGiuridica { codice articolo }
  contenuto { ${CONTENUTO} }`;

const mutation = (nome: string, input: string) =>
  `mutation ($input: ${input}!) { ${nome}(input: $input) { invio { ${INVIO} } } }`;

export const INVIA = mutation('invia', 'InviaInput');
export const ACCETTA = mutation('accettaInvio', 'PassoInvioInput');
export const RIFIUTA = mutation('rifiutaInvio', 'MotivoInvioInput');
export const CONSEGNA = mutation('consegnaInvio', 'PassoInvioInput');
export const CONCLUDI = mutation('concludiInvio', 'ConcludiInvioInput');
export const RITIRA = mutation('ritiraInvio', 'MotivoInvioInput');
export const CONFERMA = mutation('confermaCancellazione', 'PassoInvioInput');
export const DICHIARA = mutation('dichiaraConservazione', 'DichiaraConservazioneInput');
export const PRENDI = `mutation ($input: PrendiInCaricoInput!) { prendiInCarico(input: $input) {
  caso { codice servizio persone { ruolo persona { nome cognome codiceFiscale } } } invio { codice versione azioniPossibili caso { codice } } } }`;
export const LEGGI = `query ($codice: String!) { invio(codice: $codice) { ${INVIO} } }`;
export const RICEVUTI = `query ($filtro: FiltroInviiInput, $first: Int! = 50) {
  inviiRicevuti(filtro: $filtro, first: $first) { totalCount edges { node { codice stato inRitardo motivo } } } }`;
export const MANDATI = RICEVUTI.replace('inviiRicevuti', 'inviiMandati');
export const ANTEPRIMA = `query ($caso: String!, $campi: [CampoInvio!]!) { anteprimaInvio(caso: $caso, campi: $campi) { ${CONTENUTO} } }`;

export interface InvioLetto {
  readonly codice: string;
  readonly stato: string;
  readonly versione: number;
  readonly motivo: string | null;
  readonly giorniDiRitardo: number;
  readonly azioniPossibili: string[];
  readonly contenuto: {
    readonly composizione: object | null;
    readonly minori: Array<{ nome: string; codiceFiscale: string | null }> | null;
    readonly adulti: Array<{ nome: string; codiceFiscale: string | null }> | null;
    readonly relazione: string | null;
  } | null;
}

/** To a hospital trust, for the health part of a project. */
export const richiestaSanitaria = {
  tipo: 'RICHIESTA',
  destinatario: { asst: ASST },
  base: 'INTEGRAZIONE_SOCIOSANITARIA',
  campi: ['COMPOSIZIONE_NUCLEO', 'ANAGRAFICA_MINORI', 'RELAZIONE'],
  motivo: 'Valutazione neuropsichiatrica per un progetto educativo',
  relazione: 'Il minore fatica a scuola da un anno.',
};

/** To the child protection of another ambito, where the family has moved. */
export const trasferimento = {
  tipo: 'TRASFERIMENTO',
  destinatario: { ambito: 1, servizio: 'TUTELA' },
  base: 'COMPETENZA_TERRITORIALE',
  campi: ['ANAGRAFICA_MINORI', 'ANAGRAFICA_ADULTI', 'CODICI_FISCALI', 'PROVVEDIMENTI'],
  motivo: 'La famiglia si è trasferita in città',
};
