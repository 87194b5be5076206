import { GraphUnderTest } from '@trama/test-kit/graph';
import { randomUUID } from 'node:crypto';

const PROPOSTE = `query($id: ID!) { compilazione(id: $id) { versione proposte { voce valore come } } }`;
const CON_CASI = `query($id: ID!) { compilazione(id: $id) { proposte { voce valore casi { codice servizio } } } }`;

interface Proposta {
  voce: string;
  valore: number;
  come: string;
  casi: Array<{ codice: string; servizio: string }>;
}

interface Confronto {
  voce: { codice: string };
  scritto: { valore: number; provenienza: string } | null;
  proposto: number | null;
  differenza: number | null;
  superato: boolean;
}

/** Counts that somebody else would make by hand, on the rows themselves. */
const A_MANO: Readonly<Record<string, string>> = {
  minori_31_12: `SELECT count(DISTINCT cp.persona_id) FROM caso c JOIN caso_persona cp ON cp.ambito_id = c.ambito_id AND cp.caso_id = c.id
    WHERE c.ambito_id = 4 AND cp.ruolo = 'MINORE' AND c.aperto_il <= '2021-12-31' AND coalesce(c.chiuso_il, '2099-01-01') > '2021-12-31'`,
  nuclei_31_12: `SELECT count(DISTINCT coalesce(nucleo_id, id)) FROM caso
    WHERE ambito_id = 4 AND id IN (SELECT caso_id FROM caso_persona WHERE ruolo = 'MINORE') AND aperto_il <= '2021-12-31' AND coalesce(chiuso_il, '2099-01-01') > '2021-12-31'`,
  provvedimenti_tribunale_minorenni: `SELECT count(*) FROM provvedimento
    WHERE ambito_id = 4 AND autorita = 'TRIBUNALE_MINORENNI' AND data BETWEEN '2021-01-01' AND '2021-12-31'`,
  educativa_progetti_avviati: `SELECT count(*) FROM intervento
    WHERE ambito_id = 4 AND tipo = 'EDUCATIVA_DOMICILIARE' AND dal BETWEEN '2021-01-01' AND '2021-12-31'`,
};

