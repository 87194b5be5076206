import type { Chiamante } from '@trama/kernel/identity';
import { operatore } from '@trama/test-kit/subgraph';

export const affidi = (ambito: number, nome = `affidi${ambito}`): Chiamante =>
  operatore(ambito, 'SERVIZIO_AFFIDI', nome);
export const tavoloAffido = operatore(null, 'COORDINAMENTO_AFFIDO', 'affido-coord');

export const RICHIESTA = `codice versione stato ambito { numero } eta tipo macrocategoria natura fratelli bisogniSpeciali
  lingue culture etaFratelli vicinanza attesaGiorni comune { codiceIstat } scuola { codiceIstat } decreto { autorita data durataMesi prorogaMesi } parenti
  motivoChiusura origine azioniPossibili`;

const mutation = (nome: string, input: string) =>
  `mutation ($input: ${input}!) { ${nome}(input: $input) { richiesta { ${RICHIESTA} } } }`;

export const REGISTRA = mutation('registraRichiesta', 'RegistraRichiestaInput');
export const AGGIORNA = mutation('aggiornaRichiesta', 'AggiornaRichiestaInput');
export const CHIUDI = mutation('chiudiRichiesta', 'ChiudiRichiestaInput');
export const RICHIESTE = `query ($filtro: FiltroRichiesteAffido, $first: Int! = 20, $after: String) {
  richiesteAffido(filtro: $filtro, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { ${RICHIESTA} } }
  }
}`;
export const RICHIESTA_UNA = `query ($codice: String!) { richiestaAffido(codice: $codice) { ${RICHIESTA} } }`;

export interface RichiestaLetta {
  readonly codice: string;
  readonly versione: number;
  readonly stato: string;
  readonly eta: number;
  readonly comune: { codiceIstat: string } | null;
  readonly decreto: { autorita: string; data: string } | null;
  readonly parenti: string[] | null;
  readonly azioniPossibili: string[];
}

/** Gardone Val Trompia, of ambito 4. */
export const QUI = '017075';

export const richiesta = {
  comune: QUI,
  eta: 9,
  tipo: 'RESIDENZIALE',
  macrocategoria: 'RECUPERABILE',
  decreto: { autorita: 'Tribunale per i Minorenni di Brescia', data: '2026-03-02' },
};
