import type { Chiamante } from '@trama/kernel/identity';
import { carattereDiControllo } from '@trama/crypto/controllo-codice';
import type { Answer } from '@trama/test-kit/answer';
import { operatore, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';

export const tutela = (ambito: number, nome = `tutela${ambito}`): Chiamante =>
  operatore(ambito, 'SERVIZIO_TUTELA', nome);
export const sociale = (ambito: number, nome = `sociale${ambito}`): Chiamante =>
  operatore(ambito, 'OPERATORE_SOCIALE', nome);
export const ufficio = (ambito: number, nome = `udp${ambito}`): Chiamante =>
  operatore(ambito, 'UFFICIO_DI_PIANO', nome);

/** A valid code that belongs to nobody, another for each n below 26^6: its place of birth (Y999) does not exist. */
export function codiceDiNessuno(n: number): string {
  const lettere = Array.from({ length: 6 }, (_, posto) => String.fromCharCode(65 + (Math.floor(n / 26 ** posto) % 26)));
  const quindici = `${lettere.join('')}10A01Y999`;
  return quindici + carattereDiControllo(quindici);
}

export const CAMPI = `codice servizio stato apertoIl chiusoIl esito equipe versione origine inEmergenza azioniPossibili`;
export const PERSONE = `persone { ruolo persona { id nome cognome codiceFiscale dataNascita cancellata } }`;
export const ASSEGNAZIONI = `assegnazioni { operatore dal al }`;

export const APRI = `mutation ($input: ApriCasoInput!) { apriCaso(input: $input) { caso { ${CAMPI} ${PERSONE} ${ASSEGNAZIONI} } } }`;
export const CHIUDI = `mutation ($input: ChiudiCasoInput!) { chiudiCaso(input: $input) { caso { ${CAMPI} } } }`;
export const ASSEGNA = `mutation ($input: AssegnaCasoInput!) { assegnaCaso(input: $input) { caso { ${CAMPI} } } }`;
export const REVOCA = `mutation ($input: AssegnaCasoInput!) { revocaAssegnazione(input: $input) { caso { ${CAMPI} } } }`;
export const CASO = `query ($codice: String!) { caso(codice: $codice) { ${CAMPI} ${PERSONE} ${ASSEGNAZIONI} } }`;
export const CASI = `query ($filtro: FiltroCasiInput, $first: Int! = 20, $after: String) {
  casi(filtro: $filtro, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { ${CAMPI} ${PERSONE} ${ASSEGNAZIONI} } }
  }
}`;
export const ENTITA = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Caso { ${CAMPI} ${PERSONE} } } }`;

export interface CasoLetto {
  readonly codice: string;
  readonly servizio: string;
  readonly stato: string;
  readonly versione: number;
  readonly inEmergenza: boolean;
  readonly azioniPossibili: string[];
  readonly persone: Array<{
    ruolo: string;
    persona: {
      id: string;
      nome: string | null;
      cognome: string | null;
      codiceFiscale: string | null;
      dataNascita: string | null;
      cancellata: boolean;
    };
  }>;
  readonly assegnazioni: Array<{ operatore: string; dal: string; al: string | null }>;
}

export interface PaginaDiCasi {
  readonly casi: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: Array<{ node: CasoLetto }>;
  } | null;
}

export const famiglia = (n: number) => [
  {
    ruolo: 'GENITORE',
    nome: 'Olga',
    cognome: `Provaccini${n}`,
    codiceFiscale: codiceDiNessuno(n),
    dataNascita: '1980-05-06',
  },
  { ruolo: 'MINORE', nome: 'Nino', cognome: `Provaccini${n}` },
];

export const codici = ({ errors }: Answer<unknown>): unknown[] => errors.map(({ extensions }) => extensions?.code);

/** Opens a case as this operator and gives it back. */
export async function apri(
  subgraph: SubgraphUnderTest,
  chi: Chiamante,
  more: Record<string, unknown> = {},
): Promise<CasoLetto> {
  const input = { chiaveIdempotenza: randomUUID(), persone: famiglia(1), ...more };
  const answer = await subgraph.ask<{ apriCaso: { caso: CasoLetto } | null }>(chi, APRI, { input });
  if (!answer.data.apriCaso) {
    throw new Error(JSON.stringify(answer.errors));
  }
  return answer.data.apriCaso.caso;
}
