import type { Chiamante } from '@trama/kernel/identity';
import { startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { apri, type CasoLetto, codici, sociale, tutela } from '../cartella/cartella.fixtures.js';
import { AVVIA, cambia, CARTELLA, CONCLUDI, fatto, leggi } from '../cartella/cartella-sociale.fixtures.js';
import { subgraph as ambito } from '../subgraph.js';

const CHIUDI = `mutation ($input: ChiudiCasoInput!) { chiudiCaso(input: $input) { caso { ${CARTELLA} } } }`;

describe('something that is done for a case', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ambito)));
  afterAll(() => subgraph.stop());

  const campi = async (chi: Chiamante, documento: string, input: object) => {
    const { errors } = await cambia(subgraph, chi, documento, input);
    return errors.map(({ extensions }) => [extensions?.code, ...((extensions?.campi as string[]) ?? [])]);
  };
  const minore = ({ persone }: CasoLetto) => persone[0]!.persona.id;

  test.each([
    ['child protection', tutela(4)],
    ['prevention', sociale(4)],
  ])('begins for one person, and ends saying how it went: in %s', async (_servizio, chi) => {
    const aperto = await apri(subgraph, chi, { apertoIl: '2021-01-07' });
    const [caso, persona] = [aperto.codice, minore(aperto)];
    const nuovo = { tipo: 'EDUCATIVA_DOMICILIARE', persona, dal: '2021-02-01' };
    const avviato = await fatto(subgraph, chi, AVVIA, { caso, versione: 1, ...nuovo });
    const inCorso = { id: expect.any(String), ...nuovo, al: null, ore: null, incontri: null, obiettivoRaggiunto: null };
    expect(avviato.interventi).toEqual([{ ...inCorso, origine: 'RILEVATO' }]);
    const { id: intervento } = avviato.interventi[0]!;
    const fine = { al: '2021-12-20', ore: 84.25, incontri: 40, obiettivoRaggiunto: false };
    const concluso = await fatto(subgraph, chi, CONCLUDI, { caso, versione: 2, intervento, ...fine });
    expect(concluso.interventi).toEqual([{ id: intervento, ...nuovo, ...fine, origine: 'RILEVATO' }]);
    expect(await leggi(subgraph, chi, caso)).toEqual(concluso);
    expect(await campi(chi, CONCLUDI, { caso, versione: 3, intervento })).toEqual([['INPUT_NON_VALIDO', 'intervento']]);
  });

  test('is refused for a person of another case, for days that cannot be and for numbers below zero', async () => {
    const chi = tutela(4);
    const [uno, due] = [await apri(subgraph, chi), await apri(subgraph, chi)];
    const nuovo = { caso: uno.codice, versione: 1, tipo: 'SPAZIO_NEUTRO' };
    expect(await campi(chi, AVVIA, { ...nuovo, persona: minore(due) })).toEqual([['INPUT_NON_VALIDO', 'persona']]);
    expect(await campi(chi, AVVIA, { ...nuovo, persona: 'Nino' })).toEqual([['INPUT_NON_VALIDO', 'persona']]);
    expect(await campi(chi, AVVIA, { ...nuovo, dal: '2999-01-01' })).toEqual([['INPUT_NON_VALIDO', 'dal']]);
    const { interventi } = await fatto(subgraph, chi, AVVIA, { ...nuovo, dal: '2021-05-06' });
    const fine = { caso: uno.codice, versione: 2, intervento: interventi[0]!.id };
    expect(await campi(chi, CONCLUDI, { ...fine, al: '2021-05-05' })).toEqual([['INPUT_NON_VALIDO', 'al']]);
    expect(await campi(chi, CONCLUDI, { ...fine, al: '2999-01-01' })).toEqual([['INPUT_NON_VALIDO', 'al']]);
    expect(await campi(chi, CONCLUDI, { ...fine, ore: -1 })).toEqual([['INPUT_NON_VALIDO', 'ore']]);
    expect(await campi(chi, CONCLUDI, { ...fine, ore: 1.005 })).toEqual([['INPUT_NON_VALIDO', 'ore']]);
    expect(await campi(chi, CONCLUDI, { ...fine, incontri: -1 })).toEqual([['INPUT_NON_VALIDO', 'incontri']]);
    const altro = { ...fine, caso: due.codice, versione: 1 };
    expect(await campi(chi, CONCLUDI, altro)).toEqual([['INPUT_NON_VALIDO', 'intervento']]);
  });

  test('is begun by nobody else: not a colleague who does not follow the case, not the other service, not another ambito', async () => {
    const { codice } = await apri(subgraph, tutela(4, 'segue'));
    const nuovo = { caso: codice, versione: 1, tipo: 'COMUNITA' };
    for (const chi of [tutela(4, 'non-segue'), sociale(4, 'segue'), tutela(1, 'segue')]) {
      expect(codici(await cambia(subgraph, chi, AVVIA, nuovo))).toEqual(['NON_TROVATO']);
    }
  });

  test('is only read in an emergency', async () => {
    const { codice } = await apri(subgraph, tutela(4, 'titolare'));
    await fatto(subgraph, tutela(4, 'titolare'), AVVIA, { caso: codice, versione: 1, tipo: 'COMUNITA' });
    const reperibile = tutela(4, 'reperibile');
    const EMERGENZA = `mutation ($input: ApriEmergenzaInput!) { apriEmergenza(input: $input) { emergenza { casoCodice } } }`;
    const motivo = 'Segnalazione urgente fuori orario';
    await cambia(subgraph, reperibile, EMERGENZA, { caso: codice, minuti: 5, motivo });
    expect(await leggi(subgraph, reperibile, codice)).toMatchObject({
      inEmergenza: true,
      azioniPossibili: [],
      interventi: [{ tipo: 'COMUNITA' }],
    });
    const altro = await cambia(subgraph, reperibile, AVVIA, { caso: codice, versione: 2, tipo: 'AFFIDO' });
    expect(codici(altro)).toEqual(['TRANSIZIONE_NON_AMMESSA']);
  });

  test('must end before the case does, which then says how it ended', async () => {
    const chi = tutela(4);
    const { codice } = await apri(subgraph, chi);
    const { interventi } = await fatto(subgraph, chi, AVVIA, { caso: codice, versione: 1, tipo: 'AFFIDO' });
    const prima = await cambia(subgraph, chi, CHIUDI, { caso: codice, versione: 2, esito: 'MAGGIORE_ETA' });
    expect(prima.errors[0]).toMatchObject({
      message: expect.stringContaining('concludili prima'),
      extensions: { code: 'TRANSIZIONE_NON_AMMESSA' },
    });
    expect(await leggi(subgraph, chi, codice)).toMatchObject({ stato: 'APERTO', versione: 2, esito: null });
    await fatto(subgraph, chi, CONCLUDI, { caso: codice, versione: 2, intervento: interventi[0]!.id });
    const chiuso = await fatto(subgraph, chi, CHIUDI, { caso: codice, versione: 3, esito: 'MAGGIORE_ETA' });
    expect(chiuso).toMatchObject({ stato: 'CHIUSO', esito: 'MAGGIORE_ETA', versione: 4, azioniPossibili: [] });
    expect(codici(await cambia(subgraph, chi, AVVIA, { caso: codice, versione: 4, tipo: 'AFFIDO' }))).toEqual([
      'TRANSIZIONE_NON_AMMESSA',
    ]);
    const muto = await apri(subgraph, chi);
    expect(await fatto(subgraph, chi, CHIUDI, { caso: muto.codice, versione: 1 })).toMatchObject({ esito: null });
  });

  test('that begins while the case is closed does one of the two, never both', async () => {
    const chi = tutela(4);
    const { codice } = await apri(subgraph, chi);
    const risposte = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        n % 2 === 0
          ? cambia(subgraph, chi, CHIUDI, { caso: codice, versione: 1, esito: 'ALTRO' })
          : cambia(subgraph, chi, AVVIA, { caso: codice, versione: 1, tipo: 'COMUNITA' }),
      ),
    );
    expect(risposte.flatMap(codici)).toEqual(Array.from({ length: 5 }, () => 'CONFLITTO_VERSIONE'));
    const { stato, esito, interventi } = (await leggi(subgraph, chi, codice))!;
    expect([
      ['CHIUSO', 'ALTRO', 0],
      ['APERTO', null, 1],
    ]).toContainEqual([stato, esito, interventi.length]);
  });
});
