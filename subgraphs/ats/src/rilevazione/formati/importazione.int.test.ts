import type { Chiamante } from '@trama/kernel/identity';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import { compilazioneId } from '../../../seed/rilevazioni.js';
import { subgraph as ats } from '../../subgraph.js';

const coordinamento = operatore(null, 'COORDINAMENTO_UDP', 'coordinamento');
const ufficio = (n: number): Chiamante => operatore(n, 'UFFICIO_DI_PIANO', `udp${n}`);

const VALORI = 'valori { voce { codice } stato valore testo nota provenienza }';
const APRI = `mutation($input: ApriCampagnaInput!) { apriCampagna(input: $input) { campagna { id compilazioni { id versione } } } }`;
const PROVA = `query($id: ID!, $formato: FormatoFile!, $contenuto: String!) {
  provaImportazione(compilazione: $id, formato: $formato, contenuto: $contenuto) { problemi { riga colonna messaggio } cambiamenti violazioni { regola voce } } }`;
const IMPORTA = `mutation($input: ImportaCompilazioneInput!) { importaCompilazione(input: $input) { compilazione { id versione ${VALORI} } violazioni { regola } } }`;
const FILE = `query($id: ID!, $formato: FormatoFile!) { compilazione(id: $id) { versione ${VALORI} file(formato: $formato) { nome tipo contenuto } } }`;

interface Letta {
  versione: number;
  valori: Array<{ voce: { codice: string }; valore: number | null; provenienza: string | null }>;
  file: { nome: string; tipo: string; contenuto: string } | null;
}

