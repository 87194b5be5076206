import { newKeyPair, publicKeyOf } from './key-pair.js';
import { FirmaServizio, VerificaServizio } from './servizio.js';

describe('the word of one program to another', () => {
  const chiavi = newKeyPair();
  const pubblica = publicKeyOf(chiavi.publicKey);
  const firma = FirmaServizio.parse('ambito', chiavi.privateKey);
  const [percorso, corpo] = ['/v1/legami', '{"a":1}'];
  const verifica = () => new VerificaServizio('collegamento', new Map([['ambito', pubblica]]));
  const byte = (testo: string) => Buffer.from(testo);

  test('says which program it is', async () => {
    expect(await verifica().verify(await firma.sign('collegamento', percorso, corpo), percorso, byte(corpo))).toBe(
      'ambito',
    );
  });

  test.each([
    ['another body', percorso, '{"a":2}'],
    ['another place', '/v1/famiglie', corpo],
  ])('is worth nothing for %s', async (_, dove, cosa) => {
    const token = await firma.sign('collegamento', percorso, corpo);
    await expect(verifica().verify(token, dove, byte(cosa))).rejects.toThrow('no known program');
  });

  test('is worth nothing for another program, from another key, later, or without a word', async () => {
    const altra = FirmaServizio.parse('ambito', newKeyPair().privateKey);
    const rubata = FirmaServizio.parse('ats', chiavi.privateKey);
    const detti = [
      await firma.sign('ats', percorso, corpo),
      await altra.sign('collegamento', percorso, corpo),
      await rubata.sign('collegamento', percorso, corpo),
      undefined,
      'x.y.z',
    ];
    for (const token of detti) {
      await expect(verifica().verify(token, percorso, byte(corpo))).rejects.toThrow('no known program');
    }
    const buona = await firma.sign('collegamento', percorso, corpo);
    const domani = new Date(Date.now() + 86_400_000);
    await expect(verifica().verify(buona, percorso, byte(corpo), domani)).rejects.toThrow('no known program');
  });

  test('counts once', async () => {
    const una = verifica();
    const token = await firma.sign('collegamento', percorso, corpo);
    await una.verify(token, percorso, byte(corpo));
    await expect(una.verify(token, percorso, byte(corpo))).rejects.toThrow('seen before');
  });
});
