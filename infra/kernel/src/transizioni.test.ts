import fc from 'fast-check';
import { type Identity, identityOf, PUBBLICO } from './identity.js';
import { PERMESSI, type Permesso } from './permessi.js';
import { type Transizione, Transizioni } from './transizioni.js';

const STATI = ['BOZZA', 'INVIATA', 'RESPINTA', 'APPROVATA'] as const;
const AZIONI = ['INVIA', 'RESPINGI', 'APPROVA', 'RIAPRI', 'RITIRA'] as const;
const NOMI = Object.keys(PERMESSI) as Permesso[];
type Stato = (typeof STATI)[number];
type Azione = (typeof AZIONI)[number];
type Riga = Transizione<Stato, Azione, number>;

const chi = (permessi: readonly Permesso[]): Identity => ({
  ...identityOf({ ...PUBBLICO, ruolo: 'SERVIZIO_TUTELA' }, 'r'),
  permessi: new Set(permessi),
});

/** Tables in which no action leaves a state twice; a guard lets numbers of at least `soglia` pass. */
const tabella = fc
  .uniqueArray(
    fc.record({
      da: fc.constantFrom(...STATI),
      azione: fc.constantFrom(...AZIONI),
      a: fc.constantFrom(...STATI),
      permesso: fc.constantFrom(...NOMI),
      soglia: fc.option(fc.integer({ min: 0, max: 9 })),
    }),
    { selector: ({ da, azione }) => `${da} ${azione}`, maxLength: 20 },
  )
  .map((righe) =>
    righe.map(({ soglia, ...riga }) => ({ ...riga, ...(soglia !== null && { guardia: almeno(soglia) }) })),
  );
const almeno = (soglia: number) => (n: number) => (n < soglia ? `serve almeno ${soglia}.` : null);

const caso = fc.record({
  righe: tabella,
  stato: fc.constantFrom(...STATI),
  azione: fc.constantFrom(...AZIONI),
  permessi: fc.subarray(NOMI),
  contesto: fc.integer({ min: 0, max: 9 }),
});

/** What a machine does, said again without it. */
const attesa = (righe: readonly Riga[], stato: Stato, azione: Azione, permessi: readonly Permesso[], n: number) =>
  righe.find(
    (riga) =>
      riga.da === stato &&
      riga.azione === azione &&
      permessi.includes(riga.permesso) &&
      (riga.guardia === undefined || riga.guardia(n) === null),
  )?.a;

function prova<T>(work: () => T): { valore: T } | { errore: { extensions: Record<string, unknown>; message: string } } {
  try {
    return { valore: work() };
  } catch (errore) {
    return { errore: errore as { extensions: Record<string, unknown>; message: string } };
  }
}

describe('a state machine', () => {
  test('moves exactly as its table says, and offers exactly what it would do', () => {
    fc.assert(
      fc.property(caso, ({ righe, stato, azione, permessi, contesto }) => {
        const macchina = new Transizioni<Stato, Azione, number>('La compilazione', righe);
        const esito = prova(() => macchina.next(stato, azione, chi(permessi), contesto));
        const atteso = attesa(righe, stato, azione, permessi, contesto);
        expect('valore' in esito ? esito.valore : undefined).toBe(atteso);
        expect(macchina.azioniPossibili(stato, chi(permessi), contesto).sort()).toEqual(
          AZIONI.filter((altra) => attesa(righe, stato, altra, permessi, contesto)).sort(),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test('says from which state it refuses and what can be done instead, to who may know', () => {
    fc.assert(
      fc.property(caso, ({ righe, stato, azione, permessi, contesto }) => {
        const macchina = new Transizioni<Stato, Azione, number>('La compilazione', righe);
        const esito = prova(() => macchina.next(stato, azione, chi(permessi), contesto));
        fc.pre('errore' in esito);
        const { extensions, message } = esito.errore;
        const conAzione = righe.filter((riga) => riga.azione === azione);
        if (conAzione.length > 0 && !conAzione.some(({ permesso }) => permessi.includes(permesso))) {
          expect(extensions).toEqual({ code: 'NON_AUTORIZZATO' });
          expect(message).not.toContain(stato);
          return;
        }
        const azioni = macchina.azioniPossibili(stato, chi(permessi), contesto);
        expect(extensions).toEqual({ code: 'TRANSIZIONE_NON_AMMESSA', stato, azioni });
        expect(message).toContain(`nello stato ${stato} e ${azione}`);
        azioni.forEach((altra) => expect(message).toContain(altra));
      }),
      { numRuns: 1_000 },
    );
  });

  test('says in a sentence what is in the way', () => {
    const macchina = new Transizioni<Stato, Azione, number>('La compilazione', [
      { da: ['BOZZA', 'RESPINTA'], azione: 'INVIA', a: 'INVIATA', permesso: 'dato:leggi', guardia: almeno(3) },
      { da: 'BOZZA', azione: 'RITIRA', a: 'RESPINTA', permesso: 'dato:leggi' },
    ]);
    const tentativo = (stato: Stato) => () => macchina.next(stato, 'INVIA', chi(['dato:leggi']), 2);
    expect(tentativo('BOZZA')).toThrow(
      'La compilazione è nello stato BOZZA e INVIA non è ammessa: serve almeno 3. Ora si può: RITIRA.',
    );
    expect(tentativo('APPROVATA')).toThrow(
      'La compilazione è nello stato APPROVATA e INVIA non è ammessa. Ora non si può fare altro.',
    );
  });

  test('is refused when one action would lead from one state to two', () => {
    const riga: Riga = { da: 'BOZZA', azione: 'INVIA', a: 'INVIATA', permesso: 'dato:leggi' };
    expect(() => new Transizioni('La compilazione', [riga, { ...riga, da: ['RESPINTA', 'BOZZA'] }])).toThrow('twice');
  });
});
