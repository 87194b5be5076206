import fc from 'fast-check';
import { creaCollegamento } from './collegamento.js';
import type { AttoCollegamento, RichiestaSeguito, Soggetto } from './collegamento-contratto.js';
import { controllaCodice } from './controllo-codice.js';
import { codiceDiProva, MagazzinoCollegamentoInMemoria, omocodicoDi, portachiaviDiProva } from './crypto.fixtures.js';
import { Pseudonimi } from './pseudonimi.js';

const CODICE = codiceDiProva(1);
const SCOPI = new Set(['TUTELA_MINORI', 'AFFIDO']);
const chi = (ambito: number, altro = {}) => ({
  attore: `operatore-${ambito}`,
  ambito,
  scopo: 'TUTELA_MINORI',
  caso: 'caso-1',
  ...altro,
});
const servizio = (ambito: number) => ({ servizio: `Tutela minori ${ambito}`, recapito: `030 000${ambito}` });
const DAL = '2021-03-01';

function nuovo(versioni = [1], magazzino = new MagazzinoCollegamentoInMemoria(), altro = {}) {
  const atti: AttoCollegamento[] = [];
  const collegamento = creaCollegamento({
    chiavi: portachiaviDiProva('collegamento', versioni),
    magazzino,
    controllo: controllaCodice,
    scopi: SCOPI,
    registra: async (atto) => void atti.push(atto),
    ...altro,
  });
  const iscrivi = (ambito: number, codiceFiscale: string | null, di = {}) =>
    collegamento.iscrivi({ ...chi(ambito), ...servizio(ambito), codiceFiscale, dal: DAL, ...di });
  const chiedi = (ambito: number, soggetto: Soggetto, di = {}) =>
    collegamento.seguitoAltrove({ ...chi(ambito), soggetto, ...di });
  return { collegamento, magazzino, atti, iscrivi, chiedi };
}

describe('pseudonyms', () => {
  const chiavi = new Pseudonimi(portachiaviDiProva('collegamento', [1, 2]));
  const spazio = fc.record({
    ambito: fc.integer({ min: 1, max: 12 }),
    scopo: fc.constantFrom('TUTELA_MINORI', 'AFFIDO'),
  });

  test('are equal for the same person, ambito, purpose and version, and for nothing else', () => {
    const tutto = fc.tuple(fc.constantFrom(1, 2), spazio, fc.nat(15 ** 5).map(codiceDiProva));
    fc.assert(
      fc.property(tutto, tutto, (a, b) => {
        const [uno, altro] = [chiavi.pseudonimo(...a), chiavi.pseudonimo(...b)];
        expect(uno === altro).toBe(JSON.stringify(a) === JSON.stringify(b));
        // Nor do they meet when somebody cuts the version off.
        expect(uno!.slice(3) === altro!.slice(3)).toBe(JSON.stringify(a) === JSON.stringify(b));
        expect(chiavi.pseudonimo(...a)).toBe(uno);
      }),
      { numRuns: 500 },
    );
  });

  test('old and new never compare equal, whatever the person', () => {
    const codici = Array.from({ length: 500 }, (_, n) => codiceDiProva(n));
    const di = (versione: number) =>
      codici.map((codice) => chiavi.pseudonimo(versione, { ambito: 3, scopo: 'AFFIDO' }, codice)!.split(':')[1]);
    expect(new Set([...di(1), ...di(2)]).size).toBe(1000);
  });

  test('tell an omocodic code from the code with digits', async () => {
    const { collegamento } = nuovo();
    const [uno, altro] = await Promise.all(
      [CODICE, omocodicoDi(CODICE)].map((codiceFiscale) => collegamento.pseudonimo({ ...chi(3), codiceFiscale })),
    );
    expect(uno).not.toBe(altro);
  });

  test('are the same however the code is typed', async () => {
    const { collegamento } = nuovo();
    const scritti = [CODICE, ` ${CODICE.toLowerCase()}\t`];
    const [uno, altro] = await Promise.all(
      scritti.map((codiceFiscale) => collegamento.pseudonimo({ ...chi(3), codiceFiscale })),
    );
    expect(uno).toMatch(/^k1:[\w-]{43}$/);
    expect(uno).toBe(altro);
  });

  test.each([null, '', '12345678901', 'STP0301234567890', 'ENI0301234567890', 'RSSMRA85T10A562T'])(
    'of %j are random and equal to nothing',
    async (codiceFiscale) => {
      const { collegamento, iscrivi, chiedi, magazzino } = nuovo();
      const tutti = await Promise.all(
        [1, 2, 3, 4].map((ambito) => collegamento.pseudonimo({ ...chi(ambito % 2), codiceFiscale })),
      );
      tutti.push(await iscrivi(4, codiceFiscale), await iscrivi(5, codiceFiscale));
      expect(new Set(tutti).size).toBe(6);
      expect(tutti.every((pseudonimo) => /^senza-cf:[\w-]{22}$/.test(pseudonimo))).toBe(true);
      expect(magazzino.iscrizioni).toEqual([]);
      expect(await chiedi(3, { codiceFiscale })).toEqual({ esito: 'NON_COLLEGABILE' });
      expect(await chiedi(3, { pseudonimo: tutti[0]! })).toEqual({ esito: 'NON_COLLEGABILE' });
    },
  );
});

