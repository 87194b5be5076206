// What one would write by hand for four of the operations: SQL in, JSON out, no schema and no wall. It is the practical limit:
// nobody could keep this up for every operation, and it protects nothing.
import 'reflect-metadata';
import { createServer } from 'node:http';
import pg from 'pg';
import { tassoPerMille } from '../../../schema/types/dist/conteggio.js';
import { STATEMENTS } from './statements.mjs';

const { PORT, BENCH_DATABASES } = process.env;
const pools = Object.fromEntries(
  Object.entries(JSON.parse(BENCH_DATABASES)).map(([name, connectionString]) => [
    name,
    new pg.Pool({ connectionString, max: 10, idleTimeoutMillis: 0 }),
  ]),
);

const QUERIES = { CabinaDiRegia: '01', PianoDiZona: '02', ReteServizi: '03', UnAmbito: 'point' };
const ANSWERS = { '01': cabina, '02': piano, '03': rete, point };

async function rowsOf(operation, variables) {
  const asked = Object.entries(STATEMENTS[operation](variables));
  const all = await Promise.all(
    asked.map(([what, [database, text, values]]) =>
      pools[database].query({ name: `${operation} ${what}`, text, values }),
    ),
  );
  return Object.fromEntries(asked.map(([what], i) => [what, all[i].rows]));
}

const DATI = [
  'TUTELA_MINORI_IN_CARICO',
  'TUTELA_NUCLEI_IN_CARICO',
  'AFFIDO_MINORI_IN_ATTESA',
  'AFFIDI_IN_ESSERE',
  'POVERTA_BENEFICIARI',
];

function cabina(rows) {
  const by = (list) => groupedBy(list, 'numero');
  const [celle, avvisi, valutazioni] = [by(rows.celle), by(rows.avvisi), by(rows.valutazioni)];
  const one = (list) => new Map(list.map((row) => [row.numero, row]));
  const [popolazione, piani, offerta, enti] = [rows.popolazione, rows.piani, rows.offerta, rows.enti].map(one);
  const asst = new Map(rows.asst.map((row) => [row.codice, row]));
  const [ats] = rows.ats;
  return {
    ats: {
      ...ats,
      distretti: rows.distretti.map(({ numero, nome, asst_codice }) => ({
        numero,
        nome,
        asst: asst.get(asst_codice) ?? null,
        ambiti: rows.ambiti
          .filter((ambito) => ambito.distretto_numero === numero)
          .map((ambito) => ({ numero: ambito.numero })),
      })),
    },
    ambiti: rows.ambiti.map(({ numero, nome, distretto_numero, asst_codice }) => ({
      numero,
      nome,
      distretto: { numero: distretto_numero },
      asst: asst.get(asst_codice) ?? null,
      popolazione: residenti(popolazione.get(numero)),
      pianoDiZona: riepilogo(piani.get(numero)),
      ...dati(celle.get(numero) ?? [], avvisi.get(numero) ?? []),
      valutazioniMultidimensionali: valutate(valutazioni.get(numero) ?? []),
      offerta: offerta.has(numero) ? { unita: offerta.get(numero).unita, posti: offerta.get(numero).posti } : null,
      entiTerzoSettore: enti.has(numero) ? { totale: enti.get(numero).totale } : null,
    })),
    copertura: copertura(rows),
  };
}

function residenti(row) {
  if (!row) {
    return null;
  }
  const { residenti: tutti, eta0a17 = null, eta18a64 = null, eta65oltre = null, stranieri = null, origine } = row;
  return { residenti: tutti, eta0a17, eta18a64, eta65oltre, stranieri, origine };
}

function riepilogo(row) {
  if (!row) {
    return null;
  }
  const { numero: _, ...riepilogo } = row;
  return { riepilogo };
}

function dati(celle, avvisi) {
  const of = (codice) => celle.find((cella) => cella.codice === codice);
  const count = (codice) => ({ valore: of(codice)?.valore ?? null, soppresso: of(codice)?.soppresso ?? false });
  const origine = (codici) => {
    const found = celle.filter(({ codice }) => codici.includes(codice));
    return (found.find((cella) => cella.origine === 'DIMOSTRATIVO') ?? found[0])?.origine;
  };
  const perche = avvisi.find(({ avviso, codice }) => avviso !== 'IN_VERIFICA' && codice.startsWith('TUTELA_'))?.origine;
  const [tutela, affido, poverta] = [
    origine(DATI.slice(0, 2)) ?? perche,
    origine(DATI.slice(2, 4)),
    origine(DATI.slice(4)),
  ];
  const [minori, nuclei, attesa, essere, beneficiari] = DATI.map(count);
  const residenti = (codice) => of(codice)?.valore ?? null;
  return {
    tutelaMinori: tutela
      ? {
          minoriInCarico: minori,
          nucleiInCarico: nuclei,
          minoriInCaricoPer1000: tassoPerMille(minori, residenti('MINORI_RESIDENTI')),
          origine: tutela,
        }
      : null,
    affido: affido ? { minoriInAttesa: attesa, affidiInEssere: essere, origine: affido } : null,
    poverta: poverta
      ? { beneficiari, beneficiariPer1000: tassoPerMille(beneficiari, residenti('RESIDENTI')), origine: poverta }
      : null,
  };
}

function valutate(celle) {
  const totale = celle.find(({ codice }) => codice === 'VALUTATI');
  const giorni = celle.find(({ codice }) => codice === 'GIORNI_MEDIANI');
  return totale
    ? { totale: { valore: totale.valore, soppresso: totale.soppresso }, giorniMediani: giorni?.valore ?? null }
    : null;
}

