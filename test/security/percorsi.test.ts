import { FieldPermissions } from '@trama/gateway/authorization/field-permissions';
import { chiamanteDi, type NomePersona, PERSONE } from '@trama/idp/persone';
import { PERMESSI_DI_RUOLO } from '@trama/kernel/ruoli';
import { GraphUnderTest } from '@trama/test-kit/graph';
import { LUNGHI } from '@trama/test-kit/lunghi';
import {
  buildSchema,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  isEnumType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilazioneId } from '../../subgraphs/ats/seed/rilevazioni.js';

const SCHEMA = join(__dirname, '../../schema');
const supergraph = readFileSync(join(SCHEMA, 'supergraph.graphql'), 'utf8');
const api = buildSchema(readFileSync(join(SCHEMA, 'api.graphql'), 'utf8'));
const permissions = FieldPermissions.of(supergraph);

const MAX_STEPS = 4;
const AT_ONCE = 8;
/** The wrapping of a list is no step of its own. */
const WRAPPING = new Set(['edges', 'node']);
const PUBLIC = new Set<string>(PERMESSI_DI_RUOLO.PUBBLICO);

/** Values for arguments that must be given; each path is walked once with each column. */
type Values = Readonly<Record<string, unknown>>;

interface Reached {
  readonly path: string;
  readonly type: string;
  readonly query: string;
  /** What was asked of it. */
  readonly leaves: string;
  /** Its type and all its plain values. */
  readonly thing: string;
}

const names = (path: readonly Step[]) => path.map(({ field }) => field.name).join('.');

/** Which ways to a type are those that its owner would take. */
const DIRECT: Readonly<Record<string, readonly string[]>> = {
  Caso: ['caso', 'casi.edges.node'],
  Persona: ['caso.persone.persona', 'casi.edges.node.persone.persona'],
  Nucleo: ['caso.nucleo', 'casi.edges.node.nucleo'],
  Provvedimento: ['caso.provvedimenti', 'casi.edges.node.provvedimenti'],
  Intervento: ['caso.interventi', 'casi.edges.node.interventi'],
  PassaggioServizio: ['caso.passaggi', 'casi.edges.node.passaggi'],
  DatoProprio: ['ambito.datiPropri'],
  Emergenza: ['emergenze.edges.node'],
  RichiestaAffido: ['richiestaAffido', 'richiesteAffido.edges.node'],
  // Families of others are candidates, or proposed for a request of one’s own: those are ways of their own.
  FamigliaAffidataria: [
    'famigliaAffidataria',
    'bancaAffido.famiglie.edges.node',
    'richiestaAffido.candidati.famiglia',
    'richiesteAffido.edges.node.candidati.famiglia',
    'abbinamenti.edges.node.famiglia',
  ],
  Abbinamento: ['abbinamento', 'abbinamenti.edges.node'],
  SeguitoAltrove: ['caso.seguitoAltrove', 'casi.edges.node.seguitoAltrove'],
  Compilazione: ['compilazione', 'campagna.compilazioni', 'rilevazioni.campagne.compilazioni'],
};

/** How one thing is asked for by its code: long lists have it on a later page. */
const BY_CODE: Readonly<Record<string, string>> = {
  RichiestaAffido: 'richiestaAffido',
  FamigliaAffidataria: 'famigliaAffidataria',
  Abbinamento: 'abbinamento',
};

const isDirect = ({ path, type }: Pick<Reached, 'path' | 'type'>) => DIRECT[type]?.includes(path) ?? false;

interface Step {
  readonly type: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
}

/**
 * Every way from Query to a field that not everybody may ask, of at most four steps. The shorter run takes the shortest way
 * to each type, and those that its owner would take.
 */
function pathsToProtected(): Step[][] {
  const ways = everyWay().sort((one, other) => lengthOf(one) - lengthOf(other));
  const taken = new Set<string>();
  return ways.filter((path) => {
    const type = target(path.at(-1)!).name;
    const isFirst = !taken.has(type);
    taken.add(type);
    return LUNGHI || isFirst || isDirect({ path: names(path), type });
  });
}

