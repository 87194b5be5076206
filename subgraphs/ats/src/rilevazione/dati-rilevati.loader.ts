/**
 * The newest approved edition of each answer, as a sub-select. Chosen before its values are looked at: a figure that it
 * took back is not to be found in an older one.
 */
export const ULTIME_APPROVATE = `(
    SELECT DISTINCT ON (campagna_id, ambito_id) * FROM compilazione WHERE stato = 'APPROVATA'
    ORDER BY campagna_id, ambito_id, edizione DESC)`;

/** Which voce of the collection on child protection is which yearly figure of an ambito. */
const VOCI = { minori_31_12: 'TUTELA_MINORI_IN_CARICO', nuclei_31_12: 'TUTELA_NUCLEI_IN_CARICO' } as const;

/**
 * Yearly figures of the ambiti that a collection asks, from the newest approved edition of each answer: ambito_id, anno,
 * codice, valore, data, nota, fonte, origine, and whether the campaign was published. A sub-select, under the wall of
 * whoever runs it.
 */
export const DATI_RILEVATI = `
  SELECT c.ambito_id, k.anno,
    CASE v.voce ${Object.entries(VOCI)
      .map(([voce, codice]) => `WHEN '${voce}' THEN '${codice}'`)
      .join(' ')} END AS codice,
    coalesce(v.valore, 0)::int AS valore, make_date(k.anno, 12, 31)::text AS data, v.nota,
    coalesce(v.fonte, jsonb_build_object('documento', 'Rilevazione ' || k.rilevazione || ' ' || k.anno, 'capitolo', d.nome,
      'pagina', NULL, 'paginaFine', NULL, 'paginaStimata', false)) AS fonte,
    v.origine, k.stato = 'PUBBLICATA' AS pubblicata
  FROM campagna k JOIN ${ULTIME_APPROVATE} c ON c.campagna_id = k.id
  JOIN destinatario d ON d.ambito_id = c.ambito_id AND d.interno
  JOIN valore v ON v.ambito_id = c.ambito_id AND v.compilazione_id = c.id
  WHERE k.rilevazione = 'tutela-minori' AND v.stato IN ('VALORE', 'ZERO')
    AND v.voce IN (${Object.keys(VOCI)
      .map((voce) => `'${voce}'`)
      .join(', ')})`;
