import type { Cubo } from '@trama/publication/cubo';
import { dizionarioContributi } from './contributo.dizionario.js';
import { BisognoPoverta } from './contributo.entity.js';

/**
 * Different people by body, need and year. Nothing in it may be added up, and so it has no total: one person has several
 * needs, and turns to several bodies. Over months and comuni of one body and need people add up, because each is
 * `nuove` once in the year; those figures are the body's alone and are never published. See infra/adr/0032-bodies.md.
 */
export const contributiTerzoSettore: Cubo = {
  nome: 'contributi-terzo-settore',
  dizionario: dizionarioContributi,
  statement: `
    /* contributo.pubblica */
    SELECT 0 AS ambito_id, c.anno, b.bisogno AS codice, c.ente_codice AS ente, sum(b.nuove)::int AS valore,
      (make_date(c.anno, max(c.mese), 1) + interval '1 month - 1 day')::date::text AS data,
      jsonb_build_object('documento', 'Persone incontrate nei centri di ascolto e nella distribuzione di beni',
        'capitolo', e.denominazione, 'pagina', NULL, 'paginaFine', NULL, 'paginaStimata', false) AS fonte,
      CASE WHEN bool_or(c.origine = 'DIMOSTRATIVO') THEN 'DIMOSTRATIVO' WHEN bool_or(c.origine = 'RILEVATO') THEN 'RILEVATO'
        ELSE 'IMPORTATO' END AS origine
    FROM contributo_poverta c
    JOIN contributo_bisogno b ON b.ente_codice = c.ente_codice AND b.contributo_id = c.id
    JOIN ente e ON e.codice = c.ente_codice
    GROUP BY c.ente_codice, e.denominazione, c.anno, b.bisogno`,
  misure: Object.fromEntries(Object.keys(BisognoPoverta).map((bisogno) => [bisogno, { tipo: 'PERSONE' as const }])),
};
