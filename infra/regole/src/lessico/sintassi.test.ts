import fc from 'fast-check';
import { nuda, qualunque } from './espressioni.fixtures.js';
import { LIMITI } from './parole.js';
import { type Espressione, leggiEspressione } from './sintassi.js';
import { stampaEspressione } from './stampa.js';

function read(testo: string): Espressione {
  const esito = leggiEspressione(testo);
  if (!esito.ok) {
    throw new Error(`${esito.errore.posizione}: ${esito.errore.messaggio}`);
  }
  return esito.espressione;
}

const refusal = (testo: string): string => {
  const esito = leggiEspressione(testo);
  return esito.ok ? 'letta' : `${esito.errore.posizione}: ${esito.errore.messaggio}`;
};

describe('the language of rules', () => {
  test('reads what it prints, whatever the tree', () => {
    let lette = 0;
    fc.assert(
      fc.property(qualunque, (albero) => {
        const testo = stampaEspressione(albero);
        const esito = leggiEspressione(testo);
        fc.pre(esito.ok || testo.length <= LIMITI.caratteri);
        lette += 1;
        expect(nuda(read(testo))).toEqual(nuda(albero));
        expect(stampaEspressione(read(testo))).toBe(testo);
      }),
      { numRuns: 2_000 },
    );
    expect(lette).toBeGreaterThan(1_500);
  });

  test('prints with the fewest parentheses', () => {
    const stampa = (testo: string): string => stampaEspressione(read(testo));
    expect(stampa('((a)+(b*c))=d')).toBe('a + b * c = d');
    expect(stampa('(a + b) * -c')).toBe('(a + b) * -c');
    expect(stampa('a - (b - c)')).toBe('a - (b - c)');
    expect(stampa('(a - b) - c')).toBe('a - b - c');
    expect(stampa('non (a = b) o c e d')).toBe('non a = b o c e d');
    expect(stampa('(a = b) = (c < d)')).toBe('(a = b) = (c < d)');
    expect(stampa('se (se a allora b) allora c altrimenti se d allora e1')).toBe(
      'se (se a allora b) allora c altrimenti se d allora e1',
    );
  });

  test('binds as people read: products before sums, sums before comparisons, "e" before "o"', () => {
    expect(nuda(read('a + b * c <= d e x o y'))).toEqual(nuda(read('(((a + (b * c)) <= d) e x) o y')));
    expect(nuda(read('a - b - c'))).toEqual(nuda(read('(a - b) - c')));
    expect(nuda(read('non a = b'))).toEqual(nuda(read('non (a = b)')));
    expect(nuda(read('se a allora se b allora c altrimenti d'))).toEqual(
      nuda(read('se a allora (se b allora c altrimenti d)')),
    );
  });

  test.each([
    ['', "1: l'espressione finisce qui: manca una voce, un numero o una parentesi aperta"],
    ['a +', "4: l'espressione finisce qui: manca una voce, un numero o una parentesi aperta"],
    ['a + * b', '5: qui non va *: serve una voce, un numero o una parentesi aperta'],
    ['(a + b', "7: manca ): l'espressione finisce qui"],
    ['a)', '2: questa parentesi chiusa non ne chiude nessuna'],
    ['a b', '3: qui non va b: dopo un valore serve un segno come + - * / = <= oppure e, o'],
    ['a <= b <= c', '8: due confronti di seguito dopo la posizione 3: uniscili con e, o usa tra'],
    ['se a > 0 b > 0', "10: manca allora: c'è invece b"],
    ['a + se b allora c', '5: una condizione dentro un calcolo va tra parentesi: (se ... allora ... altrimenti ...)'],
    ['e a', '1: qui non va e: prima serve una voce o un numero'],
    ['a == b', '3: == non si usa: per dire uguale scrivi un solo ='],
    ['a >= 50%', '8: % non si usa: le percentuali si scrivono come numeri: 0.5 invece di 50%'],
    ['a ≤ b', '3: ≤ non si usa: scrivi <='],
    ['Minori = 1', '1: M non va bene: voci e funzioni si scrivono in minuscolo, senza accenti'],
    ['età = 1', '3: à non va bene: voci e funzioni si scrivono in minuscolo, senza accenti'],
    ['a = $', '5: il segno $ non si usa nelle regole'],
    ['a = 8.158', '5: 8.158 si legge in due modi: scrivi 8158, oppure 8.1580 se sono decimali'],
    ['a <= 0,5', '7: i decimali si scrivono con il punto: 0.5 e non 0,5'],
    ['a = 007', '5: 007 comincia con uno zero di troppo: scrivi 7'],
    ['a = 12x', '5: numero scritto male vicino a 12x: metti uno spazio, o il punto solo per i decimali'],
    ['sommma(a, b)', '1: la funzione sommma non esiste: ci sono precedente, variazione, presente, se_manca, tra'],
  ])('refuses %j where it is wrong, and says what to write', (testo, atteso) => {
    expect(refusal(testo)).toContain(atteso);
  });

  test('is bounded in length, depth and number of elements', () => {
    expect(refusal(`a${' '.repeat(LIMITI.caratteri)}`)).toContain(`supera ${LIMITI.caratteri} caratteri`);
    expect(refusal(`${'('.repeat(60)}a${')'.repeat(60)}`)).toContain("una dentro l'altra");
    expect(refusal(`${'-'.repeat(60)}a`)).toContain("una dentro l'altra");
    expect(refusal(Array.from({ length: 150 }, () => 'a').join('+'))).toContain(`più di ${LIMITI.nodi} elementi`);
  });

  test('answers to any text, with a tree or a place in it', () => {
    const caratteri = fc.constantFrom(...'ab_ 0123456789.,()+-*/=<>!%é"\n', ' se ', ' allora ', ' e ', ' non ', 'tra(');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(caratteri).map((parti) => parti.join('')),
        ),
        (testo) => {
          const esito = leggiEspressione(testo);
          if (!esito.ok) {
            expect(esito.errore.posizione).toBeGreaterThanOrEqual(1);
            expect(esito.errore.posizione).toBeLessThanOrEqual(testo.length + 1);
            expect(esito.errore.messaggio).not.toBe('');
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