describe('the file of an answer', () => {
  let subgraph: SubgraphUnderTest;
  let id: string;

  beforeAll(async () => {
    subgraph = await startSubgraph(ats, { demo: true });
    const input = { rilevazione: 'tutela-minori', anno: 2022, scadenza: '2099-12-31', chiaveIdempotenza: randomUUID() };
    const { data } = await subgraph.ask<{ apriCampagna: { campagna: { compilazioni: Array<{ id: string }> } } }>(
      coordinamento,
      APRI,
      { input },
    );
    id = data.apriCampagna.campagna.compilazioni[3]!.id;
  });
  afterAll(() => subgraph.stop());

  const csv = (...righe: string[]) => Buffer.from(['voce;stato;valore;nota', ...righe].join('\n')).toString('base64');
  const leggi = async (chi: Chiamante, quale: string, formato: string) =>
    (await subgraph.ask<{ compilazione: Letta | null }>(chi, FILE, { id: quale, formato })).data.compilazione;
  const importa = (chi: Chiamante, versione: number, formato: string, contenuto: string) =>
    subgraph.ask<{ importaCompilazione: { compilazione: Letta } }>(chi, IMPORTA, {
      input: { chiaveIdempotenza: randomUUID(), compilazione: id, versione, formato, contenuto },
    });
  const prova = async (chi: Chiamante, formato: string, contenuto: string) =>
    (
      await subgraph.ask<{ provaImportazione: { problemi: unknown[]; cambiamenti: number } | null }>(chi, PROVA, {
        id,
        formato,
        contenuto,
      })
    ).data.provaImportazione;

  test('is tried first: every problem with row and column, and nothing is written', async () => {
    const sbagliato = csv('minori_tutela;;sessanta;', 'minori_marziani;;3;', 'nuclei_31_12;;-4;');
    const esito = await prova(ufficio(4), 'CSV', sbagliato);
    expect(esito).toMatchObject({
      problemi: [
        { riga: 2, colonna: 'valore' },
        { riga: 3, colonna: 'voce' },
        { riga: 4, colonna: 'valore', messaggio: expect.stringContaining('deve essere almeno 0') },
      ],
      cambiamenti: 0,
    });
    const { errors } = await importa(ufficio(4), 1, 'CSV', sbagliato);
    expect(errors).toMatchObject([{ extensions: { code: 'INPUT_NON_VALIDO', campi: ['contenuto'] } }]);
    expect(errors[0]!.message).toContain('Riga 2, colonna valore');
    expect(await leggi(ufficio(4), id, 'CSV')).toMatchObject({ versione: 1 });
  });

  test('says a figure that cannot be, though it reads', async () => {
    expect(await prova(ufficio(4), 'CSV', csv('nuclei_31_12;;-4;'))).toMatchObject({
      problemi: [{ colonna: 'valore', messaggio: expect.stringContaining('nuclei_31_12') }],
    });
  });

  test('writes all of it, as imported, and the rules speak', async () => {
    const buono = csv(
      'minori_31_12;;100;',
      'nuclei_31_12;;60;',
      'minori_prevenzione;;50;',
      'minori_tutela;;60;Ricontati',
    );
    expect(await prova(ufficio(4), 'CSV', buono)).toMatchObject({ problemi: [], cambiamenti: 4 });
    const { data, errors } = await importa(ufficio(4), 1, 'CSV', buono);
    expect(errors).toEqual([]);
    const { valori } = data.importaCompilazione.compilazione;
    expect(
      valori
        .filter(({ provenienza }) => provenienza)
        .map(({ voce, valore, provenienza }) => [voce.codice, valore, provenienza]),
    ).toEqual([
      ['minori_31_12', 100, 'IMPORTATO'],
      ['nuclei_31_12', 60, 'IMPORTATO'],
      ['minori_prevenzione', 50, 'IMPORTATO'],
      ['minori_tutela', 60, 'IMPORTATO'],
    ]);
  });

  test.each(['CSV', 'XLSX'])('goes out as %s and comes back without a change', async (formato) => {
    const { file, versione, valori } = (await leggi(ufficio(4), id, formato))!;
    expect(file!.nome).toBe(`tutela-minori-2022-ambito-4.${formato.toLowerCase()}`);
    expect(await prova(ufficio(4), formato, file!.contenuto)).toMatchObject({ problemi: [], cambiamenti: 0 });
    const { data } = await importa(ufficio(4), versione, formato, file!.contenuto);
    expect(data.importaCompilazione.compilazione.valori).toEqual(valori);
  });

  test('of the plan’s own figures is read back to the last one', async () => {
    const piano = (await leggi(ufficio(4), compilazioneId(4, 2020), 'XLSX'))!;
    const esito = await prova(ufficio(4), 'XLSX', piano.file!.contenuto);
    expect(esito).toMatchObject({ problemi: [] });
    expect(esito!.cambiamenti).toBe(12);
  });

  test.each(['CSV', 'XLSX'])(
    'says in %s what the coordination asks about, and is read back all the same',
    async (formato) => {
      const DOMANDA = `mutation($input: ApriDomandaInput!) { apriDomanda(input: $input) { domanda { id } } }`;
      const compilazione = compilazioneId(formato === 'CSV' ? 7 : 8, 2021);
      const input = {
        chiaveIdempotenza: randomUUID(),
        compilazione,
        voce: 'minori_tutela',
        testo: 'Anche i maggiorenni?',
      };
      expect((await subgraph.ask(coordinamento, DOMANDA, { input })).errors).toEqual([]);
      const chi = ufficio(formato === 'CSV' ? 7 : 8);
      const { file } = (await leggi(chi, compilazione, formato))!;
      const contenuto = Buffer.from(file!.contenuto, 'base64');
      if (formato === 'CSV') {
        const righe = contenuto.toString().split('\r\n');
        expect(righe.filter((riga) => riga.endsWith('in verifica')).map((riga) => riga.split(';')[1])).toEqual([
          'minori_tutela',
        ]);
      }
      const { data } = await subgraph.ask<{ provaImportazione: { problemi: unknown[]; cambiamenti: number } }>(
        chi,
        PROVA,
        { id: compilazione, formato, contenuto: file!.contenuto },
      );
      expect(data.provaImportazione).toMatchObject({ problemi: [], cambiamenti: 0 });
    },
  );

  test('is nobody else’s: a neighbour finds no answer, and the coordination no file of a BOZZA', async () => {
    expect(await leggi(ufficio(1), id, 'CSV')).toBeNull();
    expect(await prova(ufficio(1), 'CSV', csv())).toBeNull();
    expect((await leggi(coordinamento, id, 'CSV'))!.file).toBeNull();
    const { errors } = await importa(ufficio(1), 1, 'CSV', csv('minori_tutela;;1;'));
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['NON_TROVATO']);
  });

  test('has a template for each campaign, small enough to come back in a request', async () => {
    const MODELLO = `query { campagna(rilevazione: "tutela-minori", anno: 2022) { csv: modello(formato: CSV) { contenuto } xlsx: modello(formato: XLSX) { nome contenuto } } }`;
    const { data } = await subgraph.ask<{
      campagna: { csv: { contenuto: string }; xlsx: { nome: string; contenuto: string } };
    }>(ufficio(4), MODELLO);
    expect(data.campagna.xlsx.nome).toBe('tutela-minori-2022-modello.xlsx');
    expect(Math.max(data.campagna.csv.contenuto.length, data.campagna.xlsx.contenuto.length)).toBeLessThan(50_000);
  });
});