describe('followed elsewhere', () => {
  test('names the services to call in the other ambiti, and nothing more', async () => {
    const { iscrivi, chiedi } = nuovo();
    const mio = await iscrivi(3, CODICE);
    const altrui = [await iscrivi(5, CODICE), await iscrivi(4, CODICE)];
    await iscrivi(4, CODICE, { servizio: 'Consultorio', recapito: '030 9' });
    await iscrivi(6, codiceDiProva(2));
    const attesa = {
      esito: 'SEGUITO_ALTROVE',
      servizi: [
        { ambito: 4, servizio: 'Consultorio', recapito: '030 9' },
        { ambito: 4, ...servizio(4) },
        { ambito: 5, ...servizio(5) },
      ],
    };
    const perPseudonimo = await chiedi(3, { pseudonimo: mio });
    expect(perPseudonimo).toEqual(attesa);
    expect(await chiedi(3, { codiceFiscale: CODICE })).toEqual(attesa);
    for (const pseudonimo of altrui) {
      expect(JSON.stringify(perPseudonimo)).not.toContain(pseudonimo.slice(3, 20));
    }
  });

  test('says no for somebody whom only the asker follows, or nobody, or who is followed for another purpose', async () => {
    const { iscrivi, chiedi } = nuovo();
    const mio = await iscrivi(3, CODICE);
    await iscrivi(4, CODICE, { scopo: 'AFFIDO' });
    await iscrivi(4, omocodicoDi(CODICE));
    for (const soggetto of [{ pseudonimo: mio }, { codiceFiscale: CODICE }, { codiceFiscale: codiceDiProva(9) }]) {
      expect(await chiedi(3, soggetto)).toEqual({ esito: 'NESSUNA_CORRISPONDENZA' });
    }
  });

  test('knows a pseudonym only in the space that it was made for', async () => {
    const { iscrivi, chiedi } = nuovo();
    const altrui = await iscrivi(4, CODICE);
    await iscrivi(5, CODICE);
    expect(await chiedi(3, { pseudonimo: altrui })).toEqual({ esito: 'NESSUNA_CORRISPONDENZA' });
    expect(await chiedi(4, { pseudonimo: altrui }, { scopo: 'AFFIDO' })).toEqual({ esito: 'NESSUNA_CORRISPONDENZA' });
  });

  test('stops naming a service that has withdrawn', async () => {
    const { collegamento, iscrivi, chiedi, magazzino } = nuovo([1, 2]);
    await iscrivi(4, CODICE);
    await iscrivi(4, CODICE, { servizio: 'Consultorio' });
    await collegamento.rimuovi({ ...chi(4), servizio: 'Consultorio', soggetto: { codiceFiscale: CODICE } });
    expect(await chiedi(3, { codiceFiscale: CODICE })).toMatchObject({ servizi: [{ servizio: 'Tutela minori 4' }] });
    await collegamento.rimuovi({ ...chi(4), servizio: 'Tutela minori 4', soggetto: { codiceFiscale: CODICE } });
    expect(magazzino.iscrizioni).toEqual([]);
  });

  test.each(['scopo', 'caso', 'attore'] as const)('is not asked without %s', async (campo) => {
    const { collegamento, atti } = nuovo();
    const richiesta: RichiestaSeguito = { ...chi(3), soggetto: { codiceFiscale: CODICE }, [campo]: ' ' };
    const rifiuto = { extensions: { code: 'INPUT_NON_VALIDO', campi: [campo] } };
    await expect(collegamento.seguitoAltrove(richiesta)).rejects.toMatchObject(rifiuto);
    await expect(collegamento.pseudonimo({ ...richiesta, codiceFiscale: CODICE })).rejects.toMatchObject(rifiuto);
    const iscrizione = { ...richiesta, ...servizio(3), codiceFiscale: CODICE, dal: DAL };
    await expect(collegamento.iscrivi(iscrizione)).rejects.toMatchObject(rifiuto);
    expect(atti).toEqual([]);
  });

  test('refuses a text that is no pseudonym, without repeating it', async () => {
    const errore: unknown = await nuovo()
      .chiedi(3, { pseudonimo: CODICE })
      .catch((error: unknown) => error);
    expect(errore).toMatchObject({ extensions: { code: 'INPUT_NON_VALIDO', campi: ['pseudonimo'] } });
    expect(String(errore)).not.toContain(CODICE);
  });
});

