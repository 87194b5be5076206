import { connect } from '@trama/database/connect';
import { type Chiamante, PUBBLICO } from '@trama/kernel/identity';
import { controllaEdizione } from '@trama/publication/controlla';
import { type EsitoPubblicazione, pubblica } from '@trama/publication/pubblica';
import { ascolta, execute } from '@trama/test-kit/database';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import { compilazioneId } from '../../seed/rilevazioni.js';
import { subgraph as ats } from '../subgraph.js';

const coordinamento = operatore(null, 'COORDINAMENTO_UDP', 'coordinamento');
const cabina = operatore(null, 'CABINA_REGIA', 'cabina');
const ufficio = (n: number): Chiamante => operatore(n, 'UFFICIO_DI_PIANO', `udp${n}`);

const CONFRONTO = `query($anno: Int!) { tavoloTutelaMinori { confronto(anno: $anno) { voce { codice calcolata } inVerifica
  totale { inVerifica } copertura { attesi mancanti { numero } }
  perAmbito { ambito { numero } stato valore inVerifica variazione variazioneInVerifica } } } }`;
const APERTI = `query($anno: Int!) { ambiti { numero tutelaMinori(anno: $anno) { minoriInCarico { valore soppresso }
  condizioneMinori { stato inVerifica } condizioneNuclei { stato inVerifica } } } copertura(anno: $anno) { attesi mancanti { numero } } }`;
const DOMANDA = (nome: string, tipo: string) =>
  `mutation($input: ${tipo}!) { ${nome}(input: $input) { domanda { id versione } } }`;
const CAMPAGNA = (nome: string, tipo = 'TransizioneCampagnaInput') =>
  `mutation($input: ${tipo}!) { ${nome}(input: $input) { campagna { id versione compilazioni { id versione destinatario { codice } } } } }`;
const PASSO = (nome: string, tipo = 'TransizioneCompilazioneInput') =>
  `mutation($input: ${tipo}!) { ${nome}(input: $input) { compilazione { id versione stato } } }`;

interface Cella {
  ambito: { numero: number } | null;
  stato: string;
  valore: number | null;
  inVerifica: boolean;
  variazioneInVerifica: boolean;
}
interface Riga {
  voce: { codice: string; calcolata: boolean };
  inVerifica: boolean;
  totale: { inVerifica: boolean };
  copertura: { attesi: number; mancanti: Array<{ numero: number | null }> };
  perAmbito: Cella[];
}
interface Aperti {
  ambiti: Array<{
    numero: number;
    tutelaMinori: {
      minoriInCarico: unknown;
      condizioneMinori: { stato: string; inVerifica: boolean };
      condizioneNuclei: { stato: string; inVerifica: boolean };
    } | null;
  }>;
  copertura: { attesi: number; mancanti: Array<{ numero: number }> };
}
interface Record {
  id: string;
  versione: number;
}

