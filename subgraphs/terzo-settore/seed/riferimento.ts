import type { Archivi, Archivio } from '@trama/reference/archivi';
import type { Carico } from '@trama/reference/caricamento';
import { codiceEnte, risolviEnte } from '@trama/reference/enti-codici';
import { comuniDelleVariazioni } from '@trama/reference/comuni-delle-variazioni';
import { fonteDi } from '@trama/reference/fonte';
import { validitaDi } from '@trama/reference/variazioni-comuni';
import { pubblicato } from './pubblicato.js';

type Ente = Archivio<'enti'>[number];

/** The document is the plan of this ambito: its tables and its network are here. */
const VALLE_TROMPIA = 4;

/** Kinds of bodies that D.Lgs. 117/2017, art. 4 counts among the Terzo Settore; unions, schools and groups are not. */
const TIPI_TERZO_SETTORE: ReadonlySet<Ente['tipo']> = new Set([
  'COOPERATIVA_SOCIALE',
  'CONSORZIO',
  'ASSOCIAZIONE',
  'FONDAZIONE',
  'PARROCCHIA',
]);

/** What the Piano di Zona says of bodies, table by table, parents first. */
export const riferimento = (archivi: Archivi): Carico[] => {
  const istat = new Map(archivi.get('comuniProvincia').map((comune) => [comune.nome, comune.codiceIstat]));
  const validita = validitaDi(archivi);
  return [
    pubblicato('ambito', ['numero'], righeAmbiti(archivi)),
    pubblicato(
      'ente',
      ['codice'],
      archivi.get('enti').map((ente) => rigaEnte(ente, istat)),
    ),
    pubblicato(
      'comune',
      ['codice_istat'],
      archivi.get('comuni').map((comune) => rigaComune(comune, validita)),
    ),
    {
      tabella: 'comune',
      chiave: ['codice_istat'],
      origine: 'IMPORTATO',
      righe: comuniDelleVariazioni(archivi).map((comune) => rigaComune(comune, validita)),
    },
    pubblicato('ente_ambito', ['ambito_id', 'ente_codice'], righeEnteAmbito(archivi)),
  ];
};

export const rigaComune = (
  { codiceIstat, ambito }: { readonly codiceIstat: string; readonly ambito: number },
  validita: ReturnType<typeof validitaDi>,
) => ({ codice_istat: codiceIstat, ambito_id: ambito, ...validita(codiceIstat) });

const righeAmbiti = (archivi: Archivi) =>
  archivi
    .get('ambiti')
    .flatMap(({ numero, nome, fonte }) => (numero === null ? [] : [{ numero, nome, fonte: fonteDi(fonte) }]));

const rigaEnte = (e: Ente, istat: ReadonlyMap<string, string>) => ({
  codice: codiceEnte(e),
  denominazione: e.denominazione,
  tipo: e.tipo,
  terzo_settore: TIPI_TERZO_SETTORE.has(e.tipo),
  comune_nome: e.comune,
  comune_istat: e.comune === null ? null : (istat.get(e.comune) ?? null),
  comuni: e.comuni ?? [],
  alias: e.alias,
  ruoli: e.ruoli,
  dettaglio_ruoli: e.dettaglioRuoli,
  generico: e.generico ?? false,
  nota: e.nota ?? null,
  fonte: fonteDi(e.fonte),
  altre_fonti: (e.altreFonti ?? []).map(fonteDi),
});

/** A body works in Valle Trompia when the document shows it there; of the other ambiti the document gives no list. */
function righeEnteAmbito(archivi: Archivi) {
  const comuni = new Set(archivi.get('comuni').map(({ nome }) => nome));
  const gestori = codiciGestori(archivi);
  return archivi.get('enti').flatMap((ente) => {
    const motivo = motivoPresenza(ente, comuni, gestori);
    return motivo ? [{ ambito_id: VALLE_TROMPIA, ente_codice: codiceEnte(ente), motivo }] : [];
  });
}

function motivoPresenza(ente: Ente, comuni: ReadonlySet<string>, gestori: ReadonlySet<string>): string | null {
  if (gestori.has(codiceEnte(ente))) {
    return 'Gestisce un’unità o un servizio della rete';
  }
  if (ente.ruoli.includes('PARTECIPANTE_TAVOLI')) {
    return 'Ha partecipato ai tavoli di lavoro del Piano';
  }
  return ente.comune !== null && comuni.has(ente.comune) ? 'Ha sede in un comune dell’ambito' : null;
}

function codiciGestori(archivi: Archivi): Set<string> {
  const codice = risolviEnte(archivi);
  const unita = archivi.get('unitaOfferta').map((u) => [u.enteGestore, 'unita-offerta.json', u.denominazione] as const);
  const servizi = archivi.get('servizi').map((s) => [s.gestore, 'servizi.json', s.nome] as const);
  return new Set(
    [...unita, ...servizi].flatMap(([nome, file, record]) => (nome === null ? [] : [codice(nome, file, record)])),
  );
}
