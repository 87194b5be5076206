import type { Archivi, Archivio } from '@trama/reference/archivi';
import type { Carico } from '@trama/reference/caricamento';
import { codiceAsst, codiceDiAmbito } from '@trama/reference/codici';
import { fonteDi } from '@trama/reference/fonte';
import { pubblicato } from './pubblicato.js';

/** `serviziInValleTrompia` are those in this ambito. */
const VALLE_TROMPIA = 4;

/** What the Piano di Zona says of the hospital trusts, table by table, parents first. */
export const riferimento = (archivi: Archivi): Carico[] => [
  pubblicato('ambito', ['numero'], righeAmbiti(archivi)),
  pubblicato('asst', ['codice'], archivi.get('asst').map(rigaAsst)),
  pubblicato('servizio_territoriale', ['ambito_id', 'codice'], archivi.get('asst').flatMap(righeServizi)),
];

const righeAmbiti = (archivi: Archivi) =>
  archivi
    .get('ambiti')
    .flatMap(({ numero, nome, fonte }) => (numero === null ? [] : [{ numero, nome, fonte: fonteDi(fonte) }]));

const rigaAsst = (a: Archivio<'asst'>[number]) => ({
  codice: codiceAsst(a.denominazione),
  nome: a.denominazione,
  altri_nomi: a.altriNomiFonte,
  distretto_numero: a.distretto,
  distretto_certezza: a.distrettoCertezza,
  ambiti: a.ambiti,
  iniziative: a.iniziative ?? [],
  nota: a.nota ?? null,
  fonte: fonteDi(a.fonte),
});

const righeServizi = ({ denominazione, serviziInValleTrompia = [], fonte }: Archivio<'asst'>[number]) =>
  serviziInValleTrompia.map((servizio, i) => ({
    ambito_id: VALLE_TROMPIA,
    codice: codiceDiAmbito(VALLE_TROMPIA, servizio),
    asst_codice: codiceAsst(denominazione),
    ordine: i + 1,
    denominazione: servizio,
    fonte: fonteDi(fonte),
  }));
