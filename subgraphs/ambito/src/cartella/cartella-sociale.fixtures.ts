import type { Chiamante } from '@trama/kernel/identity';
import type { Answer } from '@trama/test-kit/answer';
import type { SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import type { CasoLetto } from './cartella.fixtures.js';

const NUCLEO = `nucleo { codice comune { codiceIstat } altriCasi { codice } }`;
const PROVVEDIMENTI = `provvedimenti { id autorita tipo data revocatoIl origine }`;
const INTERVENTI = `interventi { id tipo persona dal al ore incontri obiettivoRaggiunto origine }`;
const PASSAGGIO = `da a equipe data operatore origine`;

/** All that the social record has of a case. */
export const CARTELLA = `codice servizio stato chiusoIl esito equipe versione inEmergenza azioniPossibili
  ${NUCLEO} ${PROVVEDIMENTI} ${INTERVENTI} passaggi { ${PASSAGGIO} } assegnazioni { operatore dal al }`;

const mutation = (nome: string, input: string, risposta: string) =>
  `mutation ($input: ${input}!) { ${nome}(input: $input) { ${risposta} } }`;

export const LEGGI = `query ($codice: String!) { caso(codice: $codice) { ${CARTELLA} } }`;
export const REGISTRA = mutation('registraProvvedimento', 'RegistraProvvedimentoInput', `caso { ${CARTELLA} }`);
export const REVOCA_PROVVEDIMENTO = mutation('revocaProvvedimento', 'RevocaProvvedimentoInput', `caso { ${CARTELLA} }`);
export const AVVIA = mutation('avviaIntervento', 'AvviaInterventoInput', `caso { ${CARTELLA} }`);
export const CONCLUDI = mutation('concludiIntervento', 'ConcludiInterventoInput', `caso { ${CARTELLA} }`);
export const PASSA = mutation('passaATutela', 'PassaATutelaInput', `passaggio { ${PASSAGGIO} }`);

const CONTEGGI = ['aperti', 'aggiornati', 'chiusi', 'inCarico', 'operatori']
  .map((nome) => `${nome} { valore soppresso }`)
  .join(' ');
export const USO = `query ($anno: Int!) {
  usoCartella(anno: $anno) {
    anno totale { ${CONTEGGI} } senzaComune { ${CONTEGGI} } comuni { comune { codiceIstat } conteggi { ${CONTEGGI} } }
  }
}`;

export interface CartellaLetta extends Pick<CasoLetto, 'codice' | 'servizio' | 'stato' | 'versione' | 'assegnazioni'> {
  readonly esito: string | null;
  readonly equipe: string | null;
  readonly azioniPossibili: string[];
  readonly nucleo: { codice: string; comune: { codiceIstat: string }; altriCasi: Array<{ codice: string }> } | null;
  readonly provvedimenti: Array<{ id: string; tipo: string; data: string; revocatoIl: string | null }>;
  readonly interventi: Array<{ id: string; tipo: string; dal: string; al: string | null; ore: number | null }>;
  readonly passaggi: Array<{ da: string; a: string; equipe: string; data: string; operatore: string }>;
}

export const leggi = async (
  subgraph: SubgraphUnderTest,
  chi: Chiamante,
  codice: string,
): Promise<CartellaLetta | null> => {
  const { data, errors } = await subgraph.ask<{ caso: CartellaLetta | null }>(chi, LEGGI, { codice });
  if (errors.length > 0) {
    throw new Error(JSON.stringify(errors));
  }
  return data.caso;
};

/** One change, with a key of its own unless the test says which. */
export const cambia = (
  subgraph: SubgraphUnderTest,
  chi: Chiamante,
  documento: string,
  input: object,
): Promise<Answer<Record<string, { caso: CartellaLetta } | null>>> =>
  subgraph.ask(chi, documento, { input: { chiaveIdempotenza: randomUUID(), ...input } });

/** The same, where it is not what the test is about. */
export async function fatto(
  subgraph: SubgraphUnderTest,
  chi: Chiamante,
  documento: string,
  input: object,
): Promise<CartellaLetta> {
  const { data, errors } = await cambia(subgraph, chi, documento, input);
  const [payload] = Object.values(data);
  if (!payload) {
    throw new Error(JSON.stringify(errors));
  }
  return payload.caso;
}