function everyWay(): Step[][] {
  const found: Step[][] = [];
  const walk = (type: GraphQLObjectType, path: Step[]): void => {
    for (const field of Object.values(type.getFields())) {
      const longer = [...path, { type, field }];
      const reached = getNamedType(field.type);
      if (lengthOf(longer) > MAX_STEPS || !isObjectType(reached)) {
        continue;
      }
      if (endsInProtected(longer) || (WRAPPING.has(field.name) && found.includes(path))) {
        found.push(longer);
      }
      if (!path.some((step) => step.type === type && step.field === field)) {
        walk(reached, longer);
      }
    }
  };
  walk(api.getQueryType()!, []);
  return found;
}

/** Three in turn: over all ways, each has its turn many times. */
const someOf = <T>(all: readonly T[], turn: number): T[] =>
  all.filter((_, n) => (n + turn) % Math.ceil(all.length / 3) === 0);

const lengthOf = (path: readonly Step[]) => path.filter(({ field }) => !WRAPPING.has(field.name)).length;

const isProtected = (type: GraphQLObjectType, field: string) =>
  permissions.required(type.name, field).some((permesso) => !PUBLIC.has(permesso));

function endsInProtected(path: readonly Step[]): boolean {
  const { type, field } = path.at(-1)!;
  const asked = ['__typename', ...leavesOf(path.at(-1)!).map(({ name }) => name)];
  return isProtected(type, field.name) || asked.some((name) => isProtected(target(path.at(-1)!), name));
}

const needed = (path: readonly Step[]) =>
  [...path, ...leavesOf(path.at(-1)!).map((field) => ({ type: target(path.at(-1)!), field }))].flatMap(
    ({ type, field }) => permissions.required(type.name, field.name),
  );

const target = ({ field }: Step) => getNamedType(field.type) as GraphQLObjectType;

/** What is asked of the thing at the end: all that is a plain value and takes no argument. */
const leavesOf = (step: Step) =>
  Object.values(target(step).getFields()).filter(
    (field) => isLeafType(getNamedType(field.type)) && field.args.length === 0 && !VOLATILE.has(field.name),
  );

/** Differ between two readings of one thing. */
const VOLATILE = new Set(['cursor', 'giorniDiAttesa', 'endCursor', 'contataIl']);

const insideOf = (path: readonly Step[]) =>
  `__typename ${leavesOf(path.at(-1)!)
    .map(({ name }) => name)
    .join(' ')}`;

function document(path: readonly Step[], values: Values): string {
  const inside = insideOf(path);
  const selection = path.reduceRight(
    (rest, { field }) => `${field.name}${argumentsOf(field, values)} { ${rest} }`,
    inside,
  );
  return `{ ${selection} }`;
}

/** An enum is written without quotes, and so are the names of an input's fields. */
function literal(value: unknown, isEnum: boolean): string {
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${name}: ${JSON.stringify(inner)}`)
      .join(', ')} }`;
  }
  return isEnum ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value);
}

function argumentsOf(field: GraphQLField<unknown, unknown>, values: Values): string {
  const given = field.args
    .filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)
    .map((arg) => {
      const value = values[`${field.name}.${arg.name}`] ?? values[arg.name];
      if (value === undefined) {
        throw new Error(`No value for ${field.name}(${arg.name}): add one to the table of this test.`);
      }
      return `${arg.name}: ${literal(value, isEnumType(getNamedType(arg.type)))}`;
    });
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

/** The things at the end of the path, wherever lists spread them. */
function endsOf(data: unknown, path: readonly Step[]): unknown[] {
  return path.reduce<unknown[]>(
    (at, { field }) =>
      at
        .flatMap((value) => (value as Record<string, unknown> | null)?.[field.name] ?? [])
        .filter((value) => value !== null),
    [data],
  );
}

// Hundreds of ways, each as a request.
jest.setTimeout(240_000);

