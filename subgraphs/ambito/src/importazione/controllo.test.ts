import { carattereDiControllo } from '@trama/crypto/controllo-codice';
import fc from 'fast-check';
import { ServizioCaso } from '../cartella/caso.stati.js';
import { controlla, type Contesto, dataDi } from './controllo.js';
import { csv, famiglia, type RigaScritta } from './importazione.fixtures.js';
import { leggiRighe } from './lettura.js';

const CONTESTO: Contesto = {
  oggi: '2026-11-23',
  servizio: ServizioCaso.TUTELA,
  equipe: new Set(['MEDIA_VALLE']),
  comuni: new Set(['017075', '017024']),
  importati: new Set(['GIA-1']),
};

/** Problems as people would tell them: row, column, gravity. */
function problemi(righe: readonly RigaScritta[], contesto: Partial<Contesto> = {}) {
  const letto = leggiRighe(csv(righe));
  const tutti = [...letto.problemi, ...controlla(letto.righe, { ...CONTESTO, ...contesto }).problemi];
  return tutti.map(({ riga, colonna, gravita }) => `${riga} ${colonna} ${gravita}`);
}

const codice = (quindici: string) => quindici + carattereDiControllo(quindici);
const solo = (altro: RigaScritta) =>
  problemi([{ ...famiglia('A')[1], codice_fiscale: codice('PRVNNI15B03Y999'), ...altro }]);