function copertura({ ambiti, celle, avvisi }) {
  const gave = celle.filter(({ codice }) => DATI.includes(codice));
  const asked = [DATI.slice(0, 2), DATI.slice(4)].filter((codici) =>
    [...gave, ...avvisi].some(({ codice }) => codici.includes(codice)),
  );
  const owes = ({ numero }) =>
    asked.length === 0 ||
    gave.some((cella) => cella.numero === numero) ||
    !asked
      .flat()
      .every((codice) =>
        avvisi.some((una) => una.numero === numero && una.codice === codice && una.avviso === 'NON_DOVUTO'),
      );
  const attesi = ambiti.filter(owes);
  const counted = gave.filter(({ numero }) => attesi.some((ambito) => ambito.numero === numero));
  const present = new Set(counted.map(({ numero }) => numero));
  return {
    attesi: attesi.length,
    pervenuti: present.size,
    mancanti: attesi.filter(({ numero }) => !present.has(numero)).map(({ numero, nome }) => ({ numero, nome })),
    aggiornatoAl: counted.map(({ data }) => data).sort()[0] ?? null,
    dimostrativo: counted.some(({ origine }) => origine === 'DIMOSTRATIVO'),
  };
}

function piano({ piani: [row], ambiti: [ambito], obiettivi, indicatori, esiti }) {
  const [byIndicatore, byEsito] = [groupedBy(indicatori, 'di'), groupedBy(esiti, 'di')];
  const nodes = obiettivi.map((o) => ({
    codice: o.codice,
    titolo: o.titolo,
    macroarea: { lettera: o.macroarea_lettera, nome: o.macroarea_nome },
    tipo: o.tipo,
    integrazioneSociosanitaria: o.integrazione_sociosanitaria,
    coprogettato: o.coprogettato,
    risorse: o.risorse.map(({ fonte, importo = null, periodo = null }) => ({ fonte, importo, periodo })),
    indicatori: (byIndicatore.get(o.codice) ?? []).map((i) => ({
      codice: i.codice,
      etichetta: i.etichetta,
      famiglia: i.famiglia,
      valoreAtteso: i.valore_atteso,
      unita: i.unita,
      ultimaMisurazione: i.data === null ? null : { valore: i.valore, data: i.data },
      raggiungimento: i.raggiungimento,
    })),
    esitiPrecedenti: (byEsito.get(o.codice) ?? []).map(({ di: _, ...esito }) => esito),
    fonte: fonteOf(o.fonte),
  }));
  const page = nodes.slice(0, 100);
  return {
    ambito: {
      nome: ambito.nome,
      pianoDiZona: {
        ...row,
        obiettivi: {
          totalCount: nodes.length,
          edges: page.map((node) => ({ node })),
          pageInfo: { hasNextPage: nodes.length > page.length, endCursor: cursorOf(page.at(-1)) },
        },
      },
    },
  };
}

function rete({ unita, enti }) {
  const gestori = new Map(enti.map((ente) => [ente.codice, ente]));
  const page = unita.slice(0, 50);
  const sum = (column) => {
    const values = unita.filter(({ sommabile }) => sommabile).map((row) => row[column]);
    return values.every((value) => value === null) ? null : values.reduce((total, value) => total + (value ?? 0), 0);
  };
  return {
    unitaOfferta: {
      totalCount: unita.length,
      postiTotali: { autorizzati: sum('posti_autorizzati'), accreditati: sum('posti_accreditati') },
      edges: page.map((u) => ({
        node: {
          codice: u.codice,
          denominazione: u.denominazione,
          tipo: u.tipo,
          comune:
            u.codice_istat === null
              ? null
              : { codiceIstat: u.codice_istat, nome: u.comune, ambito: { numero: u.comune_ambito } },
          gestore: u.gestore_codice === null ? null : (gestori.get(u.gestore_codice) ?? null),
          posti: { autorizzati: u.posti_autorizzati, accreditati: u.posti_accreditati, aBudget: u.posti_a_budget },
          fonte: fonteOf(u.fonte),
        },
      })),
      pageInfo: { hasNextPage: unita.length > page.length, endCursor: cursorOf(page.at(-1)) },
    },
  };
}

function point({ ambiti: [ambito], asst }) {
  return {
    ambito: ambito
      ? {
          numero: ambito.numero,
          nome: ambito.nome,
          asst: asst.find(({ codice }) => codice === ambito.asst_codice) ?? null,
        }
      : null,
  };
}

const fonteOf = ({ documento, capitolo = null, pagina = null }) => ({ documento, capitolo, pagina });
const cursorOf = (row) => (row ? Buffer.from(JSON.stringify([row.codice])).toString('base64url') : null);

function groupedBy(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(row[key]);
    group ? group.push(row) : groups.set(row[key], [row]);
  }
  return groups;
}

createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    if (request.method === 'GET') {
      response.end('{}');
      return;
    }
    const { query, variables } = JSON.parse(Buffer.concat(parts));
    const operation = QUERIES[/query (\w+)/.exec(query)?.[1]];
    rowsOf(operation, variables).then(
      (rows) => {
        const body = Buffer.from(JSON.stringify({ data: ANSWERS[operation](rows) }));
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
      },
      (error) => response.writeHead(500).end(String(error.stack)),
    );
  });
}).listen(Number(PORT), '127.0.0.1');
