import { Transizioni } from '@trama/kernel/transizioni';
import { registerEnumType } from 'type-graphql';

export enum ServizioCaso {
  PREVENZIONE_DISAGIO = 'PREVENZIONE_DISAGIO',
  TUTELA = 'TUTELA',
}

registerEnumType(ServizioCaso, {
  name: 'ServizioCaso',
  description: 'Which service follows a case.',
  valuesConfig: {
    PREVENZIONE_DISAGIO: { description: 'Prevention: families who come by themselves.' },
    TUTELA: { description: 'Child protection, also on the order of a court.' },
  },
});

export enum StatoCaso {
  APERTO = 'APERTO',
  CHIUSO = 'CHIUSO',
}

registerEnumType(StatoCaso, {
  name: 'StatoCaso',
  description: 'Where a case stands.',
  valuesConfig: {
    APERTO: { description: 'Somebody follows it.' },
    CHIUSO: { description: 'Closed: it can be read and no longer changed.' },
  },
});

export enum EsitoCaso {
  OBIETTIVI_RAGGIUNTI = 'OBIETTIVI_RAGGIUNTI',
  MAGGIORE_ETA = 'MAGGIORE_ETA',
  TRASFERIMENTO = 'TRASFERIMENTO',
  PASSAGGIO_AD_ALTRO_SERVIZIO = 'PASSAGGIO_AD_ALTRO_SERVIZIO',
  ALTRO = 'ALTRO',
}

registerEnumType(EsitoCaso, {
  name: 'EsitoCaso',
  description: 'How a case ended.',
  valuesConfig: {
    OBIETTIVI_RAGGIUNTI: { description: 'What the project wanted was reached.' },
    MAGGIORE_ETA: { description: 'The minor came of age.' },
    TRASFERIMENTO: { description: 'The family moved out of the ambito.' },
    PASSAGGIO_AD_ALTRO_SERVIZIO: { description: 'A service outside the register follows it from now on.' },
    ALTRO: { description: 'Something else.' },
  },
});

export enum AzioneCaso {
  ASSEGNA = 'ASSEGNA',
  REVOCA = 'REVOCA',
  CHIUDI = 'CHIUDI',
  AVVIA_INTERVENTO = 'AVVIA_INTERVENTO',
  CONCLUDI_INTERVENTO = 'CONCLUDI_INTERVENTO',
  REGISTRA_PROVVEDIMENTO = 'REGISTRA_PROVVEDIMENTO',
  REVOCA_PROVVEDIMENTO = 'REVOCA_PROVVEDIMENTO',
  PASSA_A_TUTELA = 'PASSA_A_TUTELA',
  AGGIUNGI_RECAPITO = 'AGGIUNGI_RECAPITO',
  TOGLI_RECAPITO = 'TOGLI_RECAPITO',
}

registerEnumType(AzioneCaso, {
  name: 'AzioneCaso',
  description: 'What can be done to a case.',
  valuesConfig: {
    ASSEGNA: { description: 'Give it to one more operator.' },
    REVOCA: { description: 'Take it from an operator.' },
    CHIUDI: { description: 'Close it.' },
    AVVIA_INTERVENTO: { description: 'Begin something that is done for it.' },
    CONCLUDI_INTERVENTO: { description: 'End something that was done for it.' },
    REGISTRA_PROVVEDIMENTO: { description: 'Write down what a court ordered.' },
    REVOCA_PROVVEDIMENTO: { description: 'Write down that a court took an order back.' },
    PASSA_A_TUTELA: { description: 'Move it from prevention to child protection.' },
    AGGIUNGI_RECAPITO: { description: 'Write down how one of its people is reached.' },
    TOGLI_RECAPITO: { description: 'Write down that one of its people is no longer reached in a way.' },
  },
});

/** What the table of states looks at. */
export interface CasoVisto {
  /** Seen for an emergency, and not followed. */
  readonly inEmergenza: boolean;
  readonly servizio: ServizioCaso;
}

const soloSeSeguito = ({ inEmergenza }: CasoVisto): string | null =>
  inEmergenza ? 'lo vedi per un’emergenza, che permette di leggere e basta.' : null;

const soloDi =
  (servizio: ServizioCaso, frase: string) =>
  (caso: CasoVisto): string | null =>
    soloSeSeguito(caso) ?? (caso.servizio === servizio ? null : frase);

const { APERTO, CHIUSO } = StatoCaso;
const permesso = 'caso:scrivi' as const;
const scrivendo = { permesso, guardia: soloSeSeguito };
const inTutela = {
  permesso,
  guardia: soloDi(ServizioCaso.TUTELA, 'i provvedimenti sono dei casi di tutela: prima passalo a quel servizio.'),
};
const inPrevenzione = { permesso, guardia: soloDi(ServizioCaso.PREVENZIONE_DISAGIO, 'lo segue già la tutela.') };

export const transizioniCaso = new Transizioni<StatoCaso, AzioneCaso, CasoVisto>('Il caso', [
  { da: APERTO, azione: AzioneCaso.ASSEGNA, a: APERTO, ...scrivendo },
  { da: APERTO, azione: AzioneCaso.REVOCA, a: APERTO, ...scrivendo },
  { da: APERTO, azione: AzioneCaso.CHIUDI, a: CHIUSO, ...scrivendo },
  { da: APERTO, azione: AzioneCaso.AVVIA_INTERVENTO, a: APERTO, ...scrivendo },
  { da: APERTO, azione: AzioneCaso.CONCLUDI_INTERVENTO, a: APERTO, ...scrivendo },
  { da: APERTO, azione: AzioneCaso.REGISTRA_PROVVEDIMENTO, a: APERTO, ...inTutela },
  { da: APERTO, azione: AzioneCaso.REVOCA_PROVVEDIMENTO, a: APERTO, ...inTutela },
  { da: APERTO, azione: AzioneCaso.PASSA_A_TUTELA, a: APERTO, ...inPrevenzione },
  { da: APERTO, azione: AzioneCaso.AGGIUNGI_RECAPITO, a: APERTO, ...scrivendo },
  { da: APERTO, azione: AzioneCaso.TOGLI_RECAPITO, a: APERTO, ...scrivendo },
]);
