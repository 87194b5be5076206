import type { Archivi, Archivio } from '@trama/reference/archivi';
import type { Carico } from '@trama/reference/caricamento';
import { codiceAsst } from '@trama/reference/codici';
import { comuniDelleVariazioni } from '@trama/reference/comuni-delle-variazioni';
import { fonteDi } from '@trama/reference/fonte';
import { comuniDimostrativi } from '@trama/reference/popolazione-dimostrativa';
import { scambiDi } from '@trama/reference/variazioni-comuni';
import { pubblicato } from './pubblicato.js';
import { datiDiRiferimento, popolazioneDiRiferimento } from './riferimento-dati.js';
import { compilazioniPovertaDelPiano, membriOsservatorio, righeValoriPoverta } from './riferimento-poverta.js';
import { compilazioniDelPiano, valoriDelPiano } from './riferimento-rilevazioni.js';
import { schedeDiRiferimento } from './riferimento-schede.js';
import { territorioAffido } from './servizi-affidi.js';
import { righeCampagne, righeDestinatari, righeObblighi, righeVociRilevate } from './rilevazioni.js';

const ATS = 'ATS-BRESCIA';

/** What the Piano di Zona says of the coordination layer, table by table, parents first. */
export const riferimento = (archivi: Archivi): Carico[] => [
  pubblicato('ats', ['codice'], righeAts(archivi)),
  pubblicato('distretto', ['numero'], archivi.get('distretti').map(rigaDistretto)),
  pubblicato('ambito', ['numero'], archivi.get('ambiti').flatMap(rigaAmbito)),
  ...territorioAffido(archivi),
  pubblicato('contributore_esterno', ['nome'], archivi.get('ambiti').flatMap(rigaEsterno)),
  pubblicato('popolazione_annuale', ['ambito_id', 'anno'], popolazioneDiRiferimento(archivi)),
  pubblicato('dato_annuale', ['ambito_id', 'codice', 'anno'], datiDiRiferimento(archivi)),
  pubblicato('destinatario', ['ambito_id'], righeDestinatari(archivi)),
  pubblicato('obbligo', ['ambito_id', 'rilevazione', 'dal'], righeObblighi(archivi)),
  pubblicato('campagna', ['id'], righeCampagne()),
  pubblicato('voce', ['campagna_id', 'codice'], righeVociRilevate()),
  pubblicato('compilazione', ['ambito_id', 'id'], [...compilazioniDelPiano(), ...compilazioniPovertaDelPiano(archivi)]),
  pubblicato(
    'valore',
    ['ambito_id', 'compilazione_id', 'voce'],
    [...valoriDelPiano(archivi), ...righeValoriPoverta(archivi)],
  ),
  { tabella: 'scambio_territorio', chiave: ['codice_istat', 'dal'], origine: 'IMPORTATO', righe: righeScambi(archivi) },
  pubblicato('membro_osservatorio', ['id'], membriOsservatorio(archivi)),
  pubblicato('scheda_piano', ['archivio', 'posizione'], schedeDiRiferimento(archivi)),
];

const righeScambi = (archivi: Archivi) => {
  const comuni = [...archivi.get('comuni'), ...comuniDimostrativi(archivi), ...comuniDelleVariazioni(archivi)];
  const scambi = scambiDi(archivi, new Map(comuni.map(({ codiceIstat, ambito }) => [codiceIstat, ambito])));
  return scambi.map(({ codiceIstat, ...scambio }) => ({ codice_istat: codiceIstat, ...scambio }));
};

const righeAts = (archivi: Archivi) =>
  archivi
    .get('enti')
    .filter(({ tipo }) => tipo === 'ATS')
    .map(({ denominazione, fonte }) => ({ codice: ATS, nome: denominazione, fonte: fonteDi(fonte) }));

const rigaDistretto = (d: Archivio<'distretti'>[number]) => ({
  numero: d.numero,
  ats_codice: ATS,
  nome: d.denominazione,
  asst_codice: codiceAsst(d.asst),
  asst_certezza: d.asstCertezza,
  esperienze: d.esperienze,
  protocollo_tutela_minori: d.protocolloTutelaMinori,
  dati_disabilita: d.datiDisabilita ?? null,
  fonte: fonteDi(d.fonte),
});

function rigaAmbito(a: Archivio<'ambiti'>[number]) {
  if (a.numero === null) {
    return [];
  }
  return [
    {
      numero: a.numero,
      nome: a.nome,
      nome_da_fonte: a.nomeDaFonte,
      altri_nomi: a.altriNomiFonte,
      distretto_numero: a.distretto,
      asst_codice: codiceAsst(a.asst!),
      asst_certezza: a.asstCertezza,
      alleanza: a.alleanzaConciliazione && {
        ...a.alleanzaConciliazione,
        fonte: fonteDi(a.alleanzaConciliazione.fonte),
      },
      temi_premialita: [a.primaPremialita, a.secondaPremialita, a.terzaPremialita].filter((tema) => tema !== null),
      partner_affido: a.partnerProgettoAffido && {
        ente: a.partnerProgettoAffido.ente,
        certezza: a.partnerProgettoAffido.certezza,
      },
      ruoli: a.ruoliSovradistrettuali.map(({ ruolo, fonte }) => ({ ruolo, fonte: fonteDi(fonte) })),
      nota: a.nota ?? null,
      fonte: fonteDi(a.fonte),
    },
  ];
}

const rigaEsterno = ({ numero, nome, nota, fonte }: Archivio<'ambiti'>[number]) =>
  numero === null ? [{ nome, nota: nota ?? null, fonte: fonteDi(fonte) }] : [];
