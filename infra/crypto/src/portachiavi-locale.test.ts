import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { caricaKekLocale, kekDa } from './kek.js';
import { portachiaviDiProva } from './crypto.fixtures.js';
import { aggiungiVersione, caricaPortachiavi, rendiCorrente, ritiraVersione } from './portachiavi-locale.js';

const contesto = { ambito: 3, persona: 'p1', versione: 1, id: '7c1f7c0e-0000-4000-8000-000000000001' };

describe('the file of keys', () => {
  let cartella: string;
  let percorso: string;
  beforeEach(() => {
    cartella = mkdtempSync(join(tmpdir(), 'trama-chiavi-'));
    percorso = join(cartella, 'segreti', 'kek.json');
  });
  afterEach(() => rmSync(cartella, { recursive: true }));

  test('is made only when asked, for its owner alone, and is the same at the next start', async () => {
    await expect(caricaPortachiavi(percorso, 'kek')).rejects.toThrow('ENOENT');
    const prima = await caricaPortachiavi(percorso, 'kek', { crea: true });
    const poi = await caricaPortachiavi(percorso, 'kek', { crea: true });
    expect(statSync(percorso).mode & 0o777).toBe(0o600);
    expect(poi.corrente.id).toBe(prima.corrente.id);
    expect(poi.corrente.chiave.equals(prima.corrente.chiave)).toBe(true);
  });

  test('is made once by processes that start together, and leaves nothing beside it', async () => {
    const tutti = await Promise.all(
      Array.from({ length: 12 }, () => caricaPortachiavi(percorso, 'kek', { crea: true })),
    );
    expect(new Set(tutti.map(({ corrente }) => corrente.id)).size).toBe(1);
    expect(readdirSync(join(cartella, 'segreti'))).toEqual(['kek.json']);
  });

  test.each([0o640, 0o604, 0o660, 0o700, 0o666])('is refused with mode %o', async (mode) => {
    await caricaPortachiavi(percorso, 'kek', { crea: true });
    chmodSync(percorso, mode);
    await expect(caricaPortachiavi(percorso, 'kek')).rejects.toThrow('chmod 600');
  });

  test('may be read-only', async () => {
    await caricaPortachiavi(percorso, 'kek', { crea: true });
    chmodSync(percorso, 0o400);
    await expect(caricaPortachiavi(percorso, 'kek')).resolves.toBeDefined();
  });

  test('of another use, cut short or with a short key is refused without quoting it', async () => {
    await caricaPortachiavi(percorso, 'kek', { crea: true });
    const testo = readFileSync(percorso, 'utf8');
    const chiave = /"chiave": "([^"]+)"/.exec(testo)![1]!;
    await expect(caricaPortachiavi(percorso, 'indice')).rejects.toThrow('does not hold indice keys');
    for (const guasto of [
      testo.slice(0, -20),
      testo.replace(chiave, chiave.slice(4)),
      testo.replace('"formato": 1', '"formato": 2'),
    ]) {
      writeFileSync(percorso, guasto);
      const errore = await caricaPortachiavi(percorso, 'kek').catch((error: unknown) => error);
      expect(errore).toMatchObject({ name: 'ChiaviError' });
      expect(inspect(errore)).not.toContain(chiave.slice(4, 20));
    }
  });

  test('adds a version for reading, makes it current, retires the old one', async () => {
    const vecchia = await caricaKekLocale(percorso, { crea: true });
    const dek = randomBytes(32);
    const avvolta = await vecchia.wrap(dek, contesto);

    expect(await aggiungiVersione(percorso, 'kek')).toBe(2);
    expect((await caricaKekLocale(percorso)).id).toBe(vecchia.id);
    await rendiCorrente(percorso, 'kek', 2);
    const nuova = await caricaKekLocale(percorso);
    expect(nuova.id).not.toBe(vecchia.id);
    expect(await nuova.unwrap(avvolta, contesto)).toEqual(dek);

    await expect(ritiraVersione(percorso, 'kek', 2)).rejects.toThrow('current');
    await ritiraVersione(percorso, 'kek', 1);
    await expect((await caricaKekLocale(percorso)).unwrap(avvolta, contesto)).rejects.toMatchObject({
      name: 'ChiaviError',
    });
    expect(statSync(percorso).mode & 0o777).toBe(0o600);
  });

  test('is changed by one person at a time', async () => {
    await caricaPortachiavi(percorso, 'kek', { crea: true });
    const esiti = await Promise.allSettled([aggiungiVersione(percorso, 'kek'), aggiungiVersione(percorso, 'kek')]);
    const riuscite = esiti.filter(({ status }) => status === 'fulfilled').length;
    expect((await caricaPortachiavi(percorso, 'kek')).versioni.length).toBe(1 + riuscite);
    writeFileSync(`${percorso}.blocco`, '');
    await expect(aggiungiVersione(percorso, 'kek')).rejects.toThrow('Somebody is changing');
  });

  test('is never shown by a log or a debugger', async () => {
    const chiavi = await caricaPortachiavi(percorso, 'kek', { crea: true });
    const [, segreta] = /"chiave": "([^"]+)"/.exec(readFileSync(percorso, 'utf8'))!;
    const byte = Buffer.from(segreta!, 'base64');
    for (const mostrato of [inspect(chiavi, { depth: 10, showHidden: true }), JSON.stringify(chiavi)]) {
      expect(mostrato).not.toContain(segreta);
      expect(mostrato).not.toContain(byte.toString('hex').slice(0, 16));
    }
  });
});

describe('a wrapped data key', () => {
  const kek = kekDa(portachiaviDiProva('kek'));
  const dek = randomBytes(32);

  test('opens in its own context and no other', async () => {
    const avvolta = await kek.wrap(dek, contesto);
    expect(await kek.unwrap(avvolta, contesto)).toEqual(dek);
    const altri = [
      { ambito: 4 },
      { persona: 'p2' },
      { persona: null },
      { versione: 2 },
      { id: contesto.id.replace('1', '2') },
    ];
    for (const altro of altri) {
      await expect(kek.unwrap(avvolta, { ...contesto, ...altro })).rejects.toMatchObject({ name: 'ChiaviError' });
    }
  });

  test('does not open with any byte changed, or cut short', async () => {
    const avvolta = await kek.wrap(dek, contesto);
    for (const posto of avvolta.keys()) {
      const guasta = Buffer.from(avvolta);
      guasta[posto]! ^= 1;
      await expect(kek.unwrap(guasta, contesto)).rejects.toMatchObject({ name: 'ChiaviError' });
      await expect(kek.unwrap(avvolta.subarray(0, posto), contesto)).rejects.toMatchObject({ name: 'ChiaviError' });
    }
  });

  test('asks for keys of its own use', () => {
    expect(() => kekDa(portachiaviDiProva('indice'))).toThrow('not for kek');
  });
});