describe('the register of accesses', () => {
  test('gets who, why and about whom before the answer, without the code', async () => {
    const { iscrivi, chiedi, atti } = nuovo();
    const mio = await iscrivi(3, CODICE);
    await iscrivi(4, CODICE);
    await chiedi(3, { codiceFiscale: CODICE });
    expect(atti.at(-1)).toEqual({ ...chi(3), azione: 'VERIFICA', soggetto: mio, esito: 'RISPOSTO', ambiti: [4] });
    expect(JSON.stringify(atti)).not.toContain(CODICE);
  });

  test('must write, or nobody gets an answer', async () => {
    const registra = () => Promise.reject(new Error('disk full at /var/lib'));
    const { collegamento, magazzino, iscrivi, chiedi } = nuovo([1], undefined, { registra });
    const domande = [
      chiedi(3, { codiceFiscale: CODICE }),
      chiedi(3, { codiceFiscale: null }),
      collegamento.pseudonimo({ ...chi(3), codiceFiscale: CODICE }),
      collegamento.pseudonimo({ ...chi(3), codiceFiscale: null }),
      iscrivi(3, CODICE),
    ];
    for (const esito of await Promise.allSettled(domande)) {
      expect(esito).toMatchObject({ status: 'rejected', reason: { extensions: { code: 'SERVIZIO_NON_DISPONIBILE' } } });
      expect((esito as PromiseRejectedResult).reason.message).not.toContain('disk');
    }
    expect(magazzino.iscrizioni).toEqual([]);
  });
});

describe('the quota', () => {
  const limiti = { VERIFICA: 3, PSEUDONIMO: 2 };

  test('counts different people for each actor and day, in both questions', async () => {
    let adesso = new Date('2026-03-01T10:00:00Z');
    const { collegamento, chiedi, atti } = nuovo([1], undefined, { limiti, adesso: () => adesso });
    const domanda = (n: number, di = {}) => chiedi(3, { codiceFiscale: codiceDiProva(n) }, di);
    for (const n of [1, 2, 3, 1, 2, 3]) {
      await domanda(n);
    }
    const rifiuto = { extensions: { code: 'LIMITE_SUPERATO' }, message: expect.stringContaining('3 persone') };
    await expect(domanda(4)).rejects.toMatchObject(rifiuto);
    expect(atti.at(-1)).toMatchObject({ esito: 'LIMITE_SUPERATO', soggetto: null });
    await expect(domanda(1)).resolves.toBeDefined();
    await expect(domanda(4, { attore: 'un altro' })).resolves.toBeDefined();
    await expect(domanda(4, { ambito: 5, scopo: 'AFFIDO', caso: 'caso-2' })).rejects.toMatchObject(rifiuto);

    const pseudonimo = (n: number) => collegamento.pseudonimo({ ...chi(3), codiceFiscale: codiceDiProva(n) });
    await Promise.all([pseudonimo(1), pseudonimo(2)]);
    await expect(pseudonimo(3)).rejects.toMatchObject({ extensions: { code: 'LIMITE_SUPERATO' } });

    adesso = new Date('2026-03-01T22:59:59Z');
    await expect(domanda(4)).rejects.toMatchObject(rifiuto);
    adesso = new Date('2026-03-01T23:00:00Z'); // midnight in Rome
    await expect(domanda(4)).resolves.toBeDefined();
  });
});

