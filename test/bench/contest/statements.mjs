// The SQL of somebody who answers these operations by hand, straight from the tables and as a superuser: no wall, no
// schema, one server. By operation: where each statement runs, its text and its values.

const CELLS = `
  SELECT c.ambito_id AS numero, c.codice, c.valore, c.soppresso, c.origine, c.data::text AS data
  FROM pubblicazione.corrente e JOIN pubblicazione.cella c ON c.cubo = e.cubo AND c.edizione = e.edizione
  WHERE e.cubo = $1 AND c.anno = $2 AND c.ambito_id <> 0`;

export const STATEMENTS = {
  '01': ({ anno, triennio }) => ({
    ats: ['ats', `SELECT codice, nome FROM ats ORDER BY codice LIMIT 1`, []],
    distretti: ['ats', `SELECT numero, nome, asst_codice FROM distretto ORDER BY numero`, []],
    ambiti: ['ats', `SELECT numero, nome, distretto_numero, asst_codice FROM ambito ORDER BY numero`, []],
    celle: ['ats', CELLS, ['dati-annuali', anno]],
    avvisi: [
      'ats',
      `SELECT a.ambito_id AS numero, a.codice, a.avviso, a.origine
       FROM pubblicazione.corrente e JOIN pubblicazione.avviso a ON a.cubo = e.cubo AND a.edizione = e.edizione
       WHERE e.cubo = 'dati-annuali' AND a.anno = $1`,
      [anno],
    ],
    popolazione: [
      'ambito',
      `SELECT ambito_id AS numero, residenti, eta_0_17 AS eta0a17, eta_18_64 AS eta18a64, eta_65_oltre AS eta65oltre, stranieri, origine
       FROM riepilogo_popolazione WHERE anno = $1`,
      [anno],
    ],
    piani: [
      'ambito',
      `SELECT ambito_id AS numero, obiettivi, innovativi, in_continuita AS "inContinuita", indicatori,
         indicatori_misurati AS "indicatoriMisurati", raggiungimento_medio AS "raggiungimentoMedio"
       FROM riepilogo_piano WHERE triennio = $1`,
      [triennio],
    ],
    offerta: [
      'ambito',
      `SELECT ambito_id AS numero, coalesce(sum(unita), 0)::int AS unita,
         coalesce(sum(coalesce(posti_accreditati, posti_autorizzati, capacita)), 0)::int AS posti
       FROM unita_offerta WHERE sommabile GROUP BY ambito_id`,
      [],
    ],
    asst: ['asst', `SELECT codice, nome FROM asst`, []],
    valutazioni: ['asst', CELLS, ['valutazioni-annuali', anno]],
    enti: [
      'terzo-settore',
      `SELECT a.ambito_id AS numero, count(*)::int AS totale FROM ente_ambito a
       JOIN ente e ON e.codice = a.ente_codice AND e.terzo_settore GROUP BY a.ambito_id`,
      [],
    ],
  }),
  '02': ({ ambito, triennio }) => ({
    piani: [
      'ambito',
      `SELECT p.triennio, p.capofila FROM piano_di_zona p WHERE p.ambito_id = $1 AND p.triennio = $2`,
      [ambito, triennio],
    ],
    ambiti: ['ats', `SELECT nome FROM ambito WHERE numero = $1`, [ambito]],
    obiettivi: [
      'ambito',
      `SELECT codice, titolo, macroarea_lettera, macroarea_nome, tipo, integrazione_sociosanitaria, coprogettato, risorse, fonte
       FROM obiettivo WHERE ambito_id = $1 AND triennio = $2 ORDER BY ordine`,
      [ambito, triennio],
    ],
    indicatori: [
      'ambito',
      `SELECT i.obiettivo_codice AS di, i.codice, i.etichetta, i.famiglia, i.valore_atteso, i.unita, m.valore, m.data::text,
         trama.raggiungimento(m.valore, i.valore_atteso, i.operatore) AS raggiungimento
       FROM indicatore i LEFT JOIN LATERAL (SELECT valore, data FROM misurazione WHERE ambito_id = i.ambito_id
         AND indicatore_codice = i.codice ORDER BY data DESC LIMIT 1) m ON true
       WHERE i.ambito_id = $1 ORDER BY i.obiettivo_codice, i.ordine`,
      [ambito],
    ],
    esiti: [
      'ambito',
      `SELECT c.obiettivo_codice AS di, e.codice, e.titolo, e.grado_raggiungimento AS "gradoRaggiungimento",
         e.coincidenza_risorse AS "coincidenzaRisorse", c.certezza
       FROM collegamento_esito c JOIN esito_obiettivo e ON e.ambito_id = c.ambito_id AND e.codice = c.esito_codice
       WHERE c.ambito_id = $1 ORDER BY c.obiettivo_codice, e.ordine`,
      [ambito],
    ],
  }),
  '03': ({ tipo, ambito }) => ({
    unita: [
      'ambito',
      `SELECT u.codice, u.denominazione, u.tipo, u.gestore_codice, u.posti_autorizzati, u.posti_accreditati, u.posti_a_budget, u.fonte,
         u.sommabile, c.codice_istat, c.nome AS comune, c.ambito_id AS comune_ambito
       FROM unita_offerta u LEFT JOIN comune c ON c.codice_istat = u.comune_istat
       WHERE u.tipo = $1 AND u.ambito_id = $2 ORDER BY u.codice`,
      [tipo, ambito],
    ],
    enti: ['terzo-settore', `SELECT codice, denominazione, tipo FROM ente`, []],
  }),
  point: ({ numero }) => ({
    ambiti: ['ats', `SELECT numero, nome, asst_codice FROM ambito WHERE numero = $1`, [numero]],
    asst: ['asst', `SELECT codice, nome FROM asst`, []],
  }),
};

export const BY_HAND = Object.keys(STATEMENTS);
