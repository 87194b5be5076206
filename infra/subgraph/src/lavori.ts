import { Ancore } from '@trama/audit/ancora';
import { ancora } from '@trama/audit/ancoraggio';
import { caricaChiaviFirma, type ChiaviFirma } from '@trama/audit/chiave-firma';
import { disposizioniDi } from '@trama/audit/conservazione/conservabile';
import { conserva, frase as fraseConservazione } from '@trama/audit/conservazione/conservazione';
import { leggiRegole } from '@trama/audit/conservazione/regole';
import { pota } from '@trama/audit/potatura';
import { frase as fraseCatena, verifica } from '@trama/audit/verifica';
import { connect } from '@trama/database/connect';
import { ContextKey } from '@trama/database/context-key';
import { Database } from '@trama/database/database';
import { type Identity, identityOf } from '@trama/kernel/identity';
import { controllaEdizione } from '@trama/publication/controlla';
import { type EsitoPubblicazione, pubblica } from '@trama/publication/pubblica';
import { descriviRaccolta, type EsitoRaccolta, raccogli } from '@trama/publication/raccolta';
import { MARCA_VALE_MS } from '@trama/kernel/marca';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { altriDatabase, readAnchorSettings, readJobSettings } from './config.js';
import { conservabiliOf, type Subgraph } from './module.js';

/** What a job works with: its subgraph's database, as the owner of the tables, and a name of its own in the log. */
interface Banco {
  readonly subgraph: Subgraph;
  readonly pubblica: () => Promise<EsitoPubblicazione[]>;
  /** Of nothing, where open statistics are not read. */
  readonly raccogli: () => Promise<EsitoRaccolta[]>;
  readonly database: Database;
  readonly chi: Identity;
  readonly prova: boolean;
  readonly say: (line: string) => void;
}

/** @returns false when what it looked at is not in order */
type Lavoro = (banco: Banco) => Promise<boolean>;

const LAVORI: Readonly<Record<string, { readonly lavoro: Lavoro; readonly ammetteProva?: boolean }>> = {
  'registro verifica': { lavoro: verificaRegistro },
  'registro ancora': { lavoro: ancoraRegistro },
  'registro pota': { lavoro: potaRegistro, ammetteProva: true },
  'registro chiave': { lavoro: mostraChiave },
  conservazione: { lavoro: conservazione, ammetteProva: true },
  pubblicazione: { lavoro: pubblicazione },
};

const PROVA = '--prova';

/**
 * The whole life of a process that looks after a subgraph's data: the access log, retention, publication. A word that it does not
 * know is refused: a mistyped `--prova` must not be taken for the real thing.
 *
 * @param argomenti as they come from the command line, such as `registro verifica`
 */