describe('rotation of the linkage key', () => {
  test('runs two versions in parallel, then drops the old one', async () => {
    const magazzino = new MagazzinoCollegamentoInMemoria();
    const prima = nuovo([1], magazzino);
    const vecchio = await prima.iscrivi(3, CODICE);
    await prima.iscrivi(4, CODICE);

    const durante = nuovo([1, 2], magazzino);
    await durante.iscrivi(5, CODICE); // whoever comes during the rotation is in both
    const tre = { ambito: 3, ...servizio(3) };
    const quattro = { ambito: 4, ...servizio(4) };
    const cinque = { ambito: 5, ...servizio(5) };
    expect(await durante.chiedi(3, { pseudonimo: vecchio })).toEqual({
      esito: 'SEGUITO_ALTROVE',
      servizi: [quattro, cinque],
    });
    expect(await durante.chiedi(5, { codiceFiscale: CODICE })).toEqual({
      esito: 'SEGUITO_ALTROVE',
      servizi: [tre, quattro],
    });

    const nuovoPseudonimo = await durante.iscrivi(3, CODICE);
    expect(nuovoPseudonimo).toMatch(/^k2:/);
    expect(nuovoPseudonimo.slice(3)).not.toBe(vecchio.slice(3));
    const daCercare = await durante.collegamento.pseudonimo({ ...chi(3), codiceFiscale: CODICE, versione: 1 });
    expect(daCercare).toBe(vecchio);
    expect(await durante.chiedi(3, { pseudonimo: nuovoPseudonimo })).toEqual({
      esito: 'SEGUITO_ALTROVE',
      servizi: [cinque],
    });

    const dopo = nuovo([2], magazzino);
    expect(await dopo.chiedi(3, { codiceFiscale: CODICE })).toEqual({ esito: 'SEGUITO_ALTROVE', servizi: [cinque] });
    expect(await dopo.chiedi(3, { pseudonimo: vecchio })).toEqual({ esito: 'NESSUNA_CORRISPONDENZA' });
    await expect(dopo.collegamento.pseudonimo({ ...chi(3), codiceFiscale: CODICE, versione: 1 })).rejects.toMatchObject(
      {
        extensions: { code: 'INPUT_NON_VALIDO', campi: ['versione'] },
      },
    );
  });

  test('a new version serves joiners before it is the current one', async () => {
    const magazzino = new MagazzinoCollegamentoInMemoria();
    const chiavi = portachiaviDiProva('collegamento', [1, 2], 1);
    const { iscrivi } = nuovo([1], magazzino, { chiavi });
    expect(await iscrivi(3, CODICE)).toMatch(/^k1:/);
    expect(magazzino.iscrizioni.map(({ versione }) => versione).sort()).toEqual([1, 2]);
  });

  test('what the service keeps is in no ambito’s table, and does not join across purposes', async () => {
    const { iscrivi, magazzino } = nuovo([1, 2]);
    const pseudonimi = [
      await iscrivi(3, CODICE),
      await iscrivi(3, CODICE, { scopo: 'AFFIDO' }),
      await iscrivi(4, CODICE),
    ];
    const tenuti = magazzino.iscrizioni
      .flatMap(({ registro, riferimento }) => [registro, riferimento])
      .map((byte) => byte.toString('base64url'));
    expect(pseudonimi.some((pseudonimo) => tenuti.includes(pseudonimo.slice(3)))).toBe(false);
    const registri = (scopo: string) =>
      magazzino.iscrizioni.filter((voce) => voce.scopo === scopo).map(({ registro }) => registro.toString('hex'));
    expect(registri('AFFIDO').filter((registro) => registri('TUTELA_MINORI').includes(registro))).toEqual([]);
  });
});

