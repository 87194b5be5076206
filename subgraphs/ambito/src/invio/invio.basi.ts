import { registerEnumType } from 'type-graphql';

export enum CampoInvio {
  COMPOSIZIONE_NUCLEO = 'COMPOSIZIONE_NUCLEO',
  ANAGRAFICA_MINORI = 'ANAGRAFICA_MINORI',
  ANAGRAFICA_ADULTI = 'ANAGRAFICA_ADULTI',
  CODICI_FISCALI = 'CODICI_FISCALI',
  PROVVEDIMENTI = 'PROVVEDIMENTI',
  INTERVENTI = 'INTERVENTI',
  RELAZIONE = 'RELAZIONE',
}

registerEnumType(CampoInvio, {
  name: 'CampoInvio',
  description: 'What can be agreed to be sent about a family: nothing else is.',
  valuesConfig: {
    COMPOSIZIONE_NUCLEO: { description: 'Comune and how many minors, parents and others, without names.' },
    ANAGRAFICA_MINORI: { description: 'Names and birthdays of the minors.' },
    ANAGRAFICA_ADULTI: { description: 'Names and birthdays of the others.' },
    CODICI_FISCALI: { description: 'Codici fiscali of those whose names are sent.' },
    PROVVEDIMENTI: { description: 'Judicial measures in force and taken back.' },
    INTERVENTI: { description: 'What is and was done for the case.' },
    RELAZIONE: { description: 'A report that the sender writes.' },
  },
});

export enum Destinazione {
  AMBITO = 'AMBITO',
  ASST = 'ASST',
  ENTE = 'ENTE',
}

registerEnumType(Destinazione, {
  name: 'DestinazioneInvio',
  description: 'Kind of a body that something can be sent to.',
  valuesConfig: {
    AMBITO: { description: 'A service of another ambito.' },
    ASST: { description: 'A hospital trust.' },
    ENTE: { description: 'A body of the Terzo Settore.' },
  },
});

/** On what law something about a family may go to another body: which of its data, and to whom. */
export interface BaseGiuridica {
  readonly codice: string;
  readonly testo: string;
  readonly articolo: string;
  readonly verso: readonly Destinazione[];
  readonly campi: readonly CampoInvio[];
}

const {
  COMPOSIZIONE_NUCLEO,
  ANAGRAFICA_MINORI,
  ANAGRAFICA_ADULTI,
  CODICI_FISCALI,
  PROVVEDIMENTI,
  INTERVENTI,
  RELAZIONE,
} = CampoInvio;
const { AMBITO, ASST, ENTE } = Destinazione;

/** To be confirmed by a lawyer before it is relied on: ADR 0019. */
export const BASI_GIURIDICHE: readonly BaseGiuridica[] = [
  {
    codice: 'PROVVEDIMENTO_GIUDIZIARIO',
    testo: 'Un giudice ha incaricato i servizi, e chi riceve deve agire per eseguirlo.',
    articolo: 'Codice civile, artt. 330-336; reg. UE 2016/679, art. 6 par. 1 lett. c ed e, art. 9 par. 2 lett. f',
    verso: [AMBITO, ASST, ENTE],
    campi: [
      COMPOSIZIONE_NUCLEO,
      ANAGRAFICA_MINORI,
      ANAGRAFICA_ADULTI,
      CODICI_FISCALI,
      PROVVEDIMENTI,
      INTERVENTI,
      RELAZIONE,
    ],
  },
  {
    codice: 'INTEGRAZIONE_SOCIOSANITARIA',
    testo: 'Il progetto della famiglia ha una parte sanitaria, che spetta a chi riceve.',
    articolo: 'D.lgs. 502/1992, art. 3-septies; d.p.c.m. 12/1/2017, art. 24; reg. UE 2016/679, art. 9 par. 2 lett. h',
    verso: [ASST],
    campi: [COMPOSIZIONE_NUCLEO, ANAGRAFICA_MINORI, ANAGRAFICA_ADULTI, CODICI_FISCALI, INTERVENTI, RELAZIONE],
  },
  {
    codice: 'COMPETENZA_TERRITORIALE',
    testo: 'La famiglia si è trasferita, e la competenza è dell’ambito che riceve.',
    articolo: 'L. 328/2000, art. 6; l.r. Lombardia 3/2008, artt. 8 e 13; reg. UE 2016/679, art. 6 par. 1 lett. e',
    verso: [AMBITO],
    campi: [
      COMPOSIZIONE_NUCLEO,
      ANAGRAFICA_MINORI,
      ANAGRAFICA_ADULTI,
      CODICI_FISCALI,
      PROVVEDIMENTI,
      INTERVENTI,
      RELAZIONE,
    ],
  },
  {
    codice: 'AFFIDAMENTO_DI_SERVIZIO',
    testo: 'Chi riceve svolge per conto dell’ambito il servizio che si chiede.',
    articolo: 'L. 328/2000, art. 5; reg. UE 2016/679, artt. 28 e 6 par. 1 lett. e',
    verso: [ENTE],
    campi: [COMPOSIZIONE_NUCLEO, ANAGRAFICA_MINORI, ANAGRAFICA_ADULTI, INTERVENTI, RELAZIONE],
  },
  {
    codice: 'CONSENSO',
    testo: 'Chi ha la responsabilità genitoriale ha dato il consenso, e può toglierlo.',
    articolo: 'Reg. UE 2016/679, art. 6 par. 1 lett. a, art. 7, art. 9 par. 2 lett. a',
    verso: [AMBITO, ASST, ENTE],
    campi: [COMPOSIZIONE_NUCLEO, ANAGRAFICA_MINORI, ANAGRAFICA_ADULTI, RELAZIONE],
  },
];

export const baseDi = (codice: string): BaseGiuridica | undefined =>
  BASI_GIURIDICHE.find((base) => base.codice === codice);
