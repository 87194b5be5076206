import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { execute } from '@trama/test-kit/database';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import { compilazioneId } from '../../../seed/rilevazioni.js';
import { subgraph as ats } from '../../subgraph.js';

const coordinamento = operatore(null, 'COORDINAMENTO_UDP', 'coordinamento');
const ufficio = (n: number): Chiamante => operatore(n, 'UFFICIO_DI_PIANO', `udp${n}`);

const APRI = `mutation($input: ApriCampagnaInput!) { apriCampagna(input: $input) { campagna { id compilazioni { id versione luogo } } } }`;
const LEGGI = `query($id: ID!) { compilazione(id: $id) { id versione proposteDaAltre { voce valore come origine inVerifica superato
  scritto { valore } da { id rilevazione anno stato } daVoce { codice } }
  valori { voce { codice } stato valore nota provenienza inVerifica ripresoDa { voce compilazione { id rilevazione } } } } }`;
const ACCETTA = `mutation($input: AccettaProposteInput!) { accettaProposte(input: $input) { compilazione { id versione } } }`;
const SALVA = `mutation($input: SalvaCompilazioneInput!) { salvaCompilazione(input: $input) { compilazione { id versione } } }`;
const passo = (nome: string) =>
  `mutation($input: TransizioneCompilazioneInput!) { ${nome}(input: $input) { compilazione { id versione stato } } }`;

interface Aperta {
  id: string;
  versione: number;
}
interface Proposta {
  voce: string;
  valore: number;
  origine: string;
  inVerifica: boolean;
  superato: boolean;
  scritto: { valore: number } | null;
  da: { id: string; rilevazione: string; anno: number; stato: string };
  daVoce: { codice: string };
}
interface Letta extends Aperta {
  proposteDaAltre: Proposta[];
  valori: Array<{ voce: { codice: string } } & Record<string, unknown>>;
}

