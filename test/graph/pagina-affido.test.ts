import { GraphUnderTest } from '@trama/test-kit/graph';
import { createHash } from 'node:crypto';

const LUMEZZANE = '017096';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const CONTATTI = '{ contattiAffido { edges { node { nome recapito messaggio comune { nome } } } } }';

interface Contatti {
  contattiAffido: { edges: Array<{ node: { nome: string } }> };
}

describe('the pages for citizens who think of fostering', () => {
  let graph: GraphUnderTest;
  let pagina: string;
  beforeAll(async () => {
    graph = await GraphUnderTest.start({ demo: true });
    pagina = graph.url.replace('/graphql', '/affido');
  }, 60_000);
  afterAll(() => graph.stop());

  const apri = async (query = '') => {
    const response = await fetch(pagina + query);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const invia = async (campi: Record<string, string>) => {
    const response = await fetch(pagina, { method: 'POST', headers: FORM, body: new URLSearchParams(campi) });
    return { status: response.status, text: await response.text() };
  };
  /** What the form would send, had somebody filled it in. */
  const scritto = async (more: Record<string, string> = {}) => {
    const { text } = await apri(`?comune=${LUMEZZANE}`);
    const chiave = /name="chiave" value="([^"]+)"/.exec(text)![1]!;
    const campi = { comune: LUMEZZANE, chiave, servizio: 'AMBITO-4', nome: 'Olga Inventata', recapito: '333 123 4567' };
    return { ...campi, messaggio: '', sito: '', informato: 'si', ...more };
  };
  const contatti = async (chi: 'affidi4' | 'affidi1') => {
    const { data, errors } = await graph.ask<Contatti>(CONTATTI, {}, chi);
    expect(errors).toEqual([]);
    return data.contattiAffido.edges.map(({ node }) => node);
  };

  test('open with every comune of the ambiti, and load nothing from anywhere', async () => {
    const { status, headers, text } = await apri();
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toMatch(/<optgroup label="Ambito 4 · Valle Trompia">[^]*Lumezzane/);
    expect(text.match(/<option value="\d{6}"/g)!.length).toBeGreaterThan(150);
    expect(text).not.toMatch(/<script|https?:|src=/);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-/);
    const style = /<style>([^]*)<\/style>/.exec(text)![1]!;
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect((await fetch(pagina, { method: 'HEAD' })).status).toBe(200);
  });

  test('show the services of a comune, that of its ambito chosen', async () => {
    const { status, text } = await apri(`?comune=${LUMEZZANE}`);
    expect(status).toBe(200);
    expect(text).toMatch(/Servizi affidi per Lumezzane/);
    expect(text).toMatch(/value="AMBITO-4"\s+checked/);
    expect(text).toContain('Associazione Coordinamento Famiglie Affidatarie');
    expect((await apri('?comune=999999')).status).toBe(404);
    expect((await apri('?comune=%3Cscript%3E')).text).not.toContain('<script>');
  });

  test('bring what a citizen writes to the service of their comune, once, and to nobody else', async () => {
    const campi = await scritto({ messaggio: 'Dopo le 18 <b>se</b> possibile' });
    const esiti = await Promise.all([invia(campi), invia(campi), invia(campi)]);
    expect(esiti.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(esiti[0].text).toMatch(/L’ha ricevuta\s+<strong>Servizio affidi dell’ambito 4/);
    expect(await contatti('affidi4')).toEqual([
      {
        ...{ nome: 'Olga Inventata', recapito: '333 123 4567', messaggio: 'Dopo le 18 <b>se</b> possibile' },
        comune: { nome: 'Lumezzane' },
      },
    ]);
    expect(await contatti('affidi1')).toEqual([]);
  });

  test('give the form back with what was written, and say what to correct', async () => {
    const prima = await contatti('affidi4');
    const sbagliato = await invia(await scritto({ nome: '"><script>x</script>', recapito: 'la sera' }));
    expect(sbagliato.status).toBe(400);
    expect(sbagliato.text).toMatch(/id="recapito-errore">Correggi: il recapito deve essere un numero/);
    expect(sbagliato.text).toContain('value="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"');
    expect(sbagliato.text).not.toContain('<script>');
    const due = await invia(await scritto({ nome: '', recapito: 'la sera' }));
    expect(due.text).toMatch(
      /id="nome-errore">Correggi: il nome deve[^;<]*\.<[^]*id="recapito-errore">Correggi: il recapito deve/,
    );
    expect((await invia(await scritto({ informato: '' }))).text).toContain('Conferma di aver letto');
    expect((await invia(await scritto({ sito: 'spam.example' }))).status).toBe(400);
    expect((await invia(await scritto({ servizio: 'AMBITO-1' }))).text).toContain('Il servizio non è tra quelli');
    expect((await invia(await scritto({ messaggio: 'a'.repeat(20_000) }))).status).toBe(413);
    const altro = await fetch(pagina, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' });
    expect([altro.status, await altro.text()]).toEqual([415, expect.stringContaining('Non è andata')]);
    expect(await contatti('affidi4')).toEqual(prima);
  });

  test('say that it is not them, when a part of the platform is down', async () => {
    await graph.lose('ambito');
    const { status, text } = await apri();
    expect([status, text]).toEqual([503, expect.stringContaining('riprova tra qualche minuto')]);
  });
});
