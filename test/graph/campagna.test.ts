import { answerOf, type Answer } from '@trama/test-kit/answer';
import { GraphUnderTest } from '@trama/test-kit/graph';
import { operation } from '@trama/test-kit/operations';
import { randomUUID } from 'node:crypto';

const TAVOLO = operation('04-tavolo-tutela-minori');
const ANNO = 2022;
const DESTINATARI = Array.from({ length: 13 }, (_, i) => i + 1);

interface Compilazione {
  id: string;
  versione: number;
  stato: string;
}
interface Passo {
  compilazione: Compilazione & {
    valori: Array<{ voce: { codice: string }; valore: number | null; provenienza: string }>;
  };
  violazioni: Array<{ regola: string; voce: string; messaggio: string; gravita: string }>;
}
interface Tavolo {
  tavoloTutelaMinori: {
    campagna: {
      id: string;
      stato: string;
      copertura: {
        attesi: number;
        pervenuti: number;
        mancanti: Array<{ nome: string }>;
        dimostrativo: boolean;
      };
      compilazioni: Array<Compilazione & { destinatario: { nome: string; ambito: { numero: number } | null } }>;
    };
    confronto: Array<{
      voce: { codice: string };
      perAmbito: Array<{ ambito: { numero: number } | null; valore: number | null; soppresso: boolean }>;
      totale: { valore: number | null; soppresso: boolean };
      mediana: number | null;
    }>;
    nucleiSuPiuAmbiti: { valore: number | null };
  };
}

/** What an office knows of its year, in the figures that the collection insists on. */
const cifre = (n: number, fine = 100 + n): Record<string, number> => ({
  minori_31_12: fine,
  nuclei_31_12: 60 + n,
  minori_prevenzione: 50,
  minori_tutela: 60 + n,
});

