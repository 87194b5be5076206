import { MARCA_VALE_MS } from '@trama/kernel/marca';
import { GraphUnderTest, SUBGRAPHS } from '@trama/test-kit/graph';
import { operation } from '@trama/test-kit/operations';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import type { NomePersona } from '@trama/idp/persone';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const OPERAZIONE = operation('07-statistiche-aperte');
const CABINA = operation('01-cabina-di-regia');
const RETE = operation('03-rete-servizi');
const ANNO = { anno: 2020, triennio: '2021-2023' };
const TUTTE = `query ($first: Int!, $after: String, $anno: Int, $codice: String, $ambito: Int, $edizione: String) {
  statistiche(first: $first, after: $after, anno: $anno, codice: $codice, ambito: $ambito, edizione: $edizione) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { codice etichetta luogo anno valore soppresso unita origine licenza ambito { numero } ente { codice }
      edizione { codice impronta corrente } } } } }`;
const EDIZIONI = `query ($cubo: String) { edizioniStatistiche(cubo: $cubo, first: 100) { totalCount edges { node {
  codice cubo numero titolo licenza impronta corrente righe csv { indirizzo sha256 byte } ndjson { indirizzo sha256 byte }
  dizionario dizionarioJson } } } }`;

interface Statistica {
  codice: string;
  etichetta: string;
  luogo: string;
  anno: number;
  valore: number | null;
  soppresso: boolean;
  unita: string;
  origine: string;
  licenza: string;
  ambito: { numero: number } | null;
  ente: { codice: string } | null;
  edizione: { codice: string; impronta: string; corrente: boolean };
}

interface Pagina {
  statistiche: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: Array<{ node: Statistica }>;
  };
}

interface FileDetto {
  indirizzo: string;
  sha256: string;
  byte: number;
}

interface Edizione {
  codice: string;
  cubo: string;
  titolo: string;
  corrente: boolean;
  righe: number;
  csv: FileDetto;
  ndjson: FileDetto;
  dizionario: string;
  dizionarioJson: string;
}

/** Nobody's request reads the mark: the subgraphs do, all the time. */
const senzaMarca = (statements: readonly string[]) => statements.filter((text) => !text.includes('marca.corrente'));

