/**
 * The newest approved edition of each answer, as a sub-select. Chosen before its values are looked at: a figure that it
 * took back is not to be found in an older one.
 */
export const ULTIME_APPROVATE = `(
    SELECT DISTINCT ON (campagna_id, ambito_id) * FROM compilazione WHERE stato = 'APPROVATA'
    ORDER BY campagna_id, ambito_id, edizione DESC)`;

/**
 * Whether a question on the figure is open, also one on an earlier edition: a correction does not answer it, the
 * coordination does. An expression on a row `v` of `valore`.
 */
export const IN_VERIFICA = `EXISTS (
    SELECT FROM domanda q JOIN compilazione e ON e.ambito_id = q.ambito_id AND e.id = q.compilazione_id
    WHERE q.ambito_id = v.ambito_id AND e.campagna_id = v.campagna_id AND q.voce = v.voce AND q.stato = 'APERTA')`;

const FONTE = `jsonb_build_object('documento', 'Rilevazione ' || k.rilevazione || ' ' || k.anno, 'capitolo', d.nome,
      'pagina', NULL, 'paginaFine', NULL, 'paginaStimata', false)`;

/**
 * What to know of the figures of the published campaigns of every collection: which are being verified, and which are not there
 * because they are not owed or mean nothing. Who owes nothing for the year is told of every voce. A sub-select: rilevazione,
 * ambito_id, interno, anno, voce, avviso, data, fonte, origine.
 */
export const AVVISI_RILEVATI = `
  SELECT k.rilevazione, v.ambito_id, d.interno, k.anno, v.voce, a.avviso, (c.inviata_il AT TIME ZONE 'Europe/Rome')::date::text AS data,
    ${FONTE} AS fonte, v.origine
  FROM campagna k JOIN ${ULTIME_APPROVATE} c ON c.campagna_id = k.id
  JOIN destinatario d ON d.ambito_id = c.ambito_id
  JOIN valore v ON v.ambito_id = c.ambito_id AND v.compilazione_id = c.id
  CROSS JOIN LATERAL (
    SELECT v.stato AS avviso WHERE v.stato IN ('NON_DOVUTO', 'NON_APPLICABILE')
    UNION ALL SELECT 'IN_VERIFICA' WHERE ${IN_VERIFICA}) a
  WHERE k.stato = 'PUBBLICATA'
  UNION ALL
  SELECT k.rilevazione, d.ambito_id, d.interno, k.anno, u.codice, 'NON_DOVUTO', make_date(k.anno, 12, 31)::text, ${FONTE}, k.origine
  FROM campagna k JOIN voce u ON u.campagna_id = k.id CROSS JOIN destinatario d
  WHERE k.stato = 'PUBBLICATA'
    AND NOT EXISTS (SELECT FROM obbligo o WHERE o.rilevazione = k.rilevazione AND o.ambito_id = d.ambito_id
                    AND make_date(k.anno, 12, 31) BETWEEN o.dal AND coalesce(o.al, 'infinity'))
    AND NOT EXISTS (SELECT FROM compilazione c WHERE c.campagna_id = k.id AND c.ambito_id = d.ambito_id
                    AND c.stato = 'APPROVATA')`;

/**
 * The figures of the published campaigns of a collection, from the newest approved edition of each answer, as a cube takes
 * them: ambito_id, anno, codice, valore, data, fonte, origine. Dated by the day on which the answer was sent.
 */
export const figurePubblicabili = (rilevazione: string): string => `
  SELECT c.ambito_id, k.anno, v.voce AS codice,
    coalesce(v.valore, 0)::int AS valore, (c.inviata_il AT TIME ZONE 'Europe/Rome')::date::text AS data,
    coalesce(v.fonte, ${FONTE}) AS fonte, v.origine
  FROM campagna k JOIN ${ULTIME_APPROVATE} c ON c.campagna_id = k.id
  JOIN destinatario d ON d.ambito_id = c.ambito_id
  JOIN valore v ON v.ambito_id = c.ambito_id AND v.compilazione_id = c.id
  WHERE k.rilevazione = '${rilevazione}' AND k.stato = 'PUBBLICATA' AND v.stato IN ('VALORE', 'ZERO')`;

/** Which voce of which collection is which yearly figure of an ambito. */
const VOCI = [
  ['tutela-minori', 'minori_31_12', 'TUTELA_MINORI_IN_CARICO'],
  ['tutela-minori', 'nuclei_31_12', 'TUTELA_NUCLEI_IN_CARICO'],
  ['poverta', 'rdc_beneficiari', 'POVERTA_BENEFICIARI'],
] as const;
const CODICI = `(VALUES ${VOCI.map((riga) => `('${riga.join("', '")}')`).join(', ')}) m (rilevazione, voce, codice)`;

/**
 * Yearly figures of the ambiti that a collection asks, from the newest approved edition of each answer: ambito_id, anno,
 * codice, valore, data, nota, fonte, origine, whether the campaign was published and whether a question is open. What was
 * sent before the year was over speaks of the day on which it was sent. A sub-select, under the wall of whoever runs it.
 */
export const DATI_RILEVATI = `
  SELECT c.ambito_id, k.anno, m.codice, coalesce(v.valore, 0)::int AS valore,
    least(make_date(k.anno, 12, 31), (c.inviata_il AT TIME ZONE 'Europe/Rome')::date)::text AS data, v.nota,
    coalesce(v.fonte, ${FONTE}) AS fonte, v.origine, k.stato = 'PUBBLICATA' AS pubblicata, ${IN_VERIFICA} AS in_verifica
  FROM campagna k JOIN ${ULTIME_APPROVATE} c ON c.campagna_id = k.id
  JOIN destinatario d ON d.ambito_id = c.ambito_id AND d.interno
  JOIN valore v ON v.ambito_id = c.ambito_id AND v.compilazione_id = c.id
  JOIN ${CODICI} ON m.rilevazione = k.rilevazione AND m.voce = v.voce
  WHERE v.stato IN ('VALORE', 'ZERO')`;

/** The same remarks by the yearly figure that they are about, of ambiti of this ATS. */
export const AVVISI_DATI_RILEVATI = `
  SELECT v.ambito_id, v.anno, m.codice, v.avviso, v.data, v.fonte, v.origine
  FROM (${AVVISI_RILEVATI}) v JOIN ${CODICI} ON m.rilevazione = v.rilevazione AND m.voce = v.voce WHERE v.interno`;