describe('the rows of a file', () => {
  test('without anything wrong make cases', () => {
    const { righe } = leggiRighe(
      csv([...famiglia('A'), ...famiglia('B', { chiuso_il: '01/12/2020', esito: 'MAGGIORE_ETA' })]),
    );
    const { casi } = controlla(righe, CONTESTO);
    expect(
      casi.map(({ codiceEsterno, chiusoIl, esito, persone }) => [codiceEsterno, chiusoIl, esito, persone.length]),
    ).toEqual([
      ['A', null, null, 2],
      ['B', '2020-12-01', 'MAGGIORE_ETA', 2],
    ]);
    expect(casi[0]!.persone[1]).toEqual({
      ...{ ruolo: 'MINORE', nome: 'Nino', cognome: 'Provaccini', codiceFiscale: null, dataNascita: '2015-02-03' },
    });
    expect(solo({})).toEqual([]);
  });

  test.each<[string, RigaScritta, string]>([
    ['no code', { codice_esterno: '' }, '2 codice_esterno ERRORE'],
    ['no name', { nome: '' }, '2 nome ERRORE'],
    ['a name that is too long', { cognome: 'x'.repeat(101) }, '2 cognome ERRORE'],
    ['an outcome that does not exist', { chiuso_il: '2020-01-01', esito: 'BENE' }, '2 esito ERRORE'],
    ['an outcome of an open case', { esito: 'ALTRO' }, '2 esito ERRORE'],
    ['a closing without an outcome', { chiuso_il: '2020-01-01' }, '2 esito AVVISO'],
    ['no day at all', { aperto_il: '31/02/2020' }, '2 aperto_il ERRORE'],
    ['a day to come', { aperto_il: '2030-01-01' }, '2 aperto_il ERRORE'],
    ['an end before the beginning', { chiuso_il: '2018-01-01', esito: 'ALTRO' }, '2 chiuso_il ERRORE'],
    ['a team of nobody', { equipe: 'ALTRA' }, '2 equipe ERRORE'],
    ['a comune of another ambito', { comune: '017029' }, '2 comune ERRORE'],
    ['no comune', { comune: '' }, '2 comune AVVISO'],
    ['a code with another last letter', { codice_fiscale: 'PRVNNI15B03Y999A' }, '2 codice_fiscale ERRORE'],
    ['no codice fiscale', { codice_fiscale: '' }, '2 codice_fiscale AVVISO'],
    ['a birthday that the codice fiscale denies', { data_nascita: '2014-02-03' }, '2 data_nascita AVVISO'],
    ['a case imported already', { codice_esterno: 'GIA-1' }, '2 codice_esterno ERRORE'],
    ['a case without a minor', { ruolo: 'GENITORE' }, '2 ruolo AVVISO'],
  ])('are told what is wrong, and where: %s', (_, altro, atteso) => {
    expect(solo(altro)).toEqual([atteso]);
  });

  test('with a role that does not exist are no minor either', () => {
    expect(solo({ ruolo: 'ZIO' })).toEqual(['2 ruolo ERRORE', '2 ruolo AVVISO']);
  });

  test('of one case must agree, and hold nobody twice', () => {
    const [madre, figlio] = famiglia('A') as [RigaScritta, RigaScritta];
    const senzaAvvisi = (righe: RigaScritta[]) => problemi(righe).filter((problema) => problema.endsWith('ERRORE'));
    expect(senzaAvvisi([madre, { ...figlio, aperto_il: '2020-01-01' }])).toEqual(['3 aperto_il ERRORE']);
    expect(senzaAvvisi([madre, figlio, { ...figlio, nome: 'NINO' }])).toEqual(['4  ERRORE']);
    const molti = Array.from({ length: 21 }, (_, n) => ({ ...figlio, nome: `N${n}` }));
    expect(senzaAvvisi(molti)).toEqual(['2  ERRORE']);
  });

  test('are refused whole for a heading that is wrong, commas or nothing at all', () => {
    const di = (testo: string) =>
      leggiRighe(Buffer.from(testo)).problemi.map(({ riga, colonna }) => `${riga} ${colonna}`);
    expect(di('nome;cognome\r\nNino;Diprova')).toEqual(['1 codice_esterno', '1 aperto_il', '1 ruolo']);
    expect(di(csv([]).toString().replace('nome;', 'nome;nome;'))).toContain('1 nome');
    expect(di(`${csv([]).toString()};altezza`)).toEqual(['1 altezza']);
    expect(leggiRighe(csv(famiglia('A'), ',')).problemi[0]!.messaggio).toContain('punto e virgola');
    expect(di(csv([]).toString())).toEqual(['1 ']);
    expect(di('a;"b')).toEqual([expect.stringMatching(/^1 /)]);
    expect(leggiRighe(Buffer.from([0xff, 0xfe, 0x41])).problemi).toHaveLength(1);
    expect(leggiRighe(csv(Array.from({ length: 1_001 }, () => famiglia('A')[0]!))).problemi[0]!.riga).toBe(1_002);
  });

  test('keep their numbers over empty lines, and no problem says a name or a code back', () => {
    const testo = csv(famiglia('A', { ruolo: 'ZIO', codice_fiscale: 'PRVNNI15B03Y999A' }))
      .toString()
      .replace('\r\n', '\r\n\r\n;;;\r\n');
    const letto = leggiRighe(Buffer.from(testo));
    const { problemi: trovati } = controlla(letto.righe, CONTESTO);
    expect(new Set(trovati.map(({ riga }) => riga))).toEqual(new Set([4, 5]));
    expect(JSON.stringify(trovati)).not.toMatch(/PRVNNI|Provaccini|Nino|Olga/);
  });

  test('written from any cases are read back as those cases', () => {
    const parola = fc
      .stringMatching(/^[A-Za-zÀ-ù][A-Za-zÀ-ù' -]{0,29}$/)
      .map((testo) => testo.trim())
      .filter((testo) => testo !== '');
    const giorno = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
      .map((data) => data.toISOString().slice(0, 10));
    const persona = fc.record({
      ruolo: fc.constantFrom('MINORE', 'GENITORE', 'ALTRO'),
      nome: parola,
      cognome: parola,
      data_nascita: giorno,
    });
    const caso = fc.record({
      aperto_il: giorno,
      persone: fc.uniqueArray(persona, {
        minLength: 1,
        maxLength: 4,
        selector: ({ nome, cognome, data_nascita }) => `${nome}|${cognome}|${data_nascita}`.toUpperCase(),
      }),
    });
    fc.assert(
      fc.property(fc.array(caso, { minLength: 1, maxLength: 8 }), (casi) => {
        const righe = casi.flatMap(({ aperto_il, persone }, n) =>
          persone.map((una) => ({ codice_esterno: `C${n}`, aperto_il, comune: '017075', ...una })),
        );
        const letto = controlla(leggiRighe(csv(righe)).righe, CONTESTO);
        expect(letto.problemi.filter(({ gravita }) => String(gravita) === 'ERRORE')).toEqual([]);
        expect(
          letto.casi.map(({ apertoIl, persone }) => ({
            apertoIl,
            persone: persone.map(({ nome, cognome }) => [nome, cognome]),
          })),
        ).toEqual(
          casi.map(({ aperto_il, persone }) => ({
            apertoIl: aperto_il,
            persone: persone.map(({ nome, cognome }) => [nome, cognome]),
          })),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('know a day however it is written', () => {
    expect(['2020-02-29', '29/02/2020', '1/3/2020', '29/02/2021', '2020-13-01', '20200101', ''].map(dataDi)).toEqual([
      ...['2020-02-29', '2020-02-29', '2020-03-01'],
      ...[null, null, null, null],
    ]);
  });
});