describe('open statistics', () => {
  let graph: GraphUnderTest;
  beforeAll(async () => void (graph = await GraphUnderTest.start({ demo: true, revalidation: true })), 90_000);
  afterAll(() => graph.stop());

  const pagina = async (variables: Record<string, unknown>, chi?: NomePersona) => {
    const { data, errors } = await graph.ask<Pagina>(TUTTE, { first: 100, ...variables }, chi);
    expect(errors).toEqual([]);
    return data.statistiche;
  };
  const tutte = async (variables: Record<string, unknown> = {}, chi?: NomePersona): Promise<Statistica[]> => {
    const trovate: Statistica[] = [];
    for (let after: string | null = null; ;) {
      const { edges, pageInfo, totalCount } = await pagina({ ...variables, after }, chi);
      trovate.push(...edges.map(({ node }) => node));
      if (!pageInfo.hasNextPage) {
        expect(trovate).toHaveLength(totalCount);
        return trovate;
      }
      after = pageInfo.endCursor;
    }
  };
  const edizioni = async (cubo?: string): Promise<Edizione[]> => {
    const { data, errors } = await graph.ask<{ edizioniStatistiche: { edges: Array<{ node: Edizione }> } }>(EDIZIONI, {
      cubo,
    });
    expect(errors).toEqual([]);
    return data.edizioniStatistiche.edges.map(({ node }) => node);
  };
  const scarica = async (indirizzo: string, init?: RequestInit) => {
    const response = await fetch(new URL(indirizzo, graph.url), init);
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  /** As somebody who is nobody, by an address that a cache understands. */
  const chiedi = (query: string, variables: Record<string, unknown>, headers: Record<string, string> = {}) => {
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
    return fetch(`${graph.url}?${search.toString()}`, { headers: { 'apollo-require-preflight': '1', ...headers } });
  };
  /** Once the marks of all subgraphs are known. */
  const conImpronta = async (query: string, variables: Record<string, unknown>) => {
    for (;;) {
      const response = await chiedi(query, variables);
      const etag = response.headers.get('etag');
      const body = await response.text();
      if (etag) {
        return { etag, body };
      }
      await sleep(50);
    }
  };
  const dopo = async (query: string, variables: Record<string, unknown>, etag: string) => {
    const chiesta = performance.now();
    const { result, statements } = await statementsOf(() => chiedi(query, variables, { 'if-none-match': etag }));
    const [tag, body] = [result.headers.get('etag'), await result.text()];
    return { chiesta, status: result.status, tag, body, statements: senzaMarca(statements) };
  };
  /** The same, asked when the marks of all subgraphs are known: on a machine that is busy they may not be for a moment. */
  const quandoSiSa = async (...asked: Parameters<typeof dopo>) => {
    for (;;) {
      const answer = await dopo(...asked);
      if (answer.tag !== null) {
        return answer;
      }
      await sleep(50);
    }
  };

  test.each([
    ['01', CABINA, ANNO],
    ['03', RETE, { tipo: 'RSA', ambito: 4 }],
    ['07', OPERAZIONE, { anno: 2020 }],
  ])(
    'operation %s, asked again by nobody in particular, is not asked of any subgraph',
    async (_n, query, variables) => {
      const { etag, body } = await conImpronta(query, variables);
      const { data, errors } = await graph.ask(query, variables, 'cabina');
      expect([JSON.parse(body), errors]).toEqual([{ data }, []]);
      expect(await quandoSiSa(query, variables, etag)).toMatchObject({ status: 304, body: '', statements: [] });
      const token = await graph.token('cabina');
      const somebody = await chiedi(query, variables, { 'if-none-match': etag, authorization: `Bearer ${token}` });
      expect([somebody.status, somebody.headers.get('cache-control'), await somebody.json()]).toEqual([
        ...[200, 'no-store', { data }],
      ]);
    },
  );

  test('an operation that somebody asks again is not worked out again for them, and is for anybody else', async () => {
    await conImpronta(CABINA, ANNO);
    const chiedono = async (chi: NomePersona) => {
      const { result, statements } = await statementsOf(() => graph.ask(CABINA, ANNO, chi));
      expect(result.errors).toEqual([]);
      return { data: result.data, statements: senzaMarca(statements).length };
    };
    const prima = await chiedono('cabina');
    expect(await chiedono('cabina')).toEqual({ data: prima.data, statements: 0 });
    expect((await chiedono('udp4')).statements).toBeGreaterThan(0);
    const scrivi = (testo: string) => graph.rows('ats', `UPDATE ambito SET nome = '${testo}' WHERE numero = 4`);
    const [{ nome }] = (await graph.rows('ats', 'SELECT nome FROM ambito WHERE numero = 4')) as [{ nome: string }];
    // No notice is waited for: who asks after it was written is told what was written.
    for (const testo of ['Valle altra', nome, 'Valle terza', nome]) {
      await scrivi(testo);
      expect(JSON.stringify((await chiedono('cabina')).data)).toContain(`"${testo}"`);
    }
    expect(await chiedono('cabina')).toMatchObject({ data: prima.data });
  });

  test('a register that is corrected is read anew at once', async () => {
    const { etag, body } = await conImpronta(CABINA, ANNO);
    const nome = (JSON.parse(body) as { data: { ambiti: Array<{ nome: string }> } }).data.ambiti[3]!.nome;
    const scrivi = (testo: string) => graph.rows('ats', `UPDATE ambito SET nome = '${testo}' WHERE numero = 4`);
    await scrivi('Valle altra');
    const { status, letta } = await finoA(etag, (testo) => testo.includes('Valle altra'));
    expect([status, letta]).toEqual([200, body.replace(`"${nome}"`, '"Valle altra"')]);
    await scrivi(nome);
    expect((await finoA(etag, (testo) => !testo.includes('Valle altra'))).status).toBe(304);
  });

  /** The answer to who has the tag, as soon as it is another or, with the same bytes, was asked for. */
  const finoA = async (etag: string, nuova: (body: string) => boolean) => {
    const scritta = performance.now();
    for (;;) {
      const { chiesta, status, body, statements } = await dopo(CABINA, ANNO, etag);
      if (statements.length === 0) {
        expect(chiesta - scritta).toBeLessThan(MARCA_VALE_MS); // a notice takes milliseconds, and no mark is believed longer
      }
      if (statements.length > 0) {
        expect(status === 304 || nuova(body)).toBe(true); // never the figures of before, once it was asked
        return { status, letta: body };
      }
    }
  };

  test('answer a third party as the contract asks, with the ambiti beside them', async () => {
    const { data, errors } = await graph.ask<Pagina & { ambiti: Array<{ offerta: unknown }> }>(
      OPERAZIONE,
      { anno: 2020 },
      'app-aperta',
    );
    expect(errors).toEqual([]);
    expect(data.ambiti).toHaveLength(12);
    expect(data.ambiti[3]).toMatchObject({
      popolazione: { residenti: 109_632 },
      offerta: { unita: expect.any(Number) },
    });
    const { edges, totalCount, pageInfo } = data.statistiche;
    expect(edges).toHaveLength(Math.min(100, totalCount));
    expect(pageInfo.hasNextPage).toBe(totalCount > 100);
    expect(new Set(edges.map(({ node }) => node.anno))).toEqual(new Set([2020]));
    const codice = 'dati-annuali.TUTELA_MINORI_IN_CARICO';
    expect(await tutte({ anno: 2020, ambito: 4, codice }, 'app-aperta')).toMatchObject([
      {
        ...{
          codice,
          etichetta: 'Minori in carico ai servizi di tutela e prevenzione',
          ambito: { numero: 4 },
          anno: 2020,
        },
        ...{ valore: 746, soppresso: false, unita: 'persone', origine: 'PIANO_DI_ZONA', licenza: 'CC BY 4.0' },
      },
    ]);
  });

  test('are every published cell of every database, and nothing else', async () => {
    const viste = (await tutte()).map(({ codice, anno, valore, soppresso }) =>
      [codice, anno, valore, soppresso].join(),
    );
    const pubblicate = await Promise.all(
      SUBGRAPHS.map(({ name }) =>
        graph.rows<{ cubo: string; codice: string; anno: number; valore: number | null; soppresso: boolean }>(
          name,
          `SELECT c.* FROM pubblicazione.cella c JOIN pubblicazione.corrente USING (cubo, edizione)`,
        ),
      ),
    );
    const attese = pubblicate
      .flat()
      .map(({ cubo, codice, anno, valore, soppresso }) => [`${cubo}.${codice}`, anno, valore, soppresso].join());
    expect(viste.sort()).toEqual(attese.sort());
    expect(new Set(viste.map((vista) => vista.split('.')[0]))).toEqual(
      new Set(SUBGRAPHS.flatMap(({ cubi = [] }) => cubi.map(({ nome }) => nome))),
    );
  });

  test('say what each measure is, in words', async () => {
    const senza = (await tutte()).filter(({ codice, etichetta, unita }) => etichetta === codice || unita === '');
    expect([...new Set(senza.map(({ codice }) => codice))]).toEqual([]);
  });

  test('are the same numbers for a third party, for the Cabina di Regia and for nobody in particular', async () => {
    const pubbliche = await tutte();
    for (const chi of ['app-aperta', 'cabina', 'ets-a'] as const) {
      expect(await tutte({}, chi)).toEqual(pubbliche);
    }
  });

  test('can be asked by year, measure, ambito and edition, and by nothing finer', async () => {
    const scelte = await tutte({ anno: 2020, ambito: 4, codice: 'dati-annuali.RESIDENTI' });
    expect(scelte).toMatchObject([{ luogo: 'Valle Trompia', valore: 109_632, unita: 'persone' }]);
    expect(await tutte({ edizione: 'dati-annuali-1', codice: 'valutazioni-annuali.VALUTATI' })).toEqual([]);
    expect(await tutte({ edizione: 'nessuna-1' })).toEqual([]);
    const enti = (await tutte({ anno: 2020 })).filter(({ ente }) => ente !== null);
    expect(enti.filter(({ ambito }) => ambito !== null)).toEqual([]);
    expect(new Set(enti.map(({ codice }) => codice.split('.')[0]))).toEqual(new Set(['contributi-terzo-settore']));
  });

  test.each([
    [{ first: 101 }, 'first'],
    [{ first: 0 }, 'first'],
    [{ after: 'altrove' }, 'after'],
    [{ after: Buffer.from('["a","b","c"]').toString('base64url') }, 'after'],
  ])('refuse %j and say why', async (variables, campo) => {
    const { errors } = await graph.ask(TUTTE, { first: 10, ...variables });
    expect(errors.map(({ extensions }) => [extensions?.code, extensions?.campi])).toEqual([
      ['INPUT_NON_VALIDO', [campo]],
    ]);
  });

  test('take three statements of one database, all on published figures, however long the page is', async () => {
    const nomi = async (first: number) =>
      namesOf(senzaMarca((await statementsOf(() => graph.ask(TUTTE, { first }))).statements));
    const tre = ['statistiche.edizioniLette', 'statistiche.conta', 'statistiche.pagina'];
    expect([await nomi(1), await nomi(100)]).toEqual([tre, tre]);
    expect(await nomi(100)).toEqual([]); // by the very same caller, with nothing published meanwhile
  });

  describe('as files', () => {
    test('have the size and the checksum that were told, the same bytes each time, and may be kept for ever', async () => {
      const lista = await edizioni();
      expect(lista.length).toBeGreaterThanOrEqual(4);
      for (const file of lista.flatMap(({ csv, ndjson }) => [csv, ndjson])) {
        const { status, headers, bytes } = await scarica(file.indirizzo);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        expect([status, sha256, bytes.length]).toEqual([200, file.sha256, file.byte]);
        expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        expect(headers.get('etag')).toBe(`"${sha256}"`);
        expect(headers.get('content-length')).toBe(String(file.byte));
        expect((await scarica(file.indirizzo)).bytes.equals(bytes)).toBe(true);
      }
    });

    test('hold every cell of their edition, more than one piece of them too', async () => {
      const lista = await edizioni('dati-annuali');
      const { codice, righe, csv, ndjson } = lista[0]!;
      const celle = await tutte({ edizione: codice });
      const linee = (await scarica(ndjson.indirizzo)).bytes.toString().trimEnd().split('\n');
      const dette = linee.map((linea) => JSON.parse(linea) as Record<string, unknown>);
      expect([dette.length, celle.length]).toEqual([righe, righe]);
      expect(
        dette.map(({ codice: misura, anno, valore, soppresso }) => ({ codice: misura, anno, valore, soppresso })),
      ).toEqual(
        celle.map(({ codice: misura, anno, valore, soppresso }) => ({ codice: misura, anno, valore, soppresso })),
      );
      const righeCsv = (await scarica(csv.indirizzo)).bytes.toString().trimEnd().split('\r\n');
      expect(righeCsv).toHaveLength(righe + 1);
      expect(righeCsv[0]).toMatch(/^edizione,codice,etichetta,anno,ambito,/);
    });

    test('come with a dictionary for people and one for programs', async () => {
      for (const { codice, titolo, csv, dizionario, dizionarioJson } of await edizioni()) {
        const testo = await scarica(dizionario);
        expect([testo.status, testo.headers.get('content-type')]).toEqual([200, 'text/markdown; charset=utf-8']);
        expect(testo.bytes.toString()).toContain(`# ${titolo}`);
        const json = JSON.parse((await scarica(dizionarioJson)).bytes.toString()) as {
          edizione: { codice: string };
          file: { csv: { sha256: string } };
          colonne: Array<{ nome: string }>;
          misure: Array<{ codice: string; descrizione: string }>;
        };
        expect([json.edizione.codice, json.file.csv.sha256]).toEqual([codice, csv.sha256]);
        const [intestazione] = (await scarica(csv.indirizzo)).bytes.toString().split('\r\n');
        expect(json.colonne.map(({ nome }) => nome).join()).toBe(intestazione);
        const usate = new Set((await tutte({ edizione: codice })).map((statistica) => statistica.codice));
        const spiegate = new Set(json.misure.map((misura) => misura.codice));
        expect([...usate].filter((misura) => !spiegate.has(misura))).toEqual([]);
      }
    });

    test('need not be sent again to who has them, and may be asked for without their bytes', async () => {
      const [{ csv }] = (await edizioni('valutazioni-annuali')) as [Edizione];
      const uguale = await scarica(csv.indirizzo, { headers: { 'if-none-match': `"${csv.sha256}"` } });
      expect([uguale.status, uguale.bytes.length]).toEqual([304, 0]);
      for (;;) {
        const { result, statements } = await statementsOf(() =>
          scarica(csv.indirizzo, { headers: { 'if-none-match': `"${csv.sha256}"` } }),
        );
        expect([result.status, result.headers.get('etag')]).toEqual([304, `"${csv.sha256}"`]);
        if (senzaMarca(statements).length === 0) {
          break; // the subgraph's mark is known: nobody was asked
        }
      }
      const testa = await scarica(csv.indirizzo, { method: 'HEAD' });
      expect([testa.status, testa.bytes.length, testa.headers.get('content-length')]).toEqual([
        ...[200, 0, String(csv.byte)],
      ]);
    });

    test.each([
      'nessuna-1.csv',
      'dati-annuali-1.xlsx',
      'dati-annuali-1',
      '..%2fdati-annuali-1.csv',
      'dati-annuali-0.csv',
    ])('are not there by the name %s', async (nome) => {
      const { status, bytes } = await scarica(`/dati/${nome}`);
      expect([status, JSON.parse(bytes.toString())]).toMatchObject([
        404,
        { errors: [{ extensions: { code: 'NON_TROVATO' } }] },
      ]);
    });
  });

  // The last ones: they publish, and take a part of the platform away.
  test('of an edition that is over stay as they were, and a list that was begun goes on with it', async () => {
    const [prima] = await edizioni('contributi-terzo-settore');
    const bytes = (await scarica(prima!.csv.indirizzo)).bytes;
    const inizio = await pagina({ first: 100 });
    const vecchie = await tutte({ edizione: prima!.codice });
    const aperte = await conImpronta(OPERAZIONE, { anno: 2021 });
    const { errors } = await graph.ask(
      `mutation { salvaContributoPoverta(input: { chiaveIdempotenza: "statistiche", anno: 2021, mese: 2, comune: "017096", versione: 0,
        bisogni: [{ bisogno: ISTRUZIONE, incontrate: 60, nuove: 52 }] }) { contributo { versione } } }`,
      {},
      'ets-a',
    );
    expect(errors).toEqual([]);
    await graph.publish('terzo-settore');
    expect((await quandoSiSa(OPERAZIONE, { anno: 2021 }, aperte.etag)).status).toBe(304); // written, and not published
    await graph.publish('ats');
    const uscita = performance.now();
    let riletta = await dopo(OPERAZIONE, { anno: 2021 }, aperte.etag);
    while (riletta.status === 304) {
      expect(riletta.chiesta - uscita).toBeLessThan(MARCA_VALE_MS);
      riletta = await dopo(OPERAZIONE, { anno: 2021 }, aperte.etag); // while the mark is on its way
    }
    expect([riletta.status, riletta.body === aperte.body]).toEqual([200, false]);
    const uscite = await edizioni('contributi-terzo-settore');
    expect(uscite.map(({ codice, corrente }) => [codice, corrente])).toEqual([
      ['contributi-terzo-settore-1', false],
      ['contributi-terzo-settore-2', true],
    ]);
    expect((await scarica(prima!.csv.indirizzo)).bytes.equals(bytes)).toBe(true);
    expect(await tutte({ edizione: prima!.codice })).toEqual(
      vecchie.map((cella) => ({ ...cella, edizione: { ...cella.edizione, corrente: false } })),
    );
    const seguito = await pagina({ first: 100, after: inizio.pageInfo.endCursor });
    expect(seguito.totalCount).toBe(inizio.totalCount);
    expect(new Set(seguito.edges.map(({ node }) => node.edizione.codice))).not.toContain('contributi-terzo-settore-2');
    const istruzione = await tutte({ codice: 'contributi-terzo-settore.ISTRUZIONE' });
    expect(istruzione).toMatchObject([{ valore: 50, origine: 'RILEVATO', edizione: { corrente: true } }]);
  });

  test('answer when the database that they come from does not, and say so when their own does not', async () => {
    const { etag } = await conImpronta(CABINA, ANNO);
    await graph.lose('asst');
    const via = performance.now();
    let persa = await dopo(CABINA, ANNO, etag);
    while (persa.status === 304) {
      expect(persa.chiesta - via).toBeLessThan(MARCA_VALE_MS);
      persa = await dopo(CABINA, ANNO, etag); // for the moment in which nobody can know
    }
    expect([persa.status, persa.body]).toEqual([200, expect.stringContaining('SERVIZIO_NON_DISPONIBILE')]);
    expect((await tutte({ codice: 'valutazioni-annuali.VALUTATI' })).length).toBeGreaterThan(10);
    await graph.lose('ats');
    const { status } = await scarica('/dati/dati-annuali-1.csv');
    expect(status).toBe(503);
  });
});
