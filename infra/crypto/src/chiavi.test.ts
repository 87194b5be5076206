import { DomainError } from '@trama/kernel/errors';
import { ChiaviDati, type RigaChiave } from './chiavi.js';
import { CifraCampi } from './cifra.js';
import { MagazzinoChiaviInMemoria, portachiaviDiProva } from './crypto.fixtures.js';
import { kekDa, type KeyEncryptionKey } from './kek.js';

const mario = { ambito: 3, persona: 'mario' };
const campo = { ...mario, tabella: 'persona', colonna: 'nome', riga: 'r1' };

const kek1 = kekDa(portachiaviDiProva('kek', [1]));
const kek12 = kekDa(portachiaviDiProva('kek', [1, 2]));
const kek2 = kekDa(portachiaviDiProva('kek', [2]));

function counting(kek: KeyEncryptionKey) {
  const conta = { unwrap: 0 };
  const contata: KeyEncryptionKey = {
    id: kek.id,
    wrap: kek.wrap,
    unwrap: (avvolta, contesto) => {
      conta.unwrap += 1;
      return kek.unwrap(avvolta, contesto);
    },
  };
  return [contata, conta] as const;
}

describe('data keys', () => {
  let magazzino: MagazzinoChiaviInMemoria;
  beforeEach(() => void (magazzino = new MagazzinoChiaviInMemoria()));

  test('are one for each ambito and one for each person', async () => {
    const chiavi = new ChiaviDati(magazzino, kek1);
    const di = [
      mario,
      { ambito: 4, persona: 'mario' },
      { ambito: 3, persona: 'anna' },
      { ambito: 3, persona: null },
      { ambito: 4, persona: null },
    ];
    const aperte = await Promise.all(di.map((titolare) => chiavi.perScrivere(titolare)));
    const segrete = aperte.map(({ chiave }) => chiave.export().toString('hex'));
    expect(new Set(segrete).size).toBe(5);
    expect(magazzino.righe).toHaveLength(5);
  });

  test('are made once, however many ask together and from however many processes', async () => {
    const processi = [0, 1, 2].map(() => new ChiaviDati(magazzino, kek1));
    const aperte = await Promise.all([...processi, ...processi].map((chiavi) => chiavi.perScrivere(mario)));
    expect(new Set(aperte.map(({ id }) => id)).size).toBe(1);
    expect(magazzino.righe).toHaveLength(1);
  });

  test('are unwrapped once for many fields, and again when the cache has aged or is full', async () => {
    const [kek, conta] = counting(kek1);
    let ora = 0;
    const chiavi = new ChiaviDati(magazzino, kek, { massimo: 2, durataMs: 1000, adesso: () => ora });
    await Promise.all(Array.from({ length: 50 }, () => chiavi.perScrivere(mario)));
    expect(conta.unwrap).toBe(1);
    ora = 1000;
    await chiavi.perScrivere(mario);
    expect(conta.unwrap).toBe(2);
    for (const persona of ['anna', 'luca']) {
      await chiavi.perScrivere({ ambito: 3, persona });
    }
    await chiavi.perScrivere(mario);
    expect(conta.unwrap).toBe(5);
  });

  test('are not remembered when unwrapping fails', async () => {
    let guasto = true;
    const kek: KeyEncryptionKey = {
      ...kek1,
      unwrap: (...uno) => (guasto ? Promise.reject(new Error('KMS')) : kek1.unwrap(...uno)),
    };
    const chiavi = new ChiaviDati(magazzino, kek);
    await expect(chiavi.perScrivere(mario)).rejects.toThrow('KMS');
    guasto = false;
    await expect(chiavi.perScrivere(mario)).resolves.toMatchObject({ versione: 1 });
  });

  test('of a person put in another person’s row do not open', async () => {
    const chiavi = new ChiaviDati(magazzino, kek1);
    await chiavi.perScrivere(mario);
    magazzino.righe = magazzino.righe.map((riga) => ({ ...riga, persona: 'anna' }));
    await expect(new ChiaviDati(magazzino, kek1).perScrivere({ ambito: 3, persona: 'anna' })).rejects.toMatchObject({
      name: 'ChiaviError',
    });
  });
});

