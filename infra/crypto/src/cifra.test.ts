import fc from 'fast-check';
import { inspect } from 'node:util';
import { ChiaviDati } from './chiavi.js';
import { type Campo, CifraCampi } from './cifra.js';
import { MagazzinoChiaviInMemoria, portachiaviDiProva } from './crypto.fixtures.js';
import { kekDa } from './kek.js';

const testo = fc.string({ unit: 'grapheme' });
const nome = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 });
const campi: fc.Arbitrary<Campo> = fc.record({
  ambito: fc.integer({ min: 1, max: 12 }),
  persona: fc.option(nome),
  tabella: nome,
  colonna: nome,
  riga: nome,
});
const uno: Campo = { ambito: 3, persona: 'p1', tabella: 'persona', colonna: 'nome', riga: 'r1' };
const rejected = { name: 'CifraError', message: 'A protected value is not the one that was written here.' };

describe('an encrypted field', () => {
  const magazzino = new MagazzinoChiaviInMemoria();
  const cifra = new CifraCampi(new ChiaviDati(magazzino, kekDa(portachiaviDiProva('kek'))));

  test('reads back what was written, text and JSON', async () => {
    await fc.assert(
      fc.asyncProperty(campi, testo, fc.jsonValue(), async (campo, valore, json) => {
        expect(await cifra.decifra(campo, await cifra.cifra(campo, valore))).toEqual({ esito: 'LETTO', valore });
        const letto = await cifra.decifraJson(campo, await cifra.cifraJson(campo, json as never));
        expect(letto).toEqual({ esito: 'LETTO', valore: JSON.parse(JSON.stringify(json)) });
      }),
      { numRuns: 200 },
    );
  });

  test('opens in no other place: any part of it may change', async () => {
    await fc.assert(
      fc.asyncProperty(
        campi,
        campi,
        fc.subarray(['ambito', 'persona', 'tabella', 'colonna', 'riga'] as const, { minLength: 1 }),
        testo,
        async (campo, altro, parti, valore) => {
          const spostato = { ...campo, ...Object.fromEntries(parti.map((parte) => [parte, altro[parte]])) };
          fc.pre(JSON.stringify(spostato) !== JSON.stringify(campo));
          // The other owner has a key of its own, as it would in a real table.
          await cifra.cifra(spostato, 'altro');
          await expect(cifra.decifra(spostato, await cifra.cifra(campo, valore))).rejects.toMatchObject(rejected);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('does not open with any byte changed, cut short or made longer', async () => {
    const busta = await cifra.cifra(uno, 'Mario Rossi');
    for (const posto of busta.keys()) {
      for (const maschera of [1, 0x80, 0xff]) {
        const guasta = Buffer.from(busta);
        guasta[posto]! ^= maschera;
        await expect(cifra.decifra(uno, guasta)).rejects.toMatchObject(rejected);
        await expect(cifra.ricifra(uno, guasta)).rejects.toMatchObject(rejected);
      }
      await expect(cifra.decifra(uno, busta.subarray(0, posto))).rejects.toMatchObject(rejected);
    }
    await expect(cifra.decifra(uno, Buffer.concat([busta, Buffer.alloc(1)]))).rejects.toMatchObject(rejected);
  });

  test('opens with no bytes that it did not write', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (byte) => {
        await expect(cifra.decifra(uno, byte)).rejects.toMatchObject(rejected);
      }),
    );
  });

  test('fails without telling the value, the key or the place', async () => {
    const busta = await cifra.cifra(uno, 'Mario Rossi');
    const errore: unknown = await cifra
      .decifra({ ...uno, riga: 'riga-altrui' }, busta)
      .catch((error: unknown) => error);
    expect(errore).not.toHaveProperty('cause');
    expect(inspect(errore, { depth: 10 })).not.toMatch(/Mario|Rossi|riga-altrui|persona\b.*nome/);
  });

  test('is different each time, and text is not JSON', async () => {
    const buste = await Promise.all(Array.from({ length: 100 }, () => cifra.cifra(uno, 'Mario')));
    expect(new Set(buste.map((busta) => busta.toString('hex'))).size).toBe(100);
    await expect(cifra.decifraJson(uno, buste[0]!)).rejects.toMatchObject(rejected);
  });

  test('does not tell short values apart by their length', async () => {
    const lunghezze = await Promise.all(
      ['', 'SI', 'NO', 'Mario', 'Massimiliano Giovanni'].map(async (valore) => (await cifra.cifra(uno, valore)).length),
    );
    expect(new Set(lunghezze).size).toBe(1);
  });

  test('refuses a text that would not read back the same', async () => {
    await expect((async () => cifra.cifra(uno, 'a\ud800'))()).rejects.toBeInstanceOf(TypeError);
  });
});