export async function eseguiLavoro(subgraph: Subgraph, argomenti: readonly string[]): Promise<void> {
  const prova = argomenti.includes(PROVA);
  const nome = argomenti.filter((argomento) => argomento !== PROVA).join(' ');
  const trovato = Object.hasOwn(LAVORI, nome) ? LAVORI[nome] : undefined;
  if (!trovato || (prova && !trovato.ammetteProva)) {
    const modi = Object.entries(LAVORI).map(
      ([modo, { ammetteProva }]) => `${modo}${ammetteProva ? ` [${PROVA}]` : ''}`,
    );
    console.error(`Non capisco "${argomenti.join(' ')}". Si può dire: ${modi.join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  try {
    const inOrdine = await conBanco(subgraph, nome, prova, trovato.lavoro);
    process.exitCode = inOrdine ? 0 : 1;
  } catch (error) {
    console.error(`${subgraph.name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

async function conBanco(subgraph: Subgraph, nome: string, prova: boolean, lavoro: Lavoro): Promise<boolean> {
  const settings = readJobSettings();
  const { TRAMA_OWNER_DATABASE_URL: url } = settings;
  const { luoghi } = subgraph;
  const source = await connect({ url, application: `trama-lavoro-${subgraph.name}`, poolSize: 2, patient: true }, []);
  try {
    const [chiave] = await source.query<Array<{ interna: Buffer }>>('SELECT interna FROM trama.chiave_contesto');
    if (!chiave) {
      throw new Error('il database non è preparato: esegui prima prepare.');
    }
    const subject = `lavoro/${nome.replace(' ', '-')}`;
    const chiamante = { subject, ruolo: 'LAVORO', ambito: null, asst: null, ente: null, scope: [] } as const;
    const database = new Database(source, ContextKey.ofDatabase(chiave.interna));
    const say = (line: string): void => console.log(`${subgraph.name}: ${line}`);
    return await lavoro({
      subgraph,
      pubblica: () => pubblica(source, subgraph.cubi ?? [], controllaEdizione),
      raccogli: async () => (luoghi ? raccogli(source, subgraph.name, { luoghi, altri: altriDatabase(settings) }) : []),
      database,
      chi: identityOf(chiamante, randomUUID()),
      prova,
      say,
    });
  } finally {
    await source.destroy();
  }
}

async function verificaRegistro({ subgraph, database, chi, say }: Banco): Promise<boolean> {
  const { ancore, chiavi } = await leAncore(subgraph);
  // Before the snapshot of the chains: an anchor made meanwhile would name lines that the snapshot does not have.
  const lette = chiavi ? await ancore.leggi(chiavi) : [];
  const esiti = await verifica(database, chi, lette);
  esiti.forEach((esito) => say(fraseCatena(esito)));
  const inOrdine = esiti.every(({ alterazione }) => alterazione === null);
  const quante = lette.length > 0 ? `${lette.length} ancore` : 'nessuna ancora: una coda tagliata non si vedrebbe';
  say(`registro ${inOrdine ? 'in ordine' : 'ALTERATO'}, ${esiti.length} catene, ${quante}.`);
  return inOrdine;
}

async function ancoraRegistro({ subgraph, database, chi, say }: Banco): Promise<boolean> {
  const { ancore, chiavi } = await leAncore(subgraph, { crea: true });
  const { progressivo, catene } = await ancora(database, chi, ancore, chiavi!);
  say(`ancora ${progressivo}, ${catene.length} catene. Portane una copia dove chi amministra il database non arriva.`);
  return true;
}

async function potaRegistro({ subgraph, database, chi, prova, say }: Banco): Promise<boolean> {
  const regola = leggiRegole().find(
    ({ tipo, registro }) => tipo === 'RegistroAccessi' && ['*', subgraph.name].includes(registro),
  );
  if (!regola) {
    throw new Error('nessuna regola di conservazione per RegistroAccessi.');
  }
  const { ancore, chiavi } = await leAncore(subgraph);
  const soloConta = prova || regola.atto === null;
  const lette = chiavi ? await ancore.leggi(chiavi) : [];
  const tagli = await pota(database, chi, lette, { durata: regola.durata, prova: soloConta });
  tagli.forEach(({ ambito, numero, righe }) =>
    say(`ambito ${ambito}: ${righe} righe ${soloConta ? 'da togliere' : 'tolte'}, fino alla ${numero}.`),
  );
  say(
    soloConta && !prova
      ? 'la regola non ha un atto di approvazione: ho solo contato.'
      : `${tagli.length} catene da potare.`,
  );
  return true;
}

/** The public half, for whoever keeps a copy of the anchors. */
async function mostraChiave({ subgraph, say }: Banco): Promise<boolean> {
  const { chiavi } = await leAncore(subgraph);
  if (!chiavi) {
    throw new Error('nessuna ancora, quindi nessuna chiave: esegui prima registro ancora.');
  }
  say(JSON.stringify(chiavi.jwks()));
  return true;
}

async function conservazione({ subgraph, database, chi, prova, say }: Banco): Promise<boolean> {
  const disposizioni = disposizioniDi(subgraph.name, leggiRegole(), conservabiliOf(subgraph));
  const esiti = await conserva(database, chi, disposizioni, { prova });
  esiti.forEach((esito) => say(fraseConservazione(esito, prova)));
  say(
    `${disposizioni.length} regole, ${esiti.length === 0 ? 'niente di scaduto' : `${esiti.length} voci`}${prova ? ' (prova: non ho scritto niente)' : ''}.`,
  );
  return true;
}

/** A new edition of what changed since the last one, unless somebody could work out a suppressed figure from it. */
async function pubblicazione({ pubblica: pubblicaCubi, raccogli: raccogliTutte, say }: Banco): Promise<boolean> {
  const esiti = await pubblicaCubi();
  esiti.forEach(({ cubo, edizione, celle, nuova }) =>
    say(`${cubo}: edizione ${edizione}, ${celle} celle, ${nuova ? 'nuova' : 'come prima'}.`),
  );
  const raccolte = await raccogliTutte();
  raccolte.forEach((esito) => say(descriviRaccolta(esito)));
  if (esiti.some(({ nuova }) => nuova) || raccolte.some(({ nuove }) => nuove.length > 0)) {
    // When it is said to be out, nobody may be told any more that the one before still holds.
    await sleep(MARCA_VALE_MS);
  }
  return raccolte.every(({ errore }) => errore === null);
}

/** The key is made only where no anchor exists: in place of a lost one, a new key would verify none of them. */
async function leAncore(
  subgraph: Subgraph,
  { crea = false } = {},
): Promise<{ ancore: Ancore; chiavi: ChiaviFirma | null }> {
  const settings = readAnchorSettings();
  const ancore = new Ancore(settings.TRAMA_ANCHOR_DIR, subgraph.name);
  const esistono = await ancore.esistono();
  if (!esistono && !crea) {
    return { ancore, chiavi: null };
  }
  const opzioni = { crea: crea && !esistono && settings.TRAMA_ANCHOR_KEY_CREATE };
  return { ancore, chiavi: await caricaChiaviFirma(settings.TRAMA_ANCHOR_KEY_FILE, opzioni) };
}