describe('rotation', () => {
  let magazzino: MagazzinoChiaviInMemoria;
  beforeEach(() => void (magazzino = new MagazzinoChiaviInMemoria()));

  test('of the key-encryption key re-wraps every key and changes no ciphertext', async () => {
    const prima = new ChiaviDati(magazzino, kek1);
    const buste = new Map<string, Buffer>();
    for (let n = 0; n < 450; n += 1) {
      const persona = `p${n}`;
      buste.set(persona, await new CifraCampi(prima).cifra({ ...campo, persona }, `nome ${n}`));
    }
    const durante = new ChiaviDati(magazzino, kek12);
    expect(await durante.daRiavvolgere(3)).toBe(true);
    expect(await durante.riavvolgi(3)).toBe(450);
    expect(await durante.riavvolgi(3)).toBe(0);
    expect(await durante.daRiavvolgere(3)).toBe(false);

    const dopo = new CifraCampi(new ChiaviDati(magazzino, kek2));
    for (const [persona, busta] of buste) {
      expect(await dopo.decifra({ ...campo, persona }, busta)).toEqual({
        esito: 'LETTO',
        valore: `nome ${persona.slice(1)}`,
      });
    }
  });

  test('of a data key: new writes use it, old ones are read and re-encrypted when touched', async () => {
    const chiavi = new ChiaviDati(magazzino, kek1);
    const cifra = new CifraCampi(chiavi);
    const vecchia = await cifra.cifra(campo, 'Mario');
    expect(await cifra.ricifra(campo, vecchia)).toBeNull();
    expect(await chiavi.nuovaVersione(mario)).toBe(2);
    expect(await cifra.decifra(campo, vecchia)).toEqual({ esito: 'LETTO', valore: 'Mario' });

    const nuova = await cifra.ricifra(campo, vecchia);
    expect(await cifra.decifra(campo, nuova!)).toEqual({ esito: 'LETTO', valore: 'Mario' });
    expect(await cifra.ricifra(campo, nuova!)).toBeNull();
    magazzino.righe = magazzino.righe.filter(({ versione }) => versione === 2);
    const altrove = new CifraCampi(new ChiaviDati(magazzino, kek1));
    expect(await altrove.decifra(campo, nuova!)).toEqual({ esito: 'LETTO', valore: 'Mario' });
    await expect(altrove.decifra(campo, vecchia)).rejects.toMatchObject({ name: 'CifraError' });
  });

  test('keeps the kind of a value', async () => {
    const chiavi = new ChiaviDati(magazzino, kek1);
    const cifra = new CifraCampi(chiavi);
    const vecchia = await cifra.cifraJson(campo, { a: [1] });
    await chiavi.nuovaVersione(mario);
    const nuova = (await cifra.ricifra(campo, vecchia))!;
    expect(await cifra.decifraJson(campo, nuova)).toEqual({ esito: 'LETTO', valore: { a: [1] } });
    await expect(cifra.decifra(campo, nuova)).rejects.toMatchObject({ name: 'CifraError' });
  });
});

describe('erasure', () => {
  let magazzino: MagazzinoChiaviInMemoria;
  beforeEach(() => void (magazzino = new MagazzinoChiaviInMemoria()));

  test('makes every value of the person CANCELLATO, of every version, and of nobody else', async () => {
    const chiavi = new ChiaviDati(magazzino, kek1);
    const cifra = new CifraCampi(chiavi);
    const prima = await cifra.cifra(campo, 'Mario');
    await chiavi.nuovaVersione(mario);
    const seconda = await cifra.cifraJson(campo, ['Mario']);
    const anna = { ...campo, persona: 'mario"' };
    const diAnna = await cifra.cifra(anna, 'Anna');

    await chiavi.distruggi(3, 'mario');
    expect(await cifra.decifra(campo, prima)).toEqual({ esito: 'CANCELLATO' });
    expect(await cifra.decifraJson(campo, seconda)).toEqual({ esito: 'CANCELLATO' });
    expect(await cifra.ricifra(campo, prima)).toBeNull();
    expect(await cifra.decifra(anna, diAnna)).toEqual({ esito: 'LETTO', valore: 'Anna' });
    expect(magazzino.righe.filter(({ persona, avvolta }) => persona === 'mario' && avvolta)).toEqual([]);
  });

  test('lets nothing be written for the person any more, with or without a key before', async () => {
    const chiavi = new ChiaviDati(magazzino, kek1);
    await chiavi.distruggi(3, 'mario');
    await chiavi.distruggi(3, 'mario');
    const esiti = await Promise.allSettled([chiavi.perScrivere(mario), chiavi.nuovaVersione(mario)]);
    for (const esito of esiti) {
      expect(esito).toMatchObject({ status: 'rejected', reason: { extensions: { code: 'NON_TROVATO' } } });
      expect((esito as PromiseRejectedResult).reason).toBeInstanceOf(DomainError);
    }
  });

  test('reaches another process when its cache ages', async () => {
    let ora = 0;
    const qui = new ChiaviDati(magazzino, kek1);
    const la = new CifraCampi(new ChiaviDati(magazzino, kek1, { durataMs: 1000, adesso: () => ora }));
    const busta = await la.cifra(campo, 'Mario');
    await la.decifra(campo, busta);
    await qui.distruggi(3, 'mario');
    expect(await la.decifra(campo, busta)).toMatchObject({ esito: 'LETTO' });
    ora = 1000;
    expect(await la.decifra(campo, busta)).toEqual({ esito: 'CANCELLATO' });
  });

  test.each(['before', 'after'])('wins over a first write whose key is stored just %s the mark', async (quando) => {
    const chiavi = new ChiaviDati(magazzino, kek1);
    const insert = magazzino.insert.bind(magazzino);
    jest.spyOn(magazzino, 'insert').mockImplementationOnce(async (riga: RigaChiave) => {
      if (quando === 'after') {
        await magazzino.destroy(3, 'mario');
        return insert(riga);
      }
      const nuova = await insert(riga);
      await magazzino.destroy(3, 'mario');
      return nuova;
    });
    await expect(chiavi.perScrivere(mario)).rejects.toMatchObject({ extensions: { code: 'NON_TROVATO' } });
    expect(magazzino.righe.filter(({ avvolta }) => avvolta)).toEqual([]);
  });

  test('holds for a copy of the keys too, once the key-encryption key has been rotated and the old one retired', async () => {
    const busta = await new CifraCampi(new ChiaviDati(magazzino, kek1)).cifra(campo, 'Mario');
    const copia = [...magazzino.righe];
    await new ChiaviDati(magazzino, kek1).distruggi(3, 'mario');

    const ripristinato = Object.assign(new MagazzinoChiaviInMemoria(), { righe: copia });
    const con = (kek: KeyEncryptionKey) => new CifraCampi(new ChiaviDati(ripristinato, kek)).decifra(campo, busta);
    expect(await con(kek12)).toMatchObject({ esito: 'LETTO' });
    await expect(con(kek2)).rejects.toMatchObject({ name: 'ChiaviError' });
  });
});
