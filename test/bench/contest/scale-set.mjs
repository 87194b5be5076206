// The scale set: case files of 12 ambiti (60,000 cases, 100,000 minors), 10,000 foster families, ten years of collections, on top of the
// demonstration data. Set-based and from a fixed seed: the same rows each time. People are bytes that look like what encryption
// leaves: nobody can read a name out of them, here either.
import { withClient } from './counted.mjs';
import { databaseOf } from './trama.mjs';

export const SCALE = { cases: 60_000, minors: 100_000, families: 10_000, years: [2012, 2021] };

/** Names and numbers from a counter: the multiplier is odd, so that no code comes twice. */
const FUNCTIONS = `
  CREATE FUNCTION pg_temp.codice(ambito int, tipo text, n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT lpad(ambito::text, 2, '0') || '-' || tipo || '-' || upper(lpad(to_hex((n * 2654435761) % 4294967296), 8, '0')) $$;
  CREATE FUNCTION pg_temp.id(tipo text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT md5('scala ' || tipo || n)::uuid $$;
  CREATE FUNCTION pg_temp.caso(tipo text, n bigint, quanti int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT (('x' || substr(md5(tipo || n), 1, 7))::bit(28)::int % quanti) $$;
  CREATE FUNCTION pg_temp.cifrato(tipo text, n bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT sha512(convert_to(tipo || n, 'UTF8')) || substr(sha256(convert_to(tipo || n, 'UTF8')), 1, 21) $$;`;

const TABLES_AMBITO = ['nucleo', 'caso', 'assegnazione', 'persona', 'caso_persona', 'provvedimento', 'intervento'];

const AMBITO = ({ cases, minors }) => `
  CREATE TEMP TABLE luogo AS
    SELECT ambito_id, array_agg(codice_istat ORDER BY codice_istat) AS comuni FROM comune GROUP BY ambito_id;
  CREATE TEMP TABLE nuovo AS
    SELECT n, 1 + n % 12 AS ambito_id, pg_temp.id('caso', n) AS id, pg_temp.id('nucleo', n) AS nucleo,
      CASE WHEN pg_temp.caso('servizio', n, 2) = 0 THEN 'TUTELA' ELSE 'PREVENZIONE_DISAGIO' END AS servizio,
      date '2012-01-01' + pg_temp.caso('aperto', n, 3652) AS aperto_il, pg_temp.caso('durata', n, 2500) AS giorni
    FROM generate_series(1, ${cases}) n;
  INSERT INTO nucleo (ambito_id, id, codice, comune_istat, origine)
    SELECT v.ambito_id, nucleo, pg_temp.codice(v.ambito_id, 'N', n), comuni[1 + pg_temp.caso('comune', n, cardinality(comuni))], 'DIMOSTRATIVO'
    FROM nuovo v JOIN luogo USING (ambito_id);
  INSERT INTO caso (ambito_id, id, codice, servizio, stato, aperto_il, chiuso_il, nucleo_id, esito, origine)
    SELECT ambito_id, id, pg_temp.codice(ambito_id, 'C', n), servizio, CASE WHEN chiuso THEN 'CHIUSO' ELSE 'APERTO' END, aperto_il,
      CASE WHEN chiuso THEN aperto_il + giorni END, nucleo, CASE WHEN chiuso THEN 'OBIETTIVI_RAGGIUNTI' END, 'DIMOSTRATIVO'
    FROM (SELECT *, aperto_il + giorni < date '2022-01-01' AS chiuso FROM nuovo) c;
  INSERT INTO assegnazione (ambito_id, caso_id, servizio, soggetto, dal, origine)
    SELECT ambito_id, id, servizio, 'scala-' || ambito_id || '-' || pg_temp.caso('operatore', n, 60), aperto_il, 'DIMOSTRATIVO' FROM nuovo;
  INSERT INTO persona (ambito_id, id, caso_id, nome, cognome, codice_fiscale, codice_fiscale_indice, data_nascita, origine)
    SELECT c.ambito_id, pg_temp.id('persona', n), c.id, pg_temp.cifrato('nome', n), pg_temp.cifrato('cognome', n),
      pg_temp.cifrato('fiscale', n), 'i1:' || substr(md5('indice' || n), 1, 22), pg_temp.cifrato('nascita', n), 'DIMOSTRATIVO'
    FROM generate_series(1, ${minors}) p (n) JOIN nuovo c USING (n)
    UNION ALL
    SELECT c.ambito_id, pg_temp.id('persona', p.n), c.id, pg_temp.cifrato('nome', p.n), pg_temp.cifrato('cognome', p.n),
      pg_temp.cifrato('fiscale', p.n), 'i1:' || substr(md5('indice' || p.n), 1, 22), pg_temp.cifrato('nascita', p.n), 'DIMOSTRATIVO'
    FROM generate_series(${cases} + 1, ${minors}) p (n) JOIN nuovo c ON c.n = p.n - ${cases};
  INSERT INTO caso_persona (ambito_id, caso_id, persona_id, ruolo, origine)
    SELECT p.ambito_id, p.caso_id, p.id, 'MINORE', 'DIMOSTRATIVO' FROM persona p JOIN nuovo c ON c.id = p.caso_id;
  INSERT INTO provvedimento (ambito_id, id, caso_id, autorita, tipo, data, origine)
    SELECT ambito_id, pg_temp.id('provvedimento', n), id, 'TRIBUNALE_MINORENNI', 'AFFIDAMENTO_AL_SERVIZIO', aperto_il + 30, 'DIMOSTRATIVO'
    FROM nuovo WHERE servizio = 'TUTELA';
  INSERT INTO intervento (ambito_id, id, caso_id, tipo, dal, al, ore, origine)
    SELECT ambito_id, pg_temp.id('intervento', n), id, 'EDUCATIVA_DOMICILIARE', aperto_il + 10, aperto_il + 200, 40, 'DIMOSTRATIVO' FROM nuovo;`;

