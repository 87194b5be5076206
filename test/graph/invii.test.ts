import type { NomePersona } from '@trama/idp/persone';
import { GraphUnderTest } from '@trama/test-kit/graph';
import { randomUUID } from 'node:crypto';

const CONTENUTO = `contenuto { composizione { minori genitori } minori { nome } }`;
const INVIO = `codice versione stato azioniPossibili mittente { numero nome } destinatario { asst ente ambito { nome } } motivo ${CONTENUTO}`;
const mutation = (nome: string, input: string) =>
  `mutation ($input: ${input}!) { ${nome}(input: $input) { invio { ${INVIO} } } }`;

interface Letto {
  readonly codice: string;
  readonly versione: number;
  readonly stato: string;
  readonly azioniPossibili: string[];
  readonly contenuto: object | null;
}

describe('what tutela4 sends to other bodies, through the gateway', () => {
  let graph: GraphUnderTest;
  beforeAll(async () => void (graph = await GraphUnderTest.start({ demo: true })));
  afterAll(() => graph.stop());

  const fai = async (chi: NomePersona, nome: string, input: string, valori: object): Promise<Letto> => {
    const variabili = { input: { chiaveIdempotenza: randomUUID(), ...valori } };
    const { data, errors } = await graph.ask<Record<string, { invio: Letto }>>(mutation(nome, input), variabili, chi);
    expect(errors).toEqual([]);
    return data[nome]!.invio;
  };
  const leggi = async (chi: NomePersona, codice: string) => {
    const query = `query ($codice: String!) { invio(codice: $codice) { ${INVIO} } }`;
    return (await graph.ask<{ invio: Letto | null }>(query, { codice }, chi)).data.invio;
  };
  const unCaso = async () => {
    const query = `{ casi(filtro: { stato: APERTO }, first: 1) { edges { node { codice } } } }`;
    const { data } = await graph.ask<{ casi: { edges: Array<{ node: { codice: string } }> } }>(query, {}, 'tutela4');
    return data.casi.edges[0]!.node.codice;
  };

  test('reaches asst1 and no other trust, is read after the delivery, and by nobody once it is taken back', async () => {
    const invio = await fai('tutela4', 'invia', 'InviaInput', {
      caso: await unCaso(),
      tipo: 'RICHIESTA',
      destinatario: { asst: 'ASST-SPEDALI-CIVILI' },
      base: 'INTEGRAZIONE_SOCIOSANITARIA',
      campi: ['COMPOSIZIONE_NUCLEO', 'ANAGRAFICA_MINORI'],
      motivo: 'Valutazione neuropsichiatrica per un progetto educativo',
    });
    const { codice } = invio;
    expect(await leggi('asst1', codice)).toMatchObject({
      ...{ stato: 'INVIATO', contenuto: null, azioniPossibili: ['ACCETTA', 'RIFIUTA'] },
      ...{
        mittente: { numero: 4, nome: 'Valle Trompia' },
        destinatario: { asst: 'ASST-SPEDALI-CIVILI', ambito: null },
      },
    });
    for (const altro of ['asst3', 'ets-a', 'tutela1', 'sociale4'] as const) {
      expect(await leggi(altro, codice)).toBeNull();
    }
    const accettato = await fai('asst1', 'accettaInvio', 'PassoInvioInput', {
      invio: codice,
      versione: invio.versione,
    });
    const dato = await fai('tutela4', 'consegnaInvio', 'PassoInvioInput', {
      invio: codice,
      versione: accettato.versione,
    });
    expect((await leggi('asst1', codice))!.contenuto).toMatchObject({ minori: [{ nome: expect.any(String) }] });
    await fai('tutela4', 'ritiraInvio', 'MotivoInvioInput', {
      invio: codice,
      versione: dato.versione,
      motivo: 'Consenso revocato',
    });
    expect(await leggi('asst1', codice)).toMatchObject({
      ...{ stato: 'RITIRATO', contenuto: null },
      azioniPossibili: ['CONFERMA_CANCELLAZIONE', 'DICHIARA_CONSERVAZIONE'],
    });
    expect((await leggi('tutela4', codice))!.contenuto).toBeNull();
  });

  test('is refused to who has no business with it before any part of it runs', async () => {
    for (const chi of ['udp4', 'cabina', 'affidi4', 'garante'] as const) {
      const { status } = await graph.ask('{ inviiRicevuti(first: 1) { totalCount } }', {}, chi);
      expect(status).toBe(403);
    }
  });
});
