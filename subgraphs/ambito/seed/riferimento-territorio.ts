import type { Archivi, Archivio } from '@trama/reference/archivi';
import type { Carico } from '@trama/reference/caricamento';
import { fonteDi } from '@trama/reference/fonte';
import { comuniDelleVariazioni } from '@trama/reference/comuni-delle-variazioni';
import { ambitoAllora, fonteDiRegistro, validitaDi } from '@trama/reference/variazioni-comuni';
import { pubblicato } from './pubblicato.js';

type Comune = Archivio<'comuni'>[number];

export function territorioDiRiferimento(archivi: Archivi): Carico[] {
  const comuni = archivi.get('comuni');
  const [validita, allora] = [validitaDi(archivi), ambitoAllora(archivi)];
  return [
    pubblicato('ambito', ['numero'], ambiti(archivi)),
    pubblicato(
      'comune',
      ['codice_istat'],
      comuni.map((comune) => ({ ...rigaComune(comune), ...validita(comune.codiceIstat) })),
    ),
    importato('comune', ['codice_istat'], comuniDelleVariazioni(archivi).map(rigaVariazione)),
    importato('appartenenza_precedente', ['ambito_id', 'codice_istat', 'al'], appartenenze(archivi)),
    pubblicato(
      'popolazione_comune',
      ['ambito_id', 'codice_istat', 'anno'],
      comuni.map((comune) => ({
        ...rigaPopolazione(comune),
        ambito_id: allora(comune.codiceIstat, comune.ambito, comune.popolazione.data),
      })),
    ),
    pubblicato('popolazione_ambito', ['ambito_id', 'anno'], serie(archivi)),
  ];
}

/** From public registers, and not from the Piano. */
const importato = (tabella: string, chiave: readonly string[], righe: Carico['righe']): Carico => ({
  tabella,
  chiave,
  righe,
  origine: 'IMPORTATO',
});

const rigaVariazione = (c: ReturnType<typeof comuniDelleVariazioni>[number]) => ({
  codice_istat: c.codiceIstat,
  ambito_id: c.ambito,
  nome: c.nome,
  altri_nomi: [],
  codice_catastale: c.codiceCatastale,
  cap: c.cap,
  valido_dal: c.dal,
  valido_al: c.al,
  confluito_in: c.confluitoIn,
  nota: c.nota ?? null,
  fonte: fonteDiRegistro(c.fonte),
});

const appartenenze = (archivi: Archivi) =>
  archivi.get('variazioniComuni').appartenenze.map(({ codiceIstat, ambito, al, fonte }) => ({
    codice_istat: codiceIstat,
    ambito_id: ambito,
    al,
    fonte: fonteDiRegistro(fonte),
  }));

/** The twelve of this ATS; Valle Camonica has no number and is no tenant. */
const ambiti = (archivi: Archivi) =>
  archivi
    .get('ambiti')
    .flatMap(({ numero, nome, fonte }) => (numero === null ? [] : [{ numero, nome, fonte: fonteDi(fonte) }]));

const serie = (archivi: Archivi) =>
  archivi.get('andamentoDemografico').map(({ ambito, anno, popolazione, nota, fonte }) => ({
    ambito_id: ambito,
    anno,
    residenti: popolazione,
    nota: nota ?? null,
    fonte: fonteDi(fonte),
  }));

const rigaComune = (c: Comune) => ({
  codice_istat: c.codiceIstat,
  ambito_id: c.ambito,
  nome: c.nome,
  nome_fonte: c.nomeFonte,
  altri_nomi: c.altriNomiFonte ?? [],
  codice_catastale: c.codiceCatastale,
  cap: c.cap,
  zona_demografica: c.zonaDemografica,
  equipe_tutela: c.equipeTutela,
  servizio_sociale_delegato: c.servizioSocialeDelegato,
  siede_ufficio_di_piano: c.siedeUfficioDiPiano,
  stranieri: conFonte(c.stranieri),
  indice_vecchiaia: {
    valori: Object.entries(c.indiceVecchiaia).map(([anno, valore]) => ({ anno: Number(anno), valore })),
    fonte: fonteDi(c.fonteIndiceVecchiaia),
    nota: c.notaIndiceVecchiaia ?? null,
  },
  punti_giovani: {
    ...conFonte(c.puntiGiovani),
    informagiovani: c.puntiGiovani.informagiovani === null ? null : String(c.puntiGiovani.informagiovani),
  },
  protezione_giuridica: conFonte(c.protezioneGiuridica),
  nota: c.nota ?? null,
  fonte: fonteDi(c.fonte),
});

const rigaPopolazione = ({ codiceIstat, popolazione: p, stranieri }: Comune) => ({
  codice_istat: codiceIstat,
  anno: Number(p.data.slice(0, 4)),
  data: p.data,
  totale: p.totale,
  maschi: p.maschi,
  femmine: p.femmine,
  eta_0_17: p.eta0_17,
  eta_18_64: p.eta18_64,
  eta_65_oltre: p.etaOltre65,
  stranieri: stranieri.data === p.data ? stranieri.numero : null,
  nota: p.nota ?? null,
  fonte: fonteDi(p.fonte),
});

const conFonte = <T extends { fonte: Comune['fonte']; nota?: string | undefined }>(record: T) => ({
  ...record,
  nota: record.nota ?? null,
  fonte: fonteDi(record.fonte),
});
