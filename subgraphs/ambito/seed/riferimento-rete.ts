import type { Archivi, Archivio } from '@trama/reference/archivi';
import { ArchivioError } from '@trama/reference/archivio';
import type { Carico } from '@trama/reference/caricamento';
import { codiceDiAmbito, senzaRipetizioni } from '@trama/reference/codici';
import { risolviEnte } from '@trama/reference/enti-codici';
import { fonteDi } from '@trama/reference/fonte';
import { pubblicato } from './pubblicato.js';

type Unita = Archivio<'unitaOfferta'>[number];

/** The network that the document describes is the one of this ambito. */
const AMBITO = 4;

export function reteDiRiferimento(archivi: Archivi): Carico[] {
  return [
    pubblicato('unita_offerta', ['ambito_id', 'codice'], righeUnita(archivi)),
    pubblicato('servizio', ['ambito_id', 'codice'], righeServizi(archivi)),
  ];
}

function righeUnita(archivi: Archivi) {
  const unita = archivi.get('unitaOfferta');
  const codici = senzaRipetizioni(unita.map(codiceUnita));
  const ente = risolviEnte(archivi);
  const istat = new Map(archivi.get('comuni').map((comune) => [comune.nome, comune.codiceIstat]));
  const nonSommabili = new Map(archivi.get('unitaNonSommabili').map((u) => [`${u.tipo}|${u.denominazione}`, u.motivo]));
  return unita.map((u, i) => {
    const motivo = nonSommabili.get(`${u.tipo}|${u.denominazione}`) ?? null;
    return {
      ambito_id: AMBITO,
      codice: codici[i]!,
      ordine: i + 1,
      tipo: u.tipo,
      denominazione: u.denominazione,
      gestore_codice: u.enteGestore === null ? null : ente(u.enteGestore, 'unita-offerta.json', u.denominazione),
      gestore_dedotto: u.enteGestoreDedotto,
      comune_istat: u.comune === null ? null : comuneNoto(istat, u),
      comuni: u.comuni ?? [],
      posti_autorizzati: u.postiAutorizzati,
      posti_accreditati: u.postiAccreditati,
      posti_a_budget: u.postiBudget,
      posti_solventi: u.postiSolventi ?? null,
      capacita: u.capacita,
      unita: u.unita,
      aggregato: u.aggregato,
      sommabile: motivo === null,
      motivo_non_sommabile: motivo,
      natura_giuridica: u.naturaGiuridicaGestore ?? null,
      strutture: u.strutture ?? null,
      note: u.note,
      fonte: fonteDi(u.fonte),
    };
  });
}

/** The type, then the name without the type that most names start with, then the comune when the name does not say it. */
function codiceUnita({ tipo, denominazione, comune }: Unita): string {
  const nome = denominazione.startsWith(`${tipo} `) ? denominazione.slice(tipo.length + 1) : denominazione;
  const proprio = nome === tipo ? '' : nome;
  return codiceDiAmbito(AMBITO, tipo, proprio, comune && !proprio.includes(comune) ? comune : '');
}

function comuneNoto(istat: ReadonlyMap<string, string>, { comune, denominazione }: Unita): string {
  const codice = istat.get(comune!);
  if (!codice) {
    throw new ArchivioError('unita-offerta.json', denominazione, 'comune', `«${comune}» is not in comuni.json`);
  }
  return codice;
}

function righeServizi(archivi: Archivi) {
  const ente = risolviEnte(archivi);
  return archivi.get('servizi').map((s, i) => ({
    ambito_id: AMBITO,
    codice: codiceDiAmbito(AMBITO, s.nome),
    ordine: i + 1,
    nome: s.nome,
    area: s.area,
    descrizione: s.descrizione,
    gestore_codice: s.gestore === null ? null : ente(s.gestore, 'servizi.json', s.nome),
    gestore_dedotto: s.gestoreDedotto,
    delegato: s.delegato ?? null,
    sedi: s.sedi,
    utenza: s.utenza.map((u) => ({
      ...u,
      data: u.data ?? null,
      unita: u.unita ?? null,
      nota: u.nota ?? null,
      fonte: fonteDi(u.fonte),
    })),
    equipe: s.equipe ?? [],
    nota: s.nota ?? null,
    fonte: fonteDi(s.fonte),
    altre_fonti: (s.altreFonti ?? []).map(fonteDi),
  }));
}