describe('a thing reached through a join', () => {
  let graph: GraphUnderTest;
  let columns: Values[];
  const paths = pathsToProtected();
  const personas = Object.keys(PERSONE) as NomePersona[];
  // A role is refused or not, wherever it works.
  const unoPerRuolo = personas.filter(
    (nome, n) => personas.findIndex((altro) => PERSONE[altro].ruolo === PERSONE[nome].ruolo) === n,
  );

  beforeAll(async () => {
    graph = await GraphUnderTest.start({ demo: true });
    columns = await Promise.all([4, 1].map((ambito) => valuesOf(graph, ambito)));
  });
  afterAll(() => graph.stop());

  test('there are ways to walk, to every protected type', () => {
    const reached = new Set(paths.map((path) => target(path.at(-1)!).name));
    expect([...reached]).toEqual(expect.arrayContaining(PROTECTED));
    expect(paths.length).toBeGreaterThan(reached.size);
  });

  test('is refused to every role that may not ask it, by whatever way, and nothing of it is answered', async () => {
    const wrong: string[] = [];
    for (const [n, path] of paths.entries()) {
      const query = document(path, columns[0]!);
      const refused = [undefined, ...unoPerRuolo].filter((nome) => {
        const { ruolo } = nome ? chiamanteDi(nome) : { ruolo: 'PUBBLICO' as const };
        return !needed(path).every((permesso) => PERMESSI_DI_RUOLO[ruolo].includes(permesso));
      });
      const asking = LUNGHI ? refused : someOf(refused, n);
      await Promise.all(
        asking.map(async (nome) => {
          const { status, data, errors } = await graph.ask(query, {}, nome);
          if (status !== (nome ? 403 : 401) || data !== undefined || errors.length !== 1) {
            wrong.push(`${nome}: ${query}: ${status} ${JSON.stringify({ data, errors })}`);
          }
        }),
      );
    }
    expect(wrong).toEqual([]);
  });

  let compared = 0;
  test.each(personas)('is exactly what %s gets by asking for it directly, and never somebody else’s', async (nome) => {
    const reached = await everythingReached(nome);
    const direct = new Set(reached.filter(isDirect).map(({ thing }) => thing));
    const joined = reached.filter(({ path, type }) => type in DIRECT && !isDirect({ path, type }));
    compared += joined.length;
    const wrong = await notGivenDirectly(nome, joined, direct);
    expect([...wrong, ...foreign(nome, direct)]).toEqual([]);
  });

  test('was reached through joins at all', () => expect(compared).toBeGreaterThan(0));

  /** What is on no first page of a direct list is asked for by its code: it must be the same, to the last value. */
  async function notGivenDirectly(
    nome: NomePersona,
    joined: Reached[],
    direct: ReadonlySet<string>,
  ): Promise<string[]> {
    const missing = new Map(joined.filter(({ thing }) => !direct.has(thing)).map((one) => [one.thing, one]));
    const wrong: string[] = [];
    const left = [...missing.values()];
    while (left.length > 0) {
      await Promise.all(
        left.splice(0, AT_ONCE).map(async ({ type, thing, query, leaves }) => {
          const codice = /"codice":"([^"]+)"/.exec(thing)?.[1];
          const root = BY_CODE[type];
          const asked = root && codice ? `{ ${root}(codice: "${codice}") { ${leaves} } }` : '{ __typename }';
          const { data } = await graph.ask<Record<string, unknown>>(asked, {}, nome);
          if (!root || `${type} ${JSON.stringify(data[root])}` !== thing) {
            wrong.push(`${query}: ${thing}`);
          }
        }),
      );
    }
    return wrong;
  }

  /** All that the caller gets at the end of each way that its role may walk. */
  async function everythingReached(nome: NomePersona): Promise<Reached[]> {
    const { ruolo } = chiamanteDi(nome);
    const may = (path: readonly Step[]) =>
      needed(path).every((permesso) => PERMESSI_DI_RUOLO[ruolo].includes(permesso));
    const columnsOf = (path: readonly Step[]) =>
      LUNGHI || isDirect({ path: names(path), type: target(path.at(-1)!).name }) ? columns : columns.slice(0, 1);
    const walks = paths.filter(may).flatMap((path) => columnsOf(path).map((column) => [path, column] as const));
    const reached: Reached[] = [];
    while (walks.length > 0) {
      const some = await Promise.all(
        walks.splice(0, AT_ONCE).map(async ([path, values]) => {
          const query = document(path, values);
          const { data, errors, status } = await graph.ask(query, {}, nome);
          expect({ query, nome, status, errors }).toEqual({ query, nome, status: 200, errors: [] });
          const type = target(path.at(-1)!).name;
          const ends = endsOf(data, path);
          const leaves = insideOf(path);
          return ends.map((end) => ({
            path: names(path),
            type,
            query,
            leaves,
            thing: `${type} ${JSON.stringify(end)}`,
          }));
        }),
      );
      reached.push(...some.flat());
    }
    return reached;
  }
});