describe('a campaign, from its opening to its publication', () => {
  let graph: GraphUnderTest;
  const versioni = new Map<number, Compilazione>();

  beforeAll(async () => void (graph = await GraphUnderTest.start()), 60_000);
  afterAll(() => graph.stop());

  /** As the office of a contributor. */
  async function ufficio<T>(n: number, query: string, variables: Record<string, unknown>, nome?: string) {
    const token = await graph.token('udp4', { claims: { sub: `udp-${n}`, trama_ambito: n } });
    return answerOf<T>(graph.url, query, variables, { authorization: `Bearer ${token}` }, nome);
  }
  const coordinamento = <T = Record<string, never>>(query: string, variables: Record<string, unknown>, nome?: string) =>
    graph.ask<T>(query, variables, 'coordinamento', nome);
  const tavolo = async (anno = ANNO) => {
    const { data, errors } = await coordinamento<Tavolo>(TAVOLO, { anno }, 'TavoloTutelaMinori');
    expect(errors).toEqual([]);
    return data.tavoloTutelaMinori;
  };

  async function fatto<T>(answer: Promise<Answer<Record<string, T>>>): Promise<T> {
    const { data, errors } = await answer;
    expect(errors).toEqual([]);
    return Object.values(data)[0]!;
  }
  const input = (n: number, altro: Record<string, unknown> = {}) => {
    const { id: compilazione, versione } = versioni.get(n)!;
    return { input: { chiaveIdempotenza: randomUUID(), compilazione, versione, ...altro } };
  };
  const valori = (cosa: Record<string, number>) => ({
    valori: Object.entries(cosa).map(([voce, valore]) => ({ voce, valore })),
  });
  const segna = (n: number, passo: Passo): Passo => {
    versioni.set(n, passo.compilazione);
    return passo;
  };
  const salva = async (n: number, cosa: Record<string, number>) =>
    segna(n, await fatto<Passo>(ufficio(n, TAVOLO, input(n, valori(cosa)), 'SalvaCompilazione')));
  const invia = async (n: number) => segna(n, await fatto<Passo>(ufficio(n, TAVOLO, input(n), 'InviaCompilazione')));
  const approva = async (n: number) =>
    segna(n, await fatto<Passo>(coordinamento(TAVOLO, input(n), 'ApprovaCompilazione')));
  const azione = (nome: string) =>
    `mutation($input: TransizioneCompilazioneInput!) { ${nome}(input: $input) { compilazione { id versione stato motivo } } }`;

  test('asks everybody who owes it, and nobody has answered yet', async () => {
    const apri = `mutation($input: ApriCampagnaInput!) { apriCampagna(input: $input) { campagna { id versione stato } } }`;
    const aperta = {
      input: { chiaveIdempotenza: randomUUID(), rilevazione: 'tutela-minori', anno: ANNO, scadenza: '2099-12-31' },
    };
    const prima = await fatto<unknown>(coordinamento(apri, aperta));
    expect(await fatto<unknown>(coordinamento(apri, aperta))).toEqual(prima);
    const { campagna, confronto } = await tavolo();
    expect(campagna).toMatchObject({
      stato: 'APERTA',
      copertura: { attesi: 13, pervenuti: 0, dimostrativo: false },
    });
    expect(campagna.compilazioni.map(({ stato }) => stato)).toEqual(DESTINATARI.map(() => 'BOZZA'));
    expect(campagna.compilazioni.at(-1)!.destinatario).toEqual({ nome: 'Valle Camonica', ambito: null });
    expect(confronto.every(({ totale }) => totale.valore === null)).toBe(true);
    campagna.compilazioni.forEach((compilazione, i) => versioni.set(i + 1, compilazione));
  });

  test('keeps back an answer that breaks a rule, and says which', async () => {
    const { violazioni } = await salva(3, { ...cifre(3), minori_31_12: 200 });
    expect(violazioni.filter(({ gravita }) => gravita === 'ERRORE').map(({ regola }) => regola)).toContain('TM-05');
    const trattenuta = await invia(3);
    expect(trattenuta.compilazione.stato).toBe('BOZZA');
    expect(trattenuta.violazioni.map(({ regola, voce }) => [regola, voce])).toContainEqual(['TM-05', 'minori_31_12']);
  });

  test('takes the answers of all thirteen', async () => {
    for (const n of DESTINATARI) {
      const { compilazione } = await salva(n, cifre(n));
      const scritto = compilazione.valori.find(({ voce }) => voce.codice === 'minori_31_12');
      expect(scritto).toMatchObject({ valore: 100 + n, provenienza: 'MANUALE' });
      expect((await invia(n)).compilazione.stato).toBe('INVIATA');
    }
    const { campagna, confronto } = await tavolo();
    expect(campagna.copertura).toMatchObject({ attesi: 13, pervenuti: 13, mancanti: [] });
    expect(confronto.every(({ totale }) => totale.valore === null)).toBe(true); // nothing is approved yet
  });

  test('goes back to who must revise, and is rejected with a reason; both come again', async () => {
    const senzaMotivo = await coordinamento(azione('rimandaCompilazione'), input(5));
    expect(senzaMotivo.errors.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'INPUT_NON_VALIDO', campi: ['motivo'] },
    ]);
    const rimandata = await fatto<Passo>(
      coordinamento(azione('rimandaCompilazione'), input(5, { motivo: 'Mancano i nuclei' })),
    );
    expect(segna(5, rimandata).compilazione).toMatchObject({ stato: 'BOZZA', motivo: 'Mancano i nuclei' });
    const respinta = await fatto<Passo>(
      coordinamento(TAVOLO, input(6, { motivo: 'È quella del 2021' }), 'RespingiCompilazione'),
    );
    expect(segna(6, respinta).compilazione).toMatchObject({ stato: 'RESPINTA', motivo: 'È quella del 2021' });
    segna(6, await fatto<Passo>(ufficio(6, azione('riprendiCompilazione'), input(6))));
    for (const n of [5, 6]) {
      await salva(n, { nuclei_31_12: 70 });
      await invia(n);
    }
  });

  test('is not published while an answer waits, and not twice approved', async () => {
    const { id: campagna } = (await tavolo()).campagna;
    const sposta = (nome: string) =>
      `mutation($input: TransizioneCampagnaInput!) { ${nome}(input: $input) { campagna { versione stato } } }`;
    const muovi = (nome: string, versione: number) =>
      coordinamento<Record<string, { campagna: { versione: number; stato: string } }>>(sposta(nome), {
        input: { chiaveIdempotenza: randomUUID(), campagna, versione },
      });
    expect((await muovi('chiudiCampagna', 1)).data.chiudiCampagna!.campagna).toEqual({ versione: 2, stato: 'CHIUSA' });
    expect((await muovi('pubblicaCampagna', 2)).errors.map(({ extensions }) => extensions?.code)).toEqual([
      'TRANSIZIONE_NON_AMMESSA',
    ]);
    for (const n of DESTINATARI) {
      expect((await approva(n)).compilazione.stato).toBe('APPROVATA');
    }
    const ancora = await coordinamento(TAVOLO, input(4), 'ApprovaCompilazione');
    expect(ancora.errors.map(({ extensions }) => extensions?.code)).toEqual(['TRANSIZIONE_NON_AMMESSA']);
    expect((await muovi('pubblicaCampagna', 2)).data.pubblicaCampagna!.campagna.stato).toBe('PUBBLICATA');
  });

  test('is compared exactly by the coordination, with its total and its median', async () => {
    const { confronto } = await tavolo();
    const riga = confronto.find(({ voce }) => voce.codice === 'minori_31_12')!;
    expect(riga.perAmbito.map(({ valore }) => valore)).toEqual(DESTINATARI.map((n) => 100 + n));
    expect(riga.totale).toEqual({ valore: 1391, soppresso: false });
    expect(riga.mediana).toBe(107);
    const calcolata = confronto.find(({ voce }) => voce.codice === 'minori_seguiti')!;
    expect(calcolata.totale.valore).toBe(13 * 110 + 91);
  });

  test('reaches everybody else once it is published, under disclosure control', async () => {
    const letto = async (chi: 'cabina' | 'udp4') => {
      const { data, errors } = await graph.ask<Tavolo>(TAVOLO, { anno: ANNO }, chi, 'TavoloTutelaMinori');
      expect(errors).toEqual([]);
      return data.tavoloTutelaMinori.confronto.find(({ voce }) => voce.codice === 'minori_31_12')!;
    };
    expect((await letto('cabina')).perAmbito.every(({ valore }) => valore === null)).toBe(true);
    await graph.publish('ats');
    expect((await letto('cabina')).perAmbito.slice(0, 5).map(({ valore }) => valore)).toEqual([
      100, 100, 105, 105, 105,
    ]);
    expect((await letto('udp4')).perAmbito.slice(0, 5).map(({ valore }) => valore)).toEqual([100, 100, 105, 104, 105]);
    const cabina = await graph.ask<{
      ambiti: Array<{ numero: number; tutelaMinori: { minoriInCarico: { valore: number } } }>;
    }>(
      'query($anno: Int!) { ambiti { numero tutelaMinori(anno: $anno) { minoriInCarico { valore } } } }',
      { anno: ANNO },
      'cabina',
    );
    expect(cabina.data.ambiti[0]!.tutelaMinori.minoriInCarico.valore).toBe(100);
  });

  test('is corrected in a new edition, and the old figures count until that one is approved', async () => {
    const nuova = await fatto<Passo>(
      ufficio(4, azione('correggiCompilazione'), input(4, { motivo: 'Contati due volte' })),
    );
    segna(4, nuova);
    expect(nuova.compilazione).toMatchObject({ stato: 'BOZZA', versione: 1 });
    await salva(4, { minori_31_12: 99 });
    const somma = async () =>
      (await tavolo()).confronto.find(({ voce }) => voce.codice === 'minori_31_12')!.totale.valore;
    expect(await somma()).toBe(1391);
    await invia(4);
    await approva(4);
    expect(await somma()).toBe(1386);
  });
});