describe('what case files propose for a collection', () => {
  let graph: GraphUnderTest;
  let id: string;

  beforeAll(async () => {
    graph = await GraphUnderTest.start({ demo: true });
    const rows = await graph.rows<{ id: string }>(
      'ats',
      `SELECT c.id FROM compilazione c JOIN campagna k ON k.id = c.campagna_id WHERE c.ambito_id = 4 AND k.anno = 2021`,
    );
    id = rows[0]!.id;
  }, 60_000);
  afterAll(() => graph.stop());

  const proposte = async (chi: 'udp4' | 'tutela4', query = PROPOSTE) => {
    const { data, errors } = await graph.ask<{ compilazione: { versione: number; proposte: Proposta[] } }>(
      query,
      { id },
      chi,
    );
    expect(errors).toEqual([]);
    return data.compilazione.proposte;
  };

  test.each(Object.entries(A_MANO))('of %s is what one counts by hand', async (voce, statement) => {
    const [row] = await graph.rows<{ count: string }>('ambito', statement);
    expect((await proposte('udp4')).find((proposta) => proposta.voce === voce)!.valore).toBe(Number(row!.count));
  });

  test('keeps the sums that the collection checks, and says how each was counted', async () => {
    const tutte = await proposte('udp4');
    const di = Object.fromEntries(tutte.map(({ voce, valore }) => [voce, valore])) as Record<string, number>;
    expect(di.minori_31_12).toBeGreaterThan(0);
    expect(di.minori_31_12).toBe(di.minori_1_1! + di.minori_nuovi! - di.minori_chiusi!);
    expect(di.minori_chiusi).toBe(
      di.chiusi_positivi! + di.chiusi_maggiore_eta! + di.chiusi_trasferimento! + di.chiusi_altro!,
    );
    expect(tutte.every(({ come }) => come.length > 10)).toBe(true);
    expect(tutte.length).toBeGreaterThan(34);
  });

  test('opens to the files for the service that follows them, as far as it follows them', async () => {
    const [proposta] = (await proposte('tutela4', CON_CASI)).filter(({ voce }) => voce === 'minori_31_12');
    expect(proposta!.casi.length).toBeGreaterThan(0);
    expect(proposta!.casi.length).toBeLessThan(proposta!.valore);
    expect(proposta!.casi.every(({ codice, servizio }) => codice.startsWith('04-C-') && servizio === 'TUTELA')).toBe(
      true,
    );
    const ufficio = await graph.ask(CON_CASI, { id }, 'udp4');
    expect([ufficio.status, ufficio.data]).toEqual([403, undefined]);
  });

  test('is counted again one by one, for the service with its cases, for the office without, for a neighbour not at all', async () => {
    const RICALCOLA = `query($id: ID!) { compilazione(id: $id) { minori: ricalcola(voce: "minori_31_12") { valore come contataIl }
      nuclei: ricalcola(voce: "nuclei_31_12") { valore } ignota: ricalcola(voce: "eta_media") { valore } } }`;
    interface Ricalcolate {
      compilazione: Record<'minori' | 'nuclei' | 'ignota', { valore: number; come: string; contataIl: string } | null>;
    }
    const prima = Date.now();
    const { data, errors } = await graph.ask<Ricalcolate>(RICALCOLA, { id }, 'udp4');
    expect(errors).toEqual([]);
    const { minori, nuclei, ignota } = data.compilazione;
    const tutte = await proposte('udp4');
    const di = (voce: string) => tutte.find((proposta) => proposta.voce === voce)!;
    expect([minori!.valore, minori!.come, nuclei!.valore, ignota]).toEqual([
      di('minori_31_12').valore,
      di('minori_31_12').come,
      di('nuclei_31_12').valore,
      null,
    ]);
    expect(Date.parse(minori!.contataIl)).toBeGreaterThanOrEqual(prima - 1_000);
    const CASI = `query($id: ID!) { compilazione(id: $id) { ricalcola(voce: "minori_31_12") { valore casi { codice } } } }`;
    const conCasi = async (chi: 'tutela4' | 'udp4') => {
      const risposta = await graph.ask<{ compilazione: { ricalcola: Proposta } }>(CASI, { id }, chi);
      return [risposta.status, risposta.data?.compilazione.ricalcola.casi.length];
    };
    const [stato, casi] = await conCasi('tutela4');
    expect([stato, Number(casi) > 0]).toEqual([200, true]);
    expect(await conCasi('udp4')).toEqual([403, undefined]);
    const vicino = await graph.ask<{ compilazione: unknown }>(RICALCOLA, { id }, 'udp1');
    expect(vicino.data.compilazione).toBeNull();
  });

  test('are accepted in one step, with where they come from', async () => {
    const APRI = `mutation($input: ApriCampagnaInput!) { apriCampagna(input: $input) { campagna { compilazioni { id versione luogo } } } }`;
    const aperta = {
      rilevazione: 'tutela-minori',
      anno: 2023,
      scadenza: '2099-12-31',
      chiaveIdempotenza: randomUUID(),
    };
    const { data } = await graph.ask<{
      apriCampagna: { campagna: { compilazioni: Array<{ id: string; versione: number; luogo: number }> } };
    }>(APRI, { input: aperta }, 'coordinamento');
    const mia = data.apriCampagna.campagna.compilazioni.find(({ luogo }) => luogo === 4)!;
    const letta = await graph.ask<{ compilazione: { proposte: Proposta[] } }>(PROPOSTE, { id: mia.id }, 'udp4');
    const ACCETTA = `mutation($input: AccettaProposteInput!) { accettaProposte(input: $input) { compilazione { valori { voce { codice } valore provenienza } } } }`;
    const input = {
      chiaveIdempotenza: randomUUID(),
      compilazione: mia.id,
      versione: mia.versione,
      proposte: letta.data.compilazione.proposte.map(({ voce, valore }) => ({ voce, valore })),
    };
    const accettata = await graph.ask<{
      accettaProposte: {
        compilazione: { valori: Array<{ voce: { codice: string }; valore: number; provenienza: string | null }> };
      };
    }>(ACCETTA, { input }, 'udp4');
    expect(accettata.errors).toEqual([]);
    const CONFRONTO = `query($id: ID!) { compilazione(id: $id) { versione confrontoProposte {
      voce { codice } scritto { valore provenienza } proposto differenza superato } } }`;
    const confronto = async () => {
      const risposta = await graph.ask<{ compilazione: { versione: number; confrontoProposte: Confronto[] } }>(
        CONFRONTO,
        { id: mia.id },
        'udp4',
      );
      expect(risposta.errors).toEqual([]);
      return risposta.data.compilazione;
    };
    const uguali = await confronto();
    expect(uguali.confrontoProposte).toHaveLength(input.proposte.length);
    expect(uguali.confrontoProposte.every(({ differenza, superato }) => differenza === 0 && !superato)).toBe(true);

    // A case is closed as if it had never been; the answer stays as it was accepted, and says that it is behind.
    await graph.rows(
      'ambito',
      `UPDATE caso SET stato = 'CHIUSO', chiuso_il = aperto_il WHERE ambito_id = 4 AND stato = 'APERTO'
       AND id = (SELECT min(c.id::text)::uuid FROM caso c JOIN caso_persona p ON p.caso_id = c.id AND p.ruolo = 'MINORE'
                 WHERE c.ambito_id = 4 AND c.stato = 'APERTO' AND c.aperto_il < '2023-01-01') RETURNING id`,
    );
    const dopo = (await confronto()).confrontoProposte.filter(({ superato }) => superato);
    const minori = dopo.find(({ voce }) => voce.codice === 'minori_31_12')!;
    expect(minori.differenza).toBeLessThan(0);
    expect(minori.scritto).toMatchObject({
      provenienza: 'PRECOMPILATO',
      valore: minori.proposto! - minori.differenza!,
    });
    const tutela = await graph.ask<{ compilazione: { confrontoProposte: Confronto[] } }>(
      CONFRONTO,
      { id: mia.id },
      'tutela4',
    );
    expect([tutela.errors, tutela.data.compilazione.confrontoProposte]).toEqual([[], []]); // a BOZZA is the office's

    const inventata = {
      ...input,
      chiaveIdempotenza: randomUUID(),
      versione: 2,
      proposte: [{ voce: 'eta_media', valore: 3 }],
    };
    const rifiutata = await graph.ask(ACCETTA, { input: inventata }, 'udp4');
    expect(rifiutata.errors.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'INPUT_NON_VALIDO', voci: ['eta_media'] },
    ]);
    const scritti = accettata.data.accettaProposte.compilazione.valori.filter(({ provenienza }) => provenienza);
    expect(new Set(scritti.map(({ provenienza }) => provenienza))).toEqual(new Set(['PRECOMPILATO']));
    expect(scritti).toHaveLength(input.proposte.length);
  });
});