const PROTECTED = [
  'Accesso',
  'Caso',
  'DatoProprio',
  'Emergenza',
  'Intervento',
  'Nucleo',
  'OccupazioneUnita',
  'Persona',
  'Provvedimento',
  'RichiestaAffido',
  'SeguitoAltrove',
  'UsoCartella',
];

/** Case files and requests say whose they are: the ambito is in their code. The table of fostering sees all requests. */
function foreign(nome: NomePersona, things: ReadonlySet<string>): string[] {
  const { ambito } = chiamanteDi(nome);
  const own = (lettera: string) => `"codice":"${String(ambito ?? 0).padStart(2, '0')}-${lettera}-`;
  const altrui = (tipo: string, lettera: string) =>
    [...things].filter((thing) => thing.startsWith(`${tipo} `) && !thing.includes(own(lettera)));
  const richieste = nome === 'affido-coord' ? [] : altrui('RichiestaAffido', 'R');
  return [...altrui('Caso', 'C'), ...richieste].map((thing) => `${nome}: ${thing}`);
}

/** A column of the table: things that exist, of one ambito where it makes a difference. */
async function valuesOf(graph: GraphUnderTest, ambito: number): Promise<Values> {
  const [caso] = await graph.rows<{ codice: string }>(
    'ambito',
    `SELECT c.codice FROM caso c JOIN assegnazione a ON a.ambito_id = c.ambito_id AND a.caso_id = c.id
     WHERE c.ambito_id = ${ambito} AND a.soggetto = 'tutela${ambito}' ORDER BY c.codice LIMIT 1`,
  );
  const [comune] = await graph.rows<{ codice: string }>(
    'ambito',
    `SELECT codice_istat AS codice FROM comune WHERE ambito_id = ${ambito} ORDER BY 1 LIMIT 1`,
  );
  const [richiesta] = await graph.rows<{ codice: string }>(
    'ambito',
    `SELECT codice FROM richiesta_affido WHERE ambito_id = ${ambito} ORDER BY 1 LIMIT 1`,
  );
  const [famiglia] = await graph.rows<{ codice: string }>(
    'ats',
    `SELECT codice FROM famiglia_affidataria WHERE servizio_codice = 'AMBITO-${ambito}' ORDER BY 1 LIMIT 1`,
  );
  const [abbinamento] = await graph.rows<{ codice: string }>(
    'ats',
    `SELECT codice FROM abbinamento WHERE richiesta_ambito = ${ambito} ORDER BY 1 LIMIT 1`,
  );
  return {
    numero: ambito,
    ambito,
    anno: 2020,
    triennio: '2021-2023',
    archivio: 'TAVOLI',
    codiceIstat: comune!.codice,
    'serviziAffidi.comune': comune!.codice,
    voce: 'minori_31_12',
    'edizione.codice': 'OPP-2021-1',
    dal: 2019,
    al: 2021,
    'caso.codice': caso!.codice,
    'invio.codice': `${String(ambito).padStart(2, '0')}-I-00000000`,
    'provaImportazioneCasi.input': { fonte: 'Prova', contenuto: Buffer.from('nome').toString('base64') },
    'anteprimaInvio.caso': caso!.codice,
    campi: 'COMPOSIZIONE_NUCLEO',
    'richiestaAffido.codice': richiesta!.codice,
    'percheNo.richiesta': richiesta!.codice,
    'percheNo.famiglia': famiglia!.codice,
    'famigliaAffidataria.codice': famiglia!.codice,
    'abbinamento.codice': abbinamento!.codice,
    'asst.codice': 'ASST-SPEDALI-CIVILI',
    'ente.codice': 'associazione-comunita-mamre',
    'unita.codice': '01-asilo-nido-dimostrativa-01',
    rilevazione: 'tutela-minori',
    formato: 'CSV',
    'fileStatistiche.edizione': 'dati-annuali-1',
    contenuto: Buffer.from('voce;valore').toString('base64'),
    compilazione: compilazioneId(ambito, 2020),
    'compilazione.id': compilazioneId(ambito, 2020),
  };
}
