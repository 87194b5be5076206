import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A child whose case was closed and who was taken up again in the same year, and is there on the first day and on the last, was
 * in neither count of the proposals. The collection asks for minors whose care begins "or begins again", and for those whose
 * care ends: it is once in both, as one person, so that the minors of the end are still those of the beginning, with the new
 * and without the closed. Who is let go for good in the end was there on the first day, so it is only among the closed.
 */
export class MinoriRipresi1795001410000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(counts(BAMBINO, VOCI));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(counts(BAMBINO_DI_PRIMA, VOCI_DI_PRIMA));
  }
}

const CONTABILI = [
  'minori_1_1',
  'minori_nuovi',
  'minori_chiusi',
  'minori_31_12',
  'nuclei_31_12',
  'minori_prevenzione',
  'minori_tutela',
  'passaggi_a_tutela',
  'accessi_spontanei',
  'minori_penale',
  'minori_con_provvedimento',
  'minori_tribunale_minorenni',
  'minori_tribunale_ordinario',
  'provvedimenti_tribunale_minorenni',
  'provvedimenti_tribunale_ordinario',
  'provvedimenti_procura',
  'incarichi_valutazione',
  'limitazioni_incontri',
  'messe_in_protezione',
  'educativa_nuclei',
  'educativa_minori',
  'educativa_ore',
  'educativa_progetti_avviati',
  'educativa_progetti_conclusi',
  'educativa_obiettivo_raggiunto',
  'spazio_neutro_nuclei',
  'spazio_neutro_minori',
  'spazio_neutro_incontri',
  'spazio_neutro_ore',
  'affido_progetti',
  'affido_minori',
  'comunita_minori',
  'comunita_minori_31_12',
  'comunita_giornate',
  'chiusi_positivi',
  'chiusi_maggiore_eta',
  'chiusi_trasferimento',
  'chiusi_altro',
];

const BAMBINO = `
    -- The days on which a child is in charge, in whatever case: a case that follows another without a day between goes on.
    presa AS (
      SELECT persona, range_agg(daterange(aperto_il, chiuso_il, '[)')) AS giorni FROM minore GROUP BY persona),
    -- One row a child: whether it was in charge at the beginning, during and at the end of the year, in whatever case; whether
    -- it was taken up again in between; and, of the last time that it was let go, how.
    bambino AS (
      SELECT m.persona, bool_or(m.all_inizio) AS all_inizio, bool_or(m.nell_anno) AS nell_anno, bool_or(m.alla_fine) AS alla_fine,
             p.volte > 1 AND bool_or(m.all_inizio) AND bool_or(m.alla_fine) AS ripreso,
             (array_agg(m.esito ORDER BY m.chiuso_il DESC) FILTER (WHERE m.nell_anno AND m.chiuso_il <= coalesce(p.ultimo, l.fine)))[1] AS esito
      FROM l CROSS JOIN minore m
      JOIN LATERAL (
        SELECT count(*) FILTER (WHERE g && daterange(l.inizio - 1, l.fine, '[]')) AS volte,
               max(upper(g)) FILTER (WHERE upper(g) BETWEEN l.inizio AND l.fine) AS ultimo
        FROM presa CROSS JOIN unnest(presa.giorni) g WHERE presa.persona = m.persona) p ON true
      GROUP BY m.persona, p.volte, p.ultimo, l.fine),`;
const VOCI = `
        ('minori_nuovi', b.nell_anno AND (b.ripreso OR NOT b.all_inizio) AND m.nell_anno),
        ('minori_chiusi', b.nell_anno AND (b.ripreso OR NOT b.alla_fine) AND m.nell_anno),
        (CASE b.esito WHEN 'OBIETTIVI_RAGGIUNTI' THEN 'chiusi_positivi' WHEN 'MAGGIORE_ETA' THEN 'chiusi_maggiore_eta'
           WHEN 'TRASFERIMENTO' THEN 'chiusi_trasferimento' ELSE 'chiusi_altro' END,
         b.nell_anno AND (b.ripreso OR NOT b.alla_fine) AND m.nell_anno)) v (voce, vero)`;