describe('an ambito’s own people, all at once', () => {
  test('are told apart: those whom others follow too, with the services to call, and only those', async () => {
    const { collegamento, iscrivi, atti } = nuovo();
    const seguiti = [await iscrivi(3, CODICE), await iscrivi(3, codiceDiProva(2))];
    const soli = [await iscrivi(3, codiceDiProva(3)), 'senza-cf:AAAAAAAAAAAAAAAAAAAAAA', 'k9:inventato'];
    const altrui = await iscrivi(5, CODICE);
    await iscrivi(4, codiceDiProva(2));
    await iscrivi(5, codiceDiProva(2));
    const pseudonimi = [...seguiti, ...soli, altrui];
    const legami = await collegamento.legami({ attore: 'lavoro', ambito: 3, scopo: 'TUTELA_MINORI', pseudonimi });
    expect(new Map(legami.map(({ pseudonimo, servizi }) => [pseudonimo, servizi]))).toEqual(
      new Map([
        [seguiti[0], [{ ambito: 5, ...servizio(5) }]],
        [
          seguiti[1],
          [
            { ambito: 4, ...servizio(4) },
            { ambito: 5, ...servizio(5) },
          ],
        ],
      ]),
    );
    expect(atti.at(-1)).toMatchObject({ azione: 'VERIFICA', attore: 'lavoro', ambito: 3, ambiti: [5, 4] });
  });

  test('are found across a change of key, as long as both keys live', async () => {
    const magazzino = new MagazzinoCollegamentoInMemoria();
    const vecchio = await nuovo([1], magazzino).iscrivi(3, CODICE);
    const { collegamento, iscrivi } = nuovo([1, 2], magazzino);
    await iscrivi(4, CODICE);
    const chiesti = { attore: 'lavoro', ambito: 3, scopo: 'TUTELA_MINORI', pseudonimi: [vecchio] };
    expect(await collegamento.legami(chiesti)).toEqual([
      { pseudonimo: vecchio, servizi: [{ ambito: 4, ...servizio(4) }] },
    ]);
  });
});

describe('families in several ambiti', () => {
  test('are pairs of households with a person in common, under names that nobody else has', async () => {
    const { collegamento, iscrivi, magazzino, atti } = nuovo();
    const [madre, figlio, estraneo] = [codiceDiProva(1), codiceDiProva(2), codiceDiProva(3)];
    for (const codice of [madre, figlio]) {
      await iscrivi(3, codice, { nucleo: 'casa-3' });
      await iscrivi(4, codice, { nucleo: 'casa-4', dal: '2021-09-01' });
    }
    await iscrivi(4, estraneo, { nucleo: 'casa-4-bis' });
    const coppie = await collegamento.famiglieCollegate({ attore: 'lavoro', scopo: 'TUTELA_MINORI' });
    const nomi = coppie.map(({ famiglie: [una, altra], dal }) => [
      una.ambito,
      altra.ambito,
      una.famiglia,
      altra.famiglia,
      dal,
    ]);
    expect(new Set(nomi.map((coppia) => JSON.stringify(coppia))).size).toBe(1);
    expect(nomi[0]!.slice(0, 2)).toEqual([3, 4]);
    expect(nomi[0]!.at(-1)).toBe('2021-09-01');
    const tenuti = magazzino.iscrizioni.flatMap((voce) => [voce.famiglia, voce.registro, voce.riferimento]);
    expect(tenuti.map((valore) => valore.toString('base64url'))).not.toContain(nomi[0]![2]);
    expect(JSON.stringify(coppie)).not.toContain('casa');
    expect(atti.at(-1)).toMatchObject({ azione: 'CONTEGGIO', ambito: null, caso: null, ambiti: [3, 4] });
  });

  test('a person in no household is a family', async () => {
    const { collegamento, iscrivi } = nuovo();
    await iscrivi(3, CODICE);
    await iscrivi(4, CODICE);
    expect(await collegamento.famiglieCollegate({ attore: 'lavoro', scopo: 'TUTELA_MINORI' })).toHaveLength(1);
  });
});