describe('a figure that another answer gives already', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ats, { demo: true })));
  afterAll(() => subgraph.stop());

  const cambia = async (chi: Chiamante, mutation: string, input: object) => {
    const answer = await subgraph.ask<Record<string, { compilazione: Aperta }>>(chi, mutation, {
      input: { chiaveIdempotenza: randomUUID(), ...input },
    });
    return { ...answer, compilazione: Object.values(answer.data ?? {})[0]?.compilazione as Aperta };
  };
  const fatto = async (chi: Chiamante, mutation: string, { id, versione }: Aperta, altro: object = {}) => {
    const { compilazione, errors } = await cambia(chi, mutation, { compilazione: id, versione, ...altro });
    expect(errors).toEqual([]);
    return compilazione;
  };
  async function apri(rilevazione: string, anno: number, n: number): Promise<Aperta> {
    const input = { chiaveIdempotenza: randomUUID(), rilevazione, anno, scadenza: '2099-12-31' };
    const { data, errors } = await subgraph.ask<{
      apriCampagna: { campagna: { compilazioni: Array<Aperta & { luogo: number }> } };
    }>(coordinamento, APRI, { input });
    expect(errors).toEqual([]);
    return data.apriCampagna.campagna.compilazioni.find(({ luogo }) => luogo === n)!;
  }
  const leggi = async (chi: Chiamante, id: string) => {
    const { data, errors } = await subgraph.ask<{ compilazione: Letta | null }>(chi, LEGGI, { id });
    expect(errors).toEqual([]);
    return data.compilazione;
  };
  const valore = (letta: Letta | null, codice: string) => letta!.valori.find(({ voce }) => voce.codice === codice)!;
  const prendi = ({ voce, valore: quale, da }: Proposta) => ({ voce, valore: quale, da: da.id });

  test('is offered where another collection asks the same thing, and written without typing it: it stays what it was', async () => {
    const affido = await apri('affido', 2021, 1);
    const { proposteDaAltre } = (await leggi(ufficio(1), affido.id))!;
    const [attesa] = await execute<{ valore: number }>(
      subgraph.clone.ownerUrl,
      `SELECT coalesce(valore, 0)::int AS valore FROM valore WHERE compilazione_id = $1 AND voce = 'affido_attesa'`,
      [compilazioneId(1, 2021)],
    );
    expect(proposteDaAltre).toEqual([
      {
        voce: 'minori_in_attesa_31_12',
        valore: attesa!.valore,
        come: expect.stringContaining('Tavolo Tutela Minori'),
        origine: 'DIMOSTRATIVO',
        inVerifica: false,
        superato: false,
        scritto: null,
        da: { id: compilazioneId(1, 2021), rilevazione: 'tutela-minori', anno: 2021, stato: 'APPROVATA' },
        daVoce: { codice: 'affido_attesa' },
      },
    ]);
    await fatto(ufficio(1), ACCETTA, affido, { proposte: proposteDaAltre.map(prendi) });
    expect(valore(await leggi(ufficio(1), affido.id), 'minori_in_attesa_31_12')).toMatchObject({
      valore: attesa!.valore,
      provenienza: 'PRECOMPILATO',
      ripresoDa: { voce: 'affido_attesa', compilazione: { id: compilazioneId(1, 2021), rilevazione: 'tutela-minori' } },
    });
    const [scritta] = await execute<{ origine: string; fonte: unknown }>(
      subgraph.clone.ownerUrl,
      `SELECT origine, fonte FROM valore WHERE compilazione_id = $1 AND voce = 'minori_in_attesa_31_12'`,
      [affido.id],
    );
    expect(scritta).toMatchObject({ origine: 'DIMOSTRATIVO', fonte: expect.anything() });
  });

  test('serves the year after, follows the correction of what it was taken from, and is a typed one once somebody types', async () => {
    const anno = await apri('tutela-minori', 2022, 5);
    const [presa] = (await leggi(ufficio(5), anno.id))!.proposteDaAltre;
    expect([presa!.voce, presa!.daVoce.codice, presa!.da.anno]).toEqual(['minori_1_1', 'minori_31_12', 2021]);
    const accettata = await fatto(ufficio(5), ACCETTA, anno, { proposte: [prendi(presa!)] });

    const vecchia = { id: compilazioneId(5, 2021), versione: 1 };
    const nuova = await fatto(ufficio(5), passo('correggiCompilazione'), vecchia, { motivo: 'Ricontati' });
    const valori = [{ voce: 'minori_31_12', valore: presa!.valore + 1, nota: 'Ne mancava uno' }];
    await fatto(ufficio(5), SALVA, nuova, { valori });
    // A draft serves nobody: until it is approved, what was approved does.
    expect((await leggi(ufficio(5), anno.id))!.proposteDaAltre[0]).toMatchObject({
      valore: presa!.valore,
      superato: false,
    });
    await execute(
      subgraph.clone.ownerUrl,
      `UPDATE compilazione SET stato = 'APPROVATA', inviata_il = now(), approvata_il = now() WHERE id = '${nuova.id}'`,
    );
    const [dopo] = (await leggi(ufficio(5), anno.id))!.proposteDaAltre;
    expect(dopo).toMatchObject({ valore: presa!.valore + 1, superato: true, scritto: { valore: presa!.valore } });

    const stantia = await cambia(ufficio(5), ACCETTA, {
      compilazione: anno.id,
      versione: accettata.versione,
      proposte: [prendi(presa!)],
    });
    expect(stantia.errors.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'INPUT_NON_VALIDO', campi: ['proposte'], voci: ['minori_1_1'] },
    ]);
    const ripresa = await fatto(ufficio(5), ACCETTA, accettata, { proposte: [prendi(dopo!)] });
    expect((await leggi(ufficio(5), anno.id))!.proposteDaAltre[0]).toMatchObject({ superato: false });
    await fatto(ufficio(5), SALVA, ripresa, { valori: [{ voce: 'minori_1_1', valore: 7 }] });
    expect(valore(await leggi(ufficio(5), anno.id), 'minori_1_1')).toMatchObject({
      valore: 7,
      provenienza: 'MANUALE',
      ripresoDa: null,
    });
  });

  test('says that it is being verified there', async () => {
    const anno = await apri('tutela-minori', 2023, 2);
    const prima = await apri('tutela-minori', 2024, 2);
    const valori = [
      { voce: 'minori_31_12', valore: 100 },
      { voce: 'nuclei_31_12', valore: 60 },
      { voce: 'minori_prevenzione', valore: 50 },
      { voce: 'minori_tutela', valore: 60 },
    ];
    const salvata = await fatto(ufficio(2), SALVA, anno, { valori });
    expect((await leggi(ufficio(2), prima.id))!.proposteDaAltre).toEqual([]);
    await fatto(ufficio(2), passo('inviaCompilazione'), salvata);
    const DOMANDA = `mutation($input: ApriDomandaInput!) { apriDomanda(input: $input) { domanda { id } } }`;
    const input = { chiaveIdempotenza: randomUUID(), compilazione: anno.id, voce: 'minori_31_12', testo: 'Tutti?' };
    expect((await subgraph.ask(coordinamento, DOMANDA, { input })).errors).toEqual([]);
    expect((await leggi(ufficio(2), prima.id))!.proposteDaAltre).toMatchObject([
      { voce: 'minori_1_1', valore: 100, inVerifica: true, da: { stato: 'INVIATA' } },
    ]);
  });

  test('is the contributor’s own: nobody else is offered it, and PostgreSQL takes no figure for another', async () => {
    const anno = await apri('tutela-minori', 2025, 6);
    const tutela = (n: number) => operatore(n, 'SERVIZIO_TUTELA', `tutela${n}`);
    const bozza = await leggi(tutela(6), anno.id); // of the office alone
    expect([await leggi(ufficio(7), anno.id), await leggi(tutela(7), anno.id), bozza!.proposteDaAltre]).toEqual([
      null,
      null,
      [],
    ]);
    const { errors } = await subgraph.ask(coordinamento, LEGGI, { id: anno.id });
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['NON_AUTORIZZATO']);
    const scrivi = (quanti: number, da: string, voce = 'minori_31_12') =>
      subgraph.database.write(identityOf(ufficio(6), 'prova'), (tx) =>
        tx.query(
          `INSERT INTO valore (ambito_id, compilazione_id, campagna_id, voce, stato, valore, provenienza, ripreso_da, ripresa_voce)
           SELECT ambito_id, id, campagna_id, 'minori_1_1', 'VALORE', $2, 'PRECOMPILATO', $3, $4 FROM compilazione WHERE id = $1`,
          [anno.id, quanti, da, voce],
        ),
      );
    await expect(scrivi(1, compilazioneId(6, 2021))).rejects.toThrow('not the one that it says');
    await expect(scrivi(1, compilazioneId(7, 2021))).rejects.toThrow('not the one that it says');
    const inventata = await cambia(ufficio(6), ACCETTA, {
      compilazione: anno.id,
      versione: 1,
      proposte: [{ voce: 'eta_media', valore: 9, da: compilazioneId(6, 2021) }],
    });
    expect(inventata.errors.map(({ extensions }) => extensions?.code)).toEqual(['INPUT_NON_VALIDO']);
  });

  test('of all answers of a page is found in the same statements as of one', async () => {
    const MIE = (anni: readonly number[]) =>
      `{ ${anni.map((a) => `a${a}: campagna(rilevazione: "tutela-minori", anno: ${a}) { compilazioni { proposteDaAltre { voce } } }`).join(' ')} }`;
    const conta = async (anni: readonly number[]) => {
      const { result, statements } = await statementsOf(() => subgraph.ask(ufficio(4), MIE(anni)));
      expect(result.errors).toEqual([]);
      return namesOf(statements).sort();
    };
    expect(await conta([2020, 2021])).toEqual(await conta([2021]));
  });
});
