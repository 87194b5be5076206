import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { execute } from '@trama/test-kit/database';
import { startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import { apri, type CasoLetto, codici, sociale, tutela } from '../cartella/cartella.fixtures.js';
import { cancellaPersona } from '../cartella/persona.service.js';
import { subgraph as ambito } from '../subgraph.js';

const AGGIUNGI = `mutation ($input: AggiungiRecapitoInput!) { aggiungiRecapito(input: $input) { caso { versione } } }`;
const TOGLI = `mutation ($input: TogliRecapitoInput!) { togliRecapito(input: $input) { caso { versione } } }`;
const LEGGI = `query ($codice: String!) { caso(codice: $codice) { versione persone { ruolo persona { id recapiti { id tipo valore preferito al } } } } }`;

interface Letto {
  readonly versione: number;
  readonly persone: Array<{
    ruolo: string;
    persona: { id: string; recapiti: Array<{ id: string; valore: string | null }> };
  }>;
}

describe('how the people of a case are reached', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ambito)));
  afterAll(() => subgraph.stop());

  const leggi = async (chi: Chiamante, { codice }: Pick<CasoLetto, 'codice'>) => {
    const { data, errors } = await subgraph.ask<{ caso: Letto | null }>(chi, LEGGI, { codice });
    expect(errors).toEqual([]);
    return data.caso;
  };
  const madreDi = (letto: Letto) => letto.persone.find(({ ruolo }) => ruolo === 'GENITORE')!.persona;
  const fai = async (chi: Chiamante, documento: string, caso: CasoLetto, altro: object) => {
    const { versione } = (await leggi(chi, caso)) ?? { versione: 1 };
    return subgraph.ask(chi, documento, {
      input: { chiaveIdempotenza: randomUUID(), caso: caso.codice, versione, ...altro },
    });
  };
  const aggiungi = async (chi: Chiamante, caso: CasoLetto, altro: object) => {
    const persona = madreDi((await leggi(chi, caso))!).id;
    return fai(chi, AGGIUNGI, caso, { persona, tipo: 'CELLULARE', valore: '333 123 4567', ...altro });
  };

  test('is written down, read first what is preferred, and ended without being forgotten', async () => {
    const caso = await apri(subgraph, tutela(4));
    expect((await aggiungi(tutela(4), caso, { preferito: true })).errors).toEqual([]);
    expect(
      (await aggiungi(tutela(4), caso, { tipo: 'EMAIL', valore: 'olga@example.org', preferito: true })).errors,
    ).toEqual([]);
    const [prima, seconda] = madreDi((await leggi(tutela(4), caso))!).recapiti;
    expect([prima, seconda]).toMatchObject([
      { tipo: 'EMAIL', valore: 'olga@example.org', preferito: true, al: null },
      { tipo: 'CELLULARE', valore: '333 123 4567', preferito: false, al: null },
    ]);
    expect((await fai(tutela(4), TOGLI, caso, { recapito: prima!.id })).errors).toEqual([]);
    expect(madreDi((await leggi(tutela(4), caso))!).recapiti).toMatchObject([
      { tipo: 'CELLULARE' },
      { tipo: 'EMAIL', preferito: false, al: expect.stringMatching(/^\d{4}-/) },
    ]);
    expect(codici(await fai(tutela(4), TOGLI, caso, { recapito: prima!.id }))).toEqual(['INPUT_NON_VALIDO']);
  });

  test.each([
    [{ valore: 'tre tre tre' }, 'valore'],
    [{ tipo: 'EMAIL', valore: 'olga@casa' }, 'valore'],
    [{ persona: '00000000-0000-4000-8000-000000000000' }, 'persona'],
  ])('is refused when it could not work: %j', async (altro, campo) => {
    const caso = await apri(subgraph, tutela(4));
    const { errors } = await aggiungi(tutela(4), caso, altro);
    expect(errors.map(({ extensions }) => extensions?.campi)).toEqual([[campo]]);
    expect(madreDi((await leggi(tutela(4), caso))!).recapiti).toEqual([]);
  });

  test('is seen and changed by who follows the case, and by nobody else', async () => {
    const caso = await apri(subgraph, tutela(4));
    await aggiungi(tutela(4), caso, {});
    const { id } = madreDi((await leggi(tutela(4), caso))!).recapiti[0]!;
    for (const chi of [tutela(4, 'collega'), sociale(4), tutela(1)]) {
      expect(await leggi(chi, caso)).toBeNull();
      expect(codici(await fai(chi, TOGLI, caso, { recapito: id }))).toEqual(['NON_TROVATO']);
      const viste = await subgraph.database.write(identityOf(chi, 'prova'), (tx) =>
        tx.query(`SELECT id FROM recapito_persona UNION ALL SELECT id FROM recapito_persona WHERE al IS NULL`),
      );
      expect(viste).toEqual([]);
    }
    const altro = await apri(subgraph, tutela(4));
    expect(codici(await fai(tutela(4), TOGLI, altro, { recapito: id }))).toEqual(['INPUT_NON_VALIDO']);
  });

  test('goes with the person who is erased, and is in no dump', async () => {
    const caso = await apri(subgraph, tutela(4));
    await aggiungi(tutela(4), caso, { tipo: 'INDIRIZZO', valore: 'via delle Prove inventate 7' });
    const chi = identityOf(tutela(4), 'prova');
    const madre = madreDi((await leggi(tutela(4), caso))!);
    const [riga] = await execute<{ testo: string }>(
      subgraph.clone.ownerUrl,
      `SELECT string_agg(encode(valore, 'escape'), ' ') AS testo FROM recapito_persona`,
    );
    expect(riga!.testo).not.toContain('Prove');
    await subgraph.database.write(chi, (tx) =>
      cancellaPersona(tx, subgraph.cassaforte.per(chi), 'DIRITTI_INTERESSATO', madre.id),
    );
    expect(madreDi((await leggi(tutela(4), caso))!).recapiti).toMatchObject([{ tipo: 'INDIRIZZO', valore: null }]);
  });
});
