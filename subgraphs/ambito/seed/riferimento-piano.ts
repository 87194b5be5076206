import type { Archivi, Archivio } from '@trama/reference/archivi';
import { ArchivioError } from '@trama/reference/archivio';
import type { Carico } from '@trama/reference/caricamento';
import { slug, senzaRipetizioni } from '@trama/reference/codici';
import { fonteDi } from '@trama/reference/fonte';
import { pubblicato } from './pubblicato.js';

type Obiettivo = Archivio<'obiettivi'>[number];

/** The document is the plan of this ambito for these years; its objectives and facts carry neither. */
const AMBITO = 4;
const TRIENNIO = '2021-2023';
const TRIENNIO_PRECEDENTE = '2018-2020';

export function pianoDiRiferimento(archivi: Archivi): Carico[] {
  const obiettivi = archivi.get('obiettivi');
  return [
    pubblicato('piano_di_zona', ['ambito_id', 'triennio'], piani(archivi)),
    pubblicato('obiettivo', ['ambito_id', 'codice'], obiettivi.map(rigaObiettivo)),
    pubblicato('indicatore', ['ambito_id', 'codice'], obiettivi.flatMap(righeIndicatori)),
    pubblicato('esito_obiettivo', ['ambito_id', 'codice'], archivi.get('esiti').map(rigaEsito)),
    pubblicato(
      'collegamento_esito',
      ['ambito_id', 'obiettivo_codice', 'esito_codice'],
      collegamenti(archivi).map(rigaCollegamento),
    ),
    pubblicato('fatto', ['ambito_id', 'codice'], righeFatti(archivi)),
    pubblicato('incongruenza', ['ambito_id', 'codice'], archivi.get('incongruenze').map(rigaIncongruenza)),
  ];
}

const piani = (archivi: Archivi) =>
  archivi.get('piani').map(({ ambito, triennio, capofila, fonte }) => ({
    ambito_id: ambito,
    triennio,
    capofila,
    fonte: fonteDi(fonte),
  }));

const rigaObiettivo = (o: Obiettivo, i: number) => ({
  ambito_id: AMBITO,
  codice: o.codice,
  triennio: TRIENNIO,
  ordine: i + 1,
  macroarea_lettera: o.macroarea.lettera,
  macroarea_nome: o.macroarea.nome,
  titolo: o.titolo,
  tipo: o.tipo,
  target: o.target,
  personale: o.personale,
  trasversale: o.trasversale,
  macroaree_collegate: o.macroareeCollegate,
  integrazione_sociosanitaria: o.integrazioneSociosanitaria,
  in_continuita: o.inContinuita2018_2020,
  coprogettato: o.coprogettato,
  attori: o.attori,
  risorse: o.risorseEconomiche,
  bisogni: o.bisogni,
  collegato_premialita: o.collegatoPremialita,
  collegato_premialita_codice: o.collegatoPremialitaCodice,
  nota: o.nota ?? null,
  fonte: fonteDi(o.fonte),
});

function righeIndicatori({ codice, indicatori }: Obiettivo) {
  const famiglie = [
    ['PROCESSO', indicatori.processo],
    ['RISULTATO', indicatori.risultato],
    ['OUTCOME', indicatori.outcome],
  ] as const;
  const voci = famiglie.flatMap(([famiglia, list]) =>
    list.map((indicatore, i) => ({ famiglia, indicatore, numero: i + 1 })),
  );
  return voci.map(({ famiglia, indicatore, numero }, i) => ({
    ambito_id: AMBITO,
    codice: `${codice}.${famiglia.toLowerCase()}-${numero}`,
    obiettivo_codice: codice,
    ordine: i + 1,
    famiglia,
    etichetta: indicatore.etichetta,
    voce: indicatore.origine,
    valore_atteso: indicatore.valoreAtteso ?? null,
    unita: indicatore.unita ?? null,
    operatore: indicatore.operatore ?? null,
    periodo: indicatore.periodo ?? null,
    indicatore_collegato: indicatore.indicatoreCollegato ?? null,
    nota: indicatore.nota ?? null,
  }));
}

const rigaEsito = (e: Archivio<'esiti'>[number], i: number) => ({
  ambito_id: AMBITO,
  codice: e.codice,
  triennio: TRIENNIO_PRECEDENTE,
  ordine: i + 1,
  area: e.area,
  titolo: e.titolo,
  grado_raggiungimento: e.gradoRaggiungimento,
  valutazione_utenti: e.valutazioneUtenti,
  coincidenza_risorse: e.coincidenzaRisorse,
  criticita: e.criticita,
  cambiamento_positivo: e.cambiamentoPositivo,
  continuita_precedente: e.continuita2015_2017,
  riproposto: e.riproposto2021_2023,
  motivo_riproposizione: e.motivoRiproposizione,
  nota: e.nota ?? null,
  fonte: fonteDi(e.fonte),
});

/** The links, once both of their ends are known to exist. */
function collegamenti(archivi: Archivi) {
  const obiettivi = new Set(archivi.get('obiettivi').map(({ codice }) => codice));
  const esiti = new Set(archivi.get('esiti').map(({ codice }) => codice));
  const { collegamenti: links } = archivi.get('collegamenti');
  for (const { esito, obiettivo } of links) {
    const [campo, codice, noto] = obiettivi.has(obiettivo)
      ? ['esito', esito, esiti.has(esito)]
      : ['obiettivo', obiettivo, false];
    if (!noto) {
      throw new ArchivioError(
        archivi.fileOf('collegamenti'),
        `${esito} → ${obiettivo}`,
        campo,
        `«${codice}» is in no archive`,
      );
    }
  }
  return links;
}

const rigaCollegamento = (c: Archivio<'collegamenti'>['collegamenti'][number]) => ({
  ambito_id: AMBITO,
  esito_codice: c.esito,
  obiettivo_codice: c.obiettivo,
  base: c.base,
  certezza: c.certezza,
  motivo: c.motivo,
  obiettivo_dichiarato_in_continuita: c.obiettivoDichiaratoInContinuita,
  fonte: fonteDi(c.fonte),
  fonte_obiettivo: fonteDi(c.fonteObiettivo),
});

function righeFatti(archivi: Archivi) {
  const fatti = archivi.get('fatti');
  const codici = senzaRipetizioni(fatti.map(({ tema, indicatore }) => `${slug(tema)}.${slug(indicatore)}`));
  return fatti.map((f, i) => ({
    ambito_id: AMBITO,
    codice: codici[i]!,
    ordine: i + 1,
    tema: f.tema,
    indicatore: f.indicatore,
    valore: f.valore,
    unita: f.unita,
    periodo: f.periodo,
    nota: f.nota ?? null,
    anche_in: f.ancheIn ?? null,
    fonte: fonteDi(f.fonte),
  }));
}

const rigaIncongruenza = (i: Archivio<'incongruenze'>[number]) => ({
  ambito_id: AMBITO,
  codice: i.id,
  gravita: i.gravita,
  tema: i.tema,
  descrizione: i.descrizione,
  valori_fonte: i.valoriFonte ?? null,
  valore_atteso: i.valoreAtteso ?? null,
  ipotesi: i.ipotesi ?? null,
  archivi: i.file,
  record: i.record,
  trattamento: i.trattamento,
  fonti: i.fonti.map(fonteDi),
});