const BAMBINO_DI_PRIMA = `
    -- One row a child: whether it was in charge at the beginning, during and at the end of the year, in whatever case.
    bambino AS (
      SELECT persona, bool_or(all_inizio) AS all_inizio, bool_or(nell_anno) AS nell_anno, bool_or(alla_fine) AS alla_fine,
             (array_agg(esito ORDER BY chiuso_il DESC NULLS LAST) FILTER (WHERE nell_anno))[1] AS esito
      FROM minore GROUP BY persona),`;
const VOCI_DI_PRIMA = `
        ('minori_nuovi', b.nell_anno AND NOT b.all_inizio AND m.nell_anno),
        ('minori_chiusi', b.nell_anno AND NOT b.alla_fine AND m.nell_anno),
        (CASE b.esito WHEN 'OBIETTIVI_RAGGIUNTI' THEN 'chiusi_positivi' WHEN 'MAGGIORE_ETA' THEN 'chiusi_maggiore_eta'
           WHEN 'TRASFERIMENTO' THEN 'chiusi_trasferimento' ELSE 'chiusi_altro' END,
         b.nell_anno AND NOT b.alla_fine AND m.nell_anno)) v (voce, vero)`;

/** A fact: what it is for, what is counted once (or how much it adds), and the case that it stands in. */
const counts = (bambino: string, voci: string): string => `
  CREATE OR REPLACE FUNCTION trama.conteggi_tutela(anno integer)
    RETURNS TABLE (voce text, valore numeric, casi uuid[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH l AS (
      SELECT trama.ambito() AS ambito, make_date(anno, 1, 1) AS inizio, make_date(anno, 12, 31) AS fine,
             trama.ruolo() = 'SERVIZIO_TUTELA' AS con_i_casi
      WHERE trama.ruolo() IN ('UFFICIO_DI_PIANO', 'SERVIZIO_TUTELA')),
    caso AS (
      SELECT c.id, coalesce(c.nucleo_id, c.id) AS nucleo, c.servizio, c.aperto_il, c.chiuso_il, c.esito, p.da, p.data AS passato,
             c.aperto_il < l.inizio AND (c.chiuso_il IS NULL OR c.chiuso_il >= l.inizio) AS all_inizio,
             c.aperto_il <= l.fine AND (c.chiuso_il IS NULL OR c.chiuso_il >= l.inizio) AS nell_anno,
             c.aperto_il <= l.fine AND (c.chiuso_il IS NULL OR c.chiuso_il > l.fine) AS alla_fine
      FROM l JOIN public.caso c ON c.ambito_id = l.ambito
      LEFT JOIN LATERAL (
        SELECT p.da, p.data FROM public.passaggio_servizio p
        WHERE p.ambito_id = c.ambito_id AND p.caso_id = c.id ORDER BY p.data DESC LIMIT 1) p ON true),
    minore AS (
      SELECT cp.persona_id::text AS persona, c.* FROM l
      JOIN public.caso_persona cp ON cp.ambito_id = l.ambito AND cp.ruolo = 'MINORE'
      JOIN caso c ON c.id = cp.caso_id),
${bambino}
    seguito AS (
      SELECT id, coalesce(da, servizio) AS servizio, aperto_il AS dal, coalesce(passato, chiuso_il) AS al FROM caso
      UNION ALL
      SELECT id, servizio, passato, chiuso_il FROM caso WHERE passato IS NOT NULL),
    misura AS (
      SELECT v.*, v.tipo <> 'PENALE' AND v.autorita <> 'PROCURA_MINORENNI' AS civile,
             v.data BETWEEN l.inizio AND l.fine AS dell_anno,
             v.data <= l.fine AND (v.revocato_il IS NULL OR v.revocato_il > l.fine) AS vigente
      FROM l JOIN public.provvedimento v ON v.ambito_id = l.ambito),
    fatto_per_caso AS (
      SELECT i.*, i.dal <= l.fine AND (i.al IS NULL OR i.al >= l.inizio) AS dell_anno,
             i.dal <= l.fine AND (i.al IS NULL OR i.al > l.fine) AS alla_fine,
             i.dal BETWEEN l.inizio AND l.fine AS avviato, coalesce(i.al BETWEEN l.inizio AND l.fine, false) AS concluso,
             greatest(i.dal, l.inizio) AS primo, least(coalesce(i.al, l.fine), l.fine) AS ultimo
      FROM l JOIN public.intervento i ON i.ambito_id = l.ambito),
    -- Of a thing done for a whole case, its minors.
    fatto_per_minore AS (
      SELECT i.tipo, i.dell_anno, i.alla_fine, i.primo, i.ultimo, m.id, m.nucleo, m.persona FROM fatto_per_caso i
      JOIN minore m ON m.id = i.caso_id AND (i.persona_id IS NULL OR i.persona_id::text = m.persona)),
    fatti (voce, unita, quanto, caso) AS (
      SELECT v.voce, m.persona, NULL::numeric, m.id FROM minore m JOIN bambino b USING (persona)
      CROSS JOIN LATERAL (VALUES
        ('minori_1_1', b.all_inizio AND m.all_inizio),
        ('minori_31_12', b.alla_fine AND m.alla_fine),
${voci}
      WHERE v.vero
      UNION ALL
      SELECT 'nuclei_31_12', nucleo::text, NULL, id FROM minore WHERE alla_fine
      UNION ALL
      SELECT CASE s.servizio WHEN 'TUTELA' THEN 'minori_tutela' ELSE 'minori_prevenzione' END, m.persona, NULL, m.id
      FROM l CROSS JOIN seguito s JOIN minore m ON m.id = s.id
      WHERE s.dal <= l.fine AND (s.al IS NULL OR s.al >= l.inizio)
      UNION ALL
      SELECT 'passaggi_a_tutela', m.persona, NULL, m.id FROM l CROSS JOIN minore m
      WHERE m.servizio = 'TUTELA' AND m.passato BETWEEN l.inizio AND l.fine
      UNION ALL
      SELECT 'accessi_spontanei', c.nucleo::text, NULL, c.id FROM l CROSS JOIN caso c
      WHERE coalesce(c.da, c.servizio) = 'PREVENZIONE_DISAGIO' AND c.aperto_il BETWEEN l.inizio AND l.fine
      UNION ALL
      SELECT v.voce, m.persona, NULL, m.id FROM misura x JOIN minore m ON m.id = x.caso_id
      CROSS JOIN LATERAL (VALUES
        ('minori_con_provvedimento', x.civile AND x.vigente AND m.alla_fine),
        ('minori_tribunale_minorenni', x.civile AND x.vigente AND m.alla_fine AND x.autorita = 'TRIBUNALE_MINORENNI'),
        ('minori_tribunale_ordinario', x.civile AND x.vigente AND m.alla_fine AND x.autorita = 'TRIBUNALE_ORDINARIO'),
        ('minori_penale', x.dell_anno AND x.tipo = 'PENALE'),
        ('messe_in_protezione', x.dell_anno AND x.tipo = 'MESSA_IN_PROTEZIONE')) v (voce, vero)
      WHERE v.vero
      UNION ALL
      SELECT v.voce, x.id::text, NULL, x.caso_id FROM misura x
      CROSS JOIN LATERAL (VALUES
        ('provvedimenti_tribunale_minorenni', x.autorita = 'TRIBUNALE_MINORENNI'),
        ('provvedimenti_tribunale_ordinario', x.autorita = 'TRIBUNALE_ORDINARIO'),
        ('provvedimenti_procura', x.autorita = 'PROCURA_MINORENNI'),
        ('incarichi_valutazione', x.tipo = 'INCARICO_VALUTAZIONE'),
        ('limitazioni_incontri', x.tipo = 'LIMITAZIONE_INCONTRI')) v (voce, vero)
      WHERE x.dell_anno AND v.vero
      UNION ALL
      SELECT v.voce, v.unita, NULL, f.id FROM fatto_per_minore f
      CROSS JOIN LATERAL (VALUES
        ('educativa_nuclei', f.nucleo::text, f.tipo = 'EDUCATIVA_DOMICILIARE' AND f.dell_anno),
        ('educativa_minori', f.persona, f.tipo = 'EDUCATIVA_DOMICILIARE' AND f.dell_anno),
        ('spazio_neutro_nuclei', f.nucleo::text, f.tipo = 'SPAZIO_NEUTRO' AND f.dell_anno),
        ('spazio_neutro_minori', f.persona, f.tipo = 'SPAZIO_NEUTRO' AND f.dell_anno),
        ('affido_minori', f.persona, f.tipo = 'AFFIDO' AND f.alla_fine),
        ('comunita_minori', f.persona, f.tipo = 'COMUNITA' AND f.dell_anno),
        ('comunita_minori_31_12', f.persona, f.tipo = 'COMUNITA' AND f.alla_fine)) v (voce, unita, vero)
      WHERE v.vero
      UNION ALL
      SELECT v.voce, i.id::text, v.quanto, i.caso_id FROM fatto_per_caso i
      CROSS JOIN LATERAL (VALUES
        ('educativa_progetti_avviati', NULL::numeric, i.tipo = 'EDUCATIVA_DOMICILIARE' AND i.avviato),
        ('educativa_progetti_conclusi', NULL, i.tipo = 'EDUCATIVA_DOMICILIARE' AND i.concluso),
        ('educativa_obiettivo_raggiunto', NULL, i.tipo = 'EDUCATIVA_DOMICILIARE' AND i.concluso AND i.obiettivo_raggiunto),
        ('educativa_ore', i.ore, i.tipo = 'EDUCATIVA_DOMICILIARE' AND i.concluso),
        ('spazio_neutro_incontri', i.incontri::numeric, i.tipo = 'SPAZIO_NEUTRO' AND i.concluso),
        ('spazio_neutro_ore', i.ore, i.tipo = 'SPAZIO_NEUTRO' AND i.concluso),
        ('affido_progetti', NULL, i.tipo = 'AFFIDO' AND i.alla_fine)) v (voce, quanto, vero)
      WHERE v.vero
      UNION ALL
      -- A child is in one place a day, however many placements say so.
      SELECT 'comunita_giornate', f.persona || ' ' || g::date, NULL, f.id FROM fatto_per_minore f
      CROSS JOIN LATERAL generate_series(f.primo::timestamp, f.ultimo::timestamp, interval '1 day') g
      WHERE f.tipo = 'COMUNITA' AND f.dell_anno)
    SELECT k.voce, CASE WHEN k.voce = ANY (sommate.voci) THEN sum(f.quanto) ELSE count(DISTINCT f.unita)::numeric END,
           CASE WHEN (SELECT con_i_casi FROM l) THEN array_remove(array_agg(DISTINCT f.caso), NULL) END
    FROM unnest(ARRAY['${CONTABILI.join("', '")}']) AS k (voce) LEFT JOIN fatti f ON f.voce = k.voce
    CROSS JOIN (SELECT ARRAY['educativa_ore', 'spazio_neutro_ore', 'spazio_neutro_incontri'] AS voci) sommate
    -- Who kept no case files here by then has nothing to be told: a zero would be an answer.
    WHERE EXISTS (SELECT FROM caso, l WHERE caso.aperto_il <= l.fine)
    GROUP BY k.voce, sommate.voci
    -- Nor is a sum without its parts: hours are known once a thing is over, and where somebody wrote them.
    HAVING k.voce <> ALL (sommate.voci) OR (count(f.unita) > 0 AND count(f.unita) = count(f.quanto))
    ORDER BY k.voce $$;
`;