describe('published figures', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ats, { demo: true })));
  afterAll(() => subgraph.stop());

  const chiedi = async <T>(chi: Chiamante | null, query: string, variables: object): Promise<T> => {
    const { data, errors } = await subgraph.ask<T>(chi ?? PUBBLICO, query, { ...variables });
    expect(errors).toEqual([]);
    return data;
  };
  const scrivi = async <T = Record>(chi: Chiamante, mutation: string, nome: string, campo: string, input: object) => {
    const chiave = { chiaveIdempotenza: randomUUID() };
    const data = await chiedi<{ [nome: string]: { [campo: string]: T } }>(chi, mutation, {
      input: { ...chiave, ...input },
    });
    return data[nome]![campo]!;
  };
  const righe = async (chi: Chiamante, anno: number) => {
    const data = await chiedi<{ tavoloTutelaMinori: { confronto: Riga[] } }>(chi, CONFRONTO, { anno });
    return new Map(data.tavoloTutelaMinori.confronto.map((riga) => [riga.voce.codice, riga]));
  };
  const di = (riga: Riga | undefined, n: number) => riga!.perAmbito.find(({ ambito }) => ambito?.numero === n);
  const aperti = (anno: number) => chiedi<Aperti>(null, APERTI, { anno });

  async function pubblicazione(): Promise<EsitoPubblicazione[]> {
    const source = await connect({ url: subgraph.clone.ownerUrl, application: 'prova-pubblica', poolSize: 2 }, []);
    try {
      return await pubblica(source, ats.cubi!, controllaEdizione);
    } finally {
      await source.destroy();
    }
  }
  const celle = (edizioni: EsitoPubblicazione[]) =>
    execute(
      subgraph.clone.ownerUrl,
      `SELECT cubo, ambito_id, anno, codice, valore, soppresso FROM pubblicazione.cella
       WHERE (cubo, edizione) IN (SELECT * FROM unnest($1::text[], $2::int[])) ORDER BY 1, 2, 3, 4`,
      [edizioni.map(({ cubo }) => cubo), edizioni.map(({ edizione }) => edizione)],
    );

  test('say that they are being verified, wherever they go, until the question is closed; and no number changes', async () => {
    const prima = await pubblicazione();
    const domanda = await scrivi(coordinamento, DOMANDA('apriDomanda', 'ApriDomandaInput'), 'apriDomanda', 'domanda', {
      compilazione: compilazioneId(5, 2020),
      voce: 'minori_31_12',
      testo: 'Anche i maggiorenni in prosieguo?',
    });
    expect((await righe(cabina, 2020)).get('minori_31_12')!.inVerifica).toBe(false); // not published again yet
    const conDomanda = await pubblicazione();
    expect(conDomanda.filter(({ nuova }) => nuova).map(({ cubo }) => cubo)).toEqual(['dati-annuali', 'tutela-minori']);
    expect(await celle(conDomanda)).toEqual(await celle(prima));

    for (const chi of [cabina, coordinamento, ufficio(1), ufficio(5)]) {
      const tutte = await righe(chi, 2020);
      const riga = tutte.get('minori_31_12');
      expect([riga!.inVerifica, riga!.totale.inVerifica]).toEqual([true, true]);
      expect([di(riga, 5)!.inVerifica, di(riga, 1)!.inVerifica]).toEqual([true, false]);
      expect(tutte.get('nuclei_31_12')).toMatchObject({ inVerifica: false, totale: { inVerifica: false } });
      // The change of the next year is made of it, its figure is not.
      expect(di((await righe(chi, 2021)).get('minori_31_12'), 5)).toMatchObject({
        inVerifica: false,
        variazioneInVerifica: true,
      });
    }
    const tutela = (await aperti(2020)).ambiti.map(({ numero, tutelaMinori }) => [
      numero,
      tutelaMinori!.condizioneMinori.inVerifica,
      tutelaMinori!.condizioneNuclei.inVerifica,
    ]);
    expect(tutela.filter(([, minori, nuclei]) => minori || nuclei)).toEqual([[5, true, false]]);

    await scrivi(coordinamento, DOMANDA('chiudiDomanda', 'RispondiDomandaInput'), 'chiudiDomanda', 'domanda', {
      domanda: domanda.id,
      versione: domanda.versione,
      testo: 'Grazie',
    });
    const dopo = await pubblicazione();
    expect(await celle(dopo)).toEqual(await celle(prima));
    expect((await righe(cabina, 2020)).get('minori_31_12')).toMatchObject({
      inVerifica: false,
      totale: { inVerifica: false },
    });
    expect((await aperti(2020)).ambiti.some(({ tutelaMinori }) => tutelaMinori!.condizioneMinori.inVerifica)).toBe(
      false,
    );
    expect((await pubblicazione()).some(({ nuova }) => nuova)).toBe(false);
  });

  test('of poverty say so too, and only of the ambito and year that is asked about', async () => {
    await scrivi(coordinamento, DOMANDA('apriDomanda', 'ApriDomandaInput'), 'apriDomanda', 'domanda', {
      compilazione: compilazioneId(5, 2020, 'poverta'),
      voce: 'rdc_beneficiari',
      testo: 'Anche chi ha smesso di riceverla?',
    });
    await pubblicazione();
    const POVERTA = `query($anno: Int!) { ambiti { numero poverta(anno: $anno) { beneficiari { valore soppresso } condizioneBeneficiari { stato inVerifica } } } }`;
    const condizioni = async (anno: number) => {
      const { ambiti } = await chiedi<{
        ambiti: Array<{
          numero: number;
          poverta: { condizioneBeneficiari: { stato: string; inVerifica: boolean } } | null;
        }>;
      }>(null, POVERTA, { anno });
      return ambiti.flatMap(({ numero, poverta }) => (poverta ? [{ numero, ...poverta.condizioneBeneficiari }] : []));
    };
    const del2020 = await condizioni(2020);
    expect(del2020.length).toBeGreaterThan(8);
    expect(del2020.filter(({ inVerifica }) => inVerifica)).toEqual([{ numero: 5, stato: 'VALORE', inVerifica: true }]);
    expect((await condizioni(2021)).filter(({ inVerifica }) => inVerifica)).toEqual([]);
  });

  test('of a calculated voce are being verified with what they are calculated from, and it alone', async () => {
    await scrivi(coordinamento, DOMANDA('apriDomanda', 'ApriDomandaInput'), 'apriDomanda', 'domanda', {
      compilazione: compilazioneId(4, 2020),
      voce: 'minori_prevenzione',
      testo: 'Da quali servizi?',
    });
    const inVerifica = [...(await righe(coordinamento, 2020)).values()].filter((riga) => riga.inVerifica);
    const calcolate = inVerifica.filter(({ voce }) => voce.calcolata);
    expect(inVerifica.map(({ voce }) => voce.codice)).toContain('minori_prevenzione');
    expect(calcolate.map(({ voce }) => voce.codice)).toContain('minori_seguiti');
    expect(calcolate.every(({ totale }) => totale.inVerifica)).toBe(true);
    const VALORI = `query($id: ID!) { compilazione(id: $id) { valori { voce { codice } inVerifica } } }`;
    const { compilazione } = await chiedi<{
      compilazione: { valori: Array<{ voce: { codice: string }; inVerifica: boolean }> };
    }>(ufficio(4), VALORI, { id: compilazioneId(4, 2020) });
    const proprie = compilazione.valori.filter((valore) => valore.inVerifica).map(({ voce }) => voce.codice);
    expect(proprie.sort()).toEqual(expect.arrayContaining(calcolate.map(({ voce }) => voce.codice)));
    expect(proprie).not.toContain('nuclei_31_12');
  });

  test('that are in a total over all years say so there', async () => {
    const NUCLEI = '{ tavoloTutelaMinori { nucleiSuPiuAmbiti { valore } nucleiSuPiuAmbitiInVerifica } }';
    const leggi = async () =>
      (
        await chiedi<{
          tavoloTutelaMinori: { nucleiSuPiuAmbiti: { valore: number }; nucleiSuPiuAmbitiInVerifica: boolean };
        }>(coordinamento, NUCLEI, {})
      ).tavoloTutelaMinori;
    const prima = await leggi();
    expect([prima.nucleiSuPiuAmbiti.valore > 0, prima.nucleiSuPiuAmbitiInVerifica]).toEqual([true, false]);
    await scrivi(coordinamento, DOMANDA('apriDomanda', 'ApriDomandaInput'), 'apriDomanda', 'domanda', {
      compilazione: compilazioneId(5, 2021),
      voce: 'nuclei_su_piu_ambiti',
      testo: 'Con quali ambiti?',
    });
    expect(await leggi()).toEqual({ ...prima, nucleiSuPiuAmbitiInVerifica: true });
  });

  test('tell who owes nothing, and what is not owed, from what is missing', async () => {
    const [obbligo] = (
      await chiedi<{ obblighi: Array<Record & { destinatario: { codice: string } }> }>(
        coordinamento,
        '{ obblighi(rilevazione: "tutela-minori") { id versione destinatario { codice } } }',
        {},
      )
    ).obblighi.filter(({ destinatario }) => destinatario.codice === 'AMBITO_12');
    const TERMINA = `mutation($input: TerminaObbligoInput!) { terminaObbligo(input: $input) { obbligo { id versione } } }`;
    await scrivi(coordinamento, TERMINA, 'terminaObbligo', 'obbligo', {
      obbligo: obbligo!.id,
      versione: obbligo!.versione,
      al: '2022-12-31',
    });
    const campagna = await scrivi<Record & { compilazioni: Array<Record & { destinatario: { codice: string } }> }>(
      coordinamento,
      CAMPAGNA('apriCampagna', 'ApriCampagnaInput'),
      'apriCampagna',
      'campagna',
      {
        rilevazione: 'tutela-minori',
        anno: 2023,
        scadenza: '2099-12-31',
      },
    );
    const chiesta = campagna.compilazioni.find(({ destinatario }) => destinatario.codice === 'AMBITO_4')!;
    const salva = PASSO('salvaCompilazione', 'SalvaCompilazioneInput');
    let { id, versione } = await scrivi(ufficio(4), salva, 'salvaCompilazione', 'compilazione', {
      compilazione: chiesta.id,
      versione: chiesta.versione,
      valori: [
        { voce: 'minori_31_12', valore: 100 },
        { voce: 'nuclei_31_12', valore: 60 },
        { voce: 'minori_prevenzione', valore: 50 },
        { voce: 'minori_tutela', valore: 60 },
        { voce: 'affido_minori', stato: 'NON_DOVUTO', nota: 'Li conta il servizio affidi sovra-ambito' },
      ],
    });
    for (const [chi, nome] of [
      [ufficio(4), 'inviaCompilazione'],
      [coordinamento, 'approvaCompilazione'],
    ] as const) {
      ({ id, versione } = await scrivi(chi, PASSO(nome), nome, 'compilazione', { compilazione: id, versione }));
    }
    const annunci = await ascolta(subgraph.clone.ownerUrl, 'trama_pubblicazione');
    let vista: Record = campagna;
    for (const nome of ['chiudiCampagna', 'pubblicaCampagna']) {
      vista = await scrivi(coordinamento, CAMPAGNA(nome), nome, 'campagna', {
        campagna: vista.id,
        versione: vista.versione,
      });
    }
    // Said by the database itself, so that nobody has to remember to publish.
    expect(await annunci()).toBe(1);
    await pubblicazione();

    const affido = (await righe(cabina, 2023)).get('affido_minori');
    expect([di(affido, 4)!.stato, di(affido, 5)!.stato, di(affido, 12)]).toEqual([
      'NON_DOVUTO',
      'NON_PERVENUTO',
      undefined,
    ]);
    expect(affido!.copertura.attesi).toBe(12);
    expect(affido!.copertura.mancanti.map(({ numero }) => numero)).not.toContain(4);

    const { ambiti, copertura } = await aperti(2023);
    const tutela = new Map(ambiti.map(({ numero, tutelaMinori }) => [numero, tutelaMinori]));
    expect(tutela.get(4)).toMatchObject({ condizioneMinori: { stato: 'VALORE', inVerifica: false } });
    expect(tutela.get(5)).toBeNull();
    expect(tutela.get(12)).toEqual({
      minoriInCarico: { valore: null, soppresso: false },
      condizioneMinori: { stato: 'NON_DOVUTO', inVerifica: false },
      condizioneNuclei: { stato: 'NON_DOVUTO', inVerifica: false },
    });
    expect(copertura.attesi).toBe(11);
    expect(copertura.mancanti.map(({ numero }) => numero)).toEqual([1, 2, 3, 5, 6, 7, 8, 9, 10, 11]);
  });
});