const APRI = `mutation($input: ApriCampagnaInput!) { apriCampagna(input: $input) { campagna { compilazioni { id destinatario { codice } } } } }`;
const AFFIDO = `query($id: ID!) { compilazione(id: $id) { versione proposte { voce valore } proposteBanca { voce valore come }
  confrontoProposte { voce { codice } proposto scritto { valore } superato } } }`;
const LEGAMI = `mutation($input: SalvaLegamiInput!) { salvaLegamiPerCrescere(input: $input) { legami { versione } } }`;
const ACCETTA_TUTTE = `mutation($input: AccettaProposteInput!) { accettaProposte(input: $input) { compilazione { violazioni { regola voce } } } }`;

/** On the rows themselves, as somebody else would count the placements that the Piano speaks of. */
const AFFIDI_A_MANO = `SELECT count(*)::int AS affidi, count(*) FILTER (WHERE inizio < date_trunc('year', now()))::int AS gia
  FROM abbinamento WHERE richiesta_ambito = 4 AND stato = 'IN_ESSERE'`;

interface Affido {
  versione: number;
  proposte: Proposta[];
  proposteBanca: Proposta[];
  confrontoProposte: Confronto[];
}

describe('what the bank of foster families proposes for the collection on fostering', () => {
  const anno = new Date().getFullYear();
  let graph: GraphUnderTest;
  let id: string;
  beforeAll(async () => {
    graph = await GraphUnderTest.start({ demo: true });
    const input = { chiaveIdempotenza: randomUUID(), rilevazione: 'affido', anno, scadenza: '2099-12-31' };
    interface Aperta {
      apriCampagna: { campagna: { compilazioni: Array<{ id: string; destinatario: { codice: string } }> } };
    }
    const { data, errors } = await graph.ask<Aperta>(APRI, { input }, 'coordinamento');
    expect(errors).toEqual([]);
    id = data.apriCampagna.campagna.compilazioni.find(({ destinatario }) => destinatario.codice === 'AMBITO_4')!.id;
  }, 60_000);
  afterAll(() => graph.stop());

  const leggi = async (chi: 'udp4' | 'udp1') => {
    const { data, errors } = await graph.ask<{ compilazione: Affido | null }>(AFFIDO, { id }, chi);
    expect(errors).toEqual([]);
    return data.compilazione;
  };

  test('of ambito 4 is the twenty-one placements that the plan tells of, and all that follows from them', async () => {
    const [mano] = await graph.rows<{ affidi: number; gia: number }>('ats', AFFIDI_A_MANO);
    expect(mano!.affidi).toBe(21);
    const { proposteBanca } = (await leggi('udp4'))!;
    const di = Object.fromEntries(proposteBanca.map(({ voce, valore }) => [voce, valore])) as Record<string, number>;
    expect(di.affidi_31_12).toBeGreaterThanOrEqual(21);
    expect(di.affidi_31_12).toBe(di.affidi_1_1! + di.affidi_avviati! - di.affidi_conclusi!);
    expect(di.famiglie_31_12).toBeGreaterThan(0);
    expect(di.minori_in_attesa_31_12).toBeGreaterThan(0);
  });

  test('stands beside what the fostering service wrote, and is accepted with it, no rule broken', async () => {
    const conteggi = {
      ...{ antenne: 6, famiglieContattate: 70, associazioniContattate: 31, incontriInformativi: 9 },
      ...{ partecipantiInformativi: 140, incontriFormativi: 4, partecipantiFormativi: 38, gruppiSostegno: 2 },
      ...{ partecipantiGruppi: 15, incontriAntenne: 11, incontriServizi: 6, minoriCandidati: 27, progettiAttivati: 19 },
    };
    const legami = { chiaveIdempotenza: randomUUID(), anno, versione: 0, conteggi };
    expect((await graph.ask(LEGAMI, { input: legami }, 'affidi4')).errors).toEqual([]);
    const { versione, proposte, proposteBanca } = (await leggi('udp4'))!;
    expect(proposte.map(({ voce }) => voce)).toContain('famiglie_contattate');
    const tutte = [...proposte, ...proposteBanca].map(({ voce, valore }) => ({ voce, valore }));
    const input = { chiaveIdempotenza: randomUUID(), compilazione: id, versione, proposte: tutte };
    const { data, errors } = await graph.ask<{ accettaProposte: { compilazione: { violazioni: unknown[] } } }>(
      ACCETTA_TUTTE,
      { input },
      'udp4',
    );
    expect(errors).toEqual([]);
    expect(data.accettaProposte.compilazione.violazioni).toEqual([]);
    const { confrontoProposte } = (await leggi('udp4'))!;
    expect(confrontoProposte).toHaveLength(tutte.length);
    expect(
      confrontoProposte.every(({ superato, proposto, scritto }) => !superato && scritto!.valore === proposto),
    ).toBe(true);
  });

  test('is of its own ambito: another office reads neither the answer nor a count of it', async () => {
    const altra = await leggi('udp1');
    expect([altra?.proposte ?? [], altra?.proposteBanca ?? []]).toEqual([[], []]);
  });
});