const TABLES_ATS = ['famiglia_affidataria', 'campagna', 'compilazione', 'valore'];

const ATS = ({ families, years: [first, last] }) => `
  INSERT INTO famiglia_affidataria (id, codice, servizio_codice, ambito_casa, comune_istat, stato, componenti, figli, tipi, eta_min, eta_max,
      posti, fratelli, bisogni_speciali, lingue, distanza_max_km, disponibile_dal, origine, registrata_da)
    SELECT pg_temp.id('famiglia', n), pg_temp.codice(l.ambito_id, 'F', n), 'AMBITO-' || l.ambito_id, l.ambito_id,
      l.comuni[1 + pg_temp.caso('comune', n, cardinality(l.comuni))], (ARRAY['DISPONIBILE', 'DISPONIBILE', 'IMPEGNATA'])[1 + n % 3],
      2 + pg_temp.caso('componenti', n, 5), pg_temp.caso('figli', n, 4), (ARRAY['RESIDENZIALE', 'DIURNO', 'APPOGGIO', 'FINE_SETTIMANA'])[1 + n % 4 : 2 + n % 4],
      pg_temp.caso('min', n, 8), 8 + pg_temp.caso('max', n, 10), 1 + pg_temp.caso('posti', n, 3), n % 2 = 0, n % 5 = 0, ARRAY['it'],
      10 + pg_temp.caso('km', n, 60), date '2020-01-01' + pg_temp.caso('dal', n, 700), 'DIMOSTRATIVO', 'scala'
    FROM generate_series(1, ${families}) n
    JOIN (SELECT ambito_id, array_agg(codice_istat ORDER BY codice_istat) AS comuni FROM comune GROUP BY ambito_id) l ON l.ambito_id = 1 + n % 12;
  CREATE TEMP TABLE anno_nuovo AS
    SELECT c.*, a AS nuovo, pg_temp.id(c.rilevazione, a) AS nuova FROM campagna c CROSS JOIN generate_series(${first}, ${last}) a
    WHERE c.anno = 2020 AND NOT EXISTS (SELECT FROM campagna g WHERE g.rilevazione = c.rilevazione AND g.anno = a);
  INSERT INTO campagna (id, rilevazione, anno, definizione, impronta, scadenza, stato, origine)
    SELECT nuova, rilevazione, nuovo, definizione, impronta, make_date(nuovo + 1, 11, 9), 'PUBBLICATA', 'DIMOSTRATIVO' FROM anno_nuovo;
  INSERT INTO voce SELECT (jsonb_populate_record(v, jsonb_build_object('campagna_id', n.nuova))).*
    FROM anno_nuovo n JOIN voce v ON v.campagna_id = n.id;
  CREATE TEMP TABLE risposta AS
    SELECT c.*, n.nuova, n.nuovo, md5(c.id::text || n.nuovo)::uuid AS nuovo_id FROM anno_nuovo n JOIN compilazione c ON c.campagna_id = n.id
    WHERE c.edizione = 1;
  INSERT INTO compilazione (ambito_id, id, campagna_id, stato, inviata_il, approvata_il, origine)
    SELECT ambito_id, nuovo_id, nuova, stato, make_date(nuovo + 1, 11, 9), make_date(nuovo + 1, 11, 9), 'DIMOSTRATIVO' FROM risposta;
  INSERT INTO valore (ambito_id, compilazione_id, campagna_id, voce, stato, valore, testo, provenienza, origine)
    SELECT v.ambito_id, r.nuovo_id, r.nuova, v.voce, v.stato, v.valore, v.testo, 'DIMOSTRATIVO', 'DIMOSTRATIVO'
    FROM risposta r JOIN valore v ON v.ambito_id = r.ambito_id AND v.compilazione_id = r.id;`;

/** As the superuser, and with the triggers that ask who writes off: foreign keys and checks are on. */
export async function loadScaleSet(trama, scale = SCALE) {
  for (const [name, tables, text] of [
    ['ambito', TABLES_AMBITO, AMBITO(scale)],
    ['ats', TABLES_ATS, ATS(scale)],
  ]) {
    const triggers = (what) => tables.map((table) => `ALTER TABLE ${table} ${what} TRIGGER USER;`).join(' ');
    await withClient(databaseOf(trama, name), async (client) => {
      await client.query(FUNCTIONS);
      await client.query(`BEGIN; ${triggers('DISABLE')} ${text} ${triggers('ENABLE')} COMMIT; ANALYZE`);
    });
  }
}

/** How many rows there are, to say what was measured. */
export async function sizesOf(trama) {
  const of = (name, tables) =>
    withClient(databaseOf(trama, name), async (client) => {
      const counts = {};
      for (const table of tables) {
        counts[table] = (await client.query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n;
      }
      return counts;
    });
  return { ...(await of('ambito', ['caso', 'persona', 'intervento'])), ...(await of('ats', TABLES_ATS)) };
}
