import type { Conservabile } from './conservabile.js';
import { disposizioniDi } from './conservabile.js';
import { leggiRegole, type Regola } from './regole.js';

const regola: Regola = {
  registro: 'ambito',
  tipo: 'Scheda',
  base_giuridica: 'DPR 445/2000, art. 68',
  durata: 'P10Y',
  evento_inizio: 'CHIUSURA',
  azione: 'CANCELLA',
  atto: 'Determina di prova 1/2026',
};
const scheda: Conservabile = {
  tipo: 'Scheda',
  tabella: 'scheda',
  eventi: { CHIUSURA: 'SELECT 1' },
  azioni: { CANCELLA: async () => undefined },
};

describe('the rules of retention', () => {
  test('of the project are in order, and carry no act that nobody has signed', () => {
    const regole = leggiRegole();
    expect(regole.map(({ tipo, atto }) => [tipo, atto])).toEqual([
      ['RegistroAccessi', null],
      ['Caso', null],
    ]);
  });

  test.each([
    ['base_giuridica', 'perché sì'],
    ['durata', 'dieci anni'],
    ['durata', 'P0D'],
    ['durata', 'PT24H'],
    ['durata', 'P'],
    ['azione', 'NASCONDI'],
    ['tipo', 'scheda di Mario'],
    ['atto', 'ok'],
    ['evento_inizio', 'chiusura'],
    ['registro', 'Ambito 4'],
    ['note', 'un campo che nessuno conosce'],
  ])('are refused with the name of the rule and the field: %s %s', (campo, valore) => {
    const refusal = () => leggiRegole(JSON.stringify([regola, { ...regola, evento_inizio: 'ALTRO', [campo]: valore }]));
    expect(refusal).toThrow(campo === 'note' ? /regola 1.*"note"/s : new RegExp(`regola 1.${campo}`));
  });

  test('are one for each type and event: of two, nobody could say which holds', () => {
    expect(() => leggiRegole(JSON.stringify([regola, { ...regola, durata: 'P5Y' }]))).toThrow(/Due regole .* Scheda/);
  });

  test('are joined with who can carry them out, in their own subgraph', () => {
    expect(disposizioniDi('ambito', [regola], [scheda])).toMatchObject([
      { regola, tabella: 'scheda', evento: 'SELECT 1' },
    ]);
    expect(disposizioniDi('ats', [regola], [])).toEqual([]);
  });

  test('leave no type that is kept for ever by mistake, and none that nobody can end', () => {
    expect(() => disposizioniDi('ambito', [], [scheda])).toThrow(/Nessuna regola di conservazione per Scheda/);
    expect(() => disposizioniDi('ambito', [regola], [])).toThrow(/non si può eseguire/);
    expect(() => disposizioniDi('ambito', [{ ...regola, evento_inizio: 'NASCITA' }], [scheda])).toThrow(/NASCITA/);
    expect(() => disposizioniDi('ambito', [{ ...regola, azione: 'ARCHIVIA' }], [scheda])).toThrow(/ARCHIVIA/);
  });
});
