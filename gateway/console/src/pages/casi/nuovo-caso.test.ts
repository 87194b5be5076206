import { campiNuovoCaso, nuovoCaso, personeScritte } from './nuovo-caso';

const comuni = [
  { codiceIstat: '017075', nome: 'Gardone Val Trompia', equipeTutela: 'MEDIA_VALLE' },
  { codiceIstat: '017096', nome: 'Lumezzane', equipeTutela: null },
];
const persone = [
  {
    ruolo: 'MINORE',
    persona: { id: 'a', nome: 'Ada', cognome: 'Prova', dataNascita: '2015-03-01', codiceFiscale: null },
  },
  { ruolo: 'GENITORE', persona: { id: 'b', nome: null, cognome: null, dataNascita: null, codiceFiscale: null } },
] as const;

test('a household that is known is not asked where it lives', () => {
  const nomi = (nucleo: string | null) =>
    campiNuovoCaso({ comuni, isTutela: true, nucleo, quante: 1, note: 0 }, {}).map(({ nome }) => nome);
  expect(nomi(null).slice(0, 2)).toEqual(['comune', 'equipe']);
  expect(nomi('04-N-1')[0]).toBe('equipe');
});

test('a case of a known household carries its code and no comune', () => {
  const valori = { ...personeScritte(persone), comune: '017075' };
  expect(nuovoCaso(valori, 1, '04-N-1')).toMatchObject({ nucleo: '04-N-1', comune: null });
  expect(nuovoCaso(valori, 1, null)).toMatchObject({ nucleo: null, comune: '017075' });
});

test('who was taken off the page does not go, and what was not said is null', () => {
  const valori = { ...personeScritte(persone), codiceFiscale0: ' prvdaa15c41y999x ' };
  expect(nuovoCaso(valori, 1, null).persone).toEqual([
    { ruolo: 'MINORE', nome: 'Ada', cognome: 'Prova', dataNascita: '2015-03-01', codiceFiscale: 'PRVDAA15C41Y999X' },
  ]);
});

test('whoever comes from a known case can be left out, and is then not asked about', () => {
  const scelte = { comuni, isTutela: false, nucleo: '04-N-1', quante: 2, note: 2 };
  const valori = { ...personeScritte(persone), fuori1: true };
  const nomi = campiNuovoCaso(scelte, valori).map(({ nome }) => nome);
  expect(nomi.filter((nome) => nome.endsWith('1'))).toEqual(['fuori1']);
  expect(nuovoCaso(valori, 2, '04-N-1').persone).toHaveLength(1);
});
