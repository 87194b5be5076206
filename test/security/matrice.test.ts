import { GraphUnderTest } from '@trama/test-kit/graph';
import type { Answer } from '@trama/test-kit/answer';
import { LUNGHI } from '@trama/test-kit/lunghi';
import { operation } from '@trama/test-kit/operations';
import { type NomePersona, PERSONE } from '@trama/idp/persone';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Chi, MATRICE, type Riga } from './matrice.js';

const OPERAZIONI = join(__dirname, '../../schema/operations');
const TUTTI: readonly Chi[] = ['nessuno', ...(Object.keys(PERSONE) as NomePersona[])];

const FOLLOWED = `
  SELECT DISTINCT ON (a.soggetto) a.soggetto, c.codice FROM caso c
  JOIN assegnazione a ON a.ambito_id = c.ambito_id AND a.caso_id = c.id AND a.al IS NULL
  WHERE c.equipe IS NULL AND c.stato = 'APERTO' ORDER BY a.soggetto, c.codice`;

/** A family of the service of ambito 4, and a fostering that is of nobody else. */
const OF_AFFIDI4 = `
  SELECT f.codice AS famiglia, a.codice AS abbinamento FROM famiglia_affidataria f JOIN abbinamento a ON a.famiglia_id = f.id
  WHERE f.servizio_codice = 'AMBITO-4' AND a.richiesta_ambito = 4 AND f.stato = 'DISPONIBILE' ORDER BY f.codice LIMIT 1`;

describe('who gets what', () => {
  let graph: GraphUnderTest;
  let casi: ReadonlyMap<string, string>;
  let diAffidi4: Readonly<Record<'famiglia' | 'abbinamento', string>>;

  beforeAll(async () => {
    graph = await GraphUnderTest.start({ demo: true });
    const rows = await graph.rows<{ soggetto: string; codice: string }>('ambito', FOLLOWED);
    casi = new Map(rows.map(({ soggetto, codice }) => [soggetto, codice]));
    const [sue] = await graph.rows<typeof diAffidi4>('ats', OF_AFFIDI4);
    diAffidi4 = sue!;
  });
  afterAll(() => graph.stop());

  test('is written down for every operation that users send', () => {
    const named = [...new Set(MATRICE.flatMap(({ operazione }) => operazione ?? []))];
    // Those of the console are in a folder of their own: they ask what these ask, field by field.
    const files = readdirSync(OPERAZIONI).filter((file) => file.endsWith('.graphql'));
    expect(files.map((file) => file.replace('.graphql', ''))).toEqual(named);
  });

  // One after the other: a row may open what a later one looks at.
  test.each(MATRICE.map((riga, n) => [riga.cosa, riga, n] as const))('%s', async (_cosa, riga, n) => {
    const found: Partial<Record<Chi, string>> = {};
    const chiesti = LUNGHI ? TUTTI : someOf(riga, n);
    for (const chi of chiesti) {
      found[chi] = outcome(await ask(riga, chi), riga, chi);
    }
    expect(found).toEqual(Object.fromEntries(chiesti.map((chi) => [chi, atteso(riga, chi)])));
  });

  function ask(
    { operazione, documento, nome, variabili = {} }: Riga,
    chi: Chi,
  ): Promise<Answer<Record<string, unknown>>> {
    const { caso } = variabili;
    const codici = typeof caso === 'string' ? { caso: casi.get(caso) } : {};
    const sue = Object.entries(diAffidi4).filter(([cosa]) => variabili[cosa] === 'affidi4');
    const given = { ...variabili, ...codici, ...Object.fromEntries(sue) };
    return graph.ask(documento ?? operation(operazione!), given, chi === 'nessuno' ? undefined : chi, nome);
  }
});

const atteso = ({ esiti, altri }: Riga, chi: Chi) => esiti[chi] ?? altri;

/** Everybody who is refused, everybody where something is changed, and of those who are answered three, others for each row. */
function someOf(riga: Riga, n: number): readonly Chi[] {
  const changes = /\bmutation\b/.test(riga.documento ?? operation(riga.operazione!));
  const answered = TUTTI.filter((chi) => atteso(riga, chi) !== 'no');
  const some = answered.filter((_, i) => (i + n) % Math.ceil(answered.length / 3) === 0);
  return TUTTI.filter((chi) => changes || some.includes(chi) || atteso(riga, chi) === 'no');
}

/** What the answer amounts to; anything unforeseen is told whole, so that it fails where it is read. */
function outcome({ status, data, errors }: Answer<Record<string, unknown>>, { guarda }: Riga, chi: Chi): string {
  const codes = errors.map(({ extensions }) => extensions?.code);
  const refusal = chi === 'nessuno' ? [401, 'NON_AUTENTICATO'] : [403, 'NON_AUTORIZZATO'];
  if (status === refusal[0] && codes[0] === refusal[1] && data === undefined) {
    return 'no';
  }
  const own = guarda[0] && data?.[guarda[0]] === null && codes.length > 0;
  if (status === 200 && own && codes.every((code) => code === 'NON_AUTORIZZATO')) {
    return 'no'; // the role may, and its body may not
  }
  if (status !== 200 || codes.some((code) => code !== 'NON_TROVATO')) {
    return JSON.stringify({ status, errors });
  }
  const value = guarda.reduce<unknown>((at, step) => (at as Record<string, unknown> | null)?.[step], data);
  const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  return isEmpty ? 'nulla' : 'si';
}
