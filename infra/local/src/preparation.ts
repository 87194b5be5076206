import { Task } from './program.js';
import { Publisher } from './publisher.js';
import { childEnv, type Databases, type Env, onOff, type OwnDatabase, type Run } from './run.js';
import { type DatabaseName, databases as places, subgraphs } from './topology.js';

/** What each database's preparation says of itself, once it is ready. */
export type Prepared = ReadonlyMap<DatabaseName, Promise<string>>;

/** Migrations, reference data, demonstration data: each database's own program does it, as its owner. */
export function prepareAll(run: Run, databases: Databases): Prepared {
  const others = places.filter(({ name }) => name !== 'ats');
  const prepared = new Map(others.map(({ name }) => [name, prepare(run, name, databases[name])]));
  // Last, because it collects what the others have published.
  const ats = Promise.all(prepared.values()).then(() => prepare(run, 'ats', databases.ats, publishedUrls(databases)));
  return prepared.set('ats', ats);
}

export async function dataReady(run: Run, databases: Databases, prepared: Prepared): Promise<void> {
  const summaries = await run.progress.step('Dati', () => Promise.all(prepared.values()));
  summaries.forEach((summary) => run.progress.say(`  ${summary}`));
  startPublisher(run, databases);
}

/** Of the others, the logins that read published figures and nothing else. */
const publishedUrls = (databases: Databases): Env =>
  Object.fromEntries(
    subgraphs
      .filter(({ name }) => name !== 'ats')
      .map(({ name, key }) => [`TRAMA_STATISTICS_DATABASE_URL_${key}`, databases[name].statUrl]),
  );

async function prepare(run: Run, name: DatabaseName, own: OwnDatabase, env: Env = {}): Promise<string> {
  const task = new Task({
    name: `preparazione di ${name}`,
    entry: run.topology.prepare(name),
    env: {
      ...childEnv(run),
      TRAMA_OWNER_DATABASE_URL: own.ownerUrl,
      TRAMA_CONTEXT_KEY: own.contextKey,
      TRAMA_KEYS_DIR: own.keysFolder,
      TRAMA_DEMO: onOff(run.settings.demo),
      ...env,
    },
    logFile: run.data.log(`preparazione-${name}`),
    say: run.progress.say,
  });
  run.teardown.add(() => task.stop());
  const [summary] = (await task.run()).trim().split('\n');
  return summary?.trim() || `${name}: pronto`;
}

/** The coordination publishes a campaign, and this publishes its figures: on a server a scheduler runs the same job. */
function startPublisher(run: Run, databases: Databases): void {
  const { ownerUrl } = databases.ats;
  const { topology, data, progress, teardown } = run;
  const task = (): Task =>
    new Task({
      name: 'pubblicazione',
      entry: topology.jobs('ats'),
      args: ['pubblicazione'],
      env: { ...childEnv(run), TRAMA_OWNER_DATABASE_URL: ownerUrl, ...publishedUrls(databases) },
      logFile: data.log('pubblicazione'),
      say: progress.say,
    });
  const publisher = new Publisher({ ownerUrl, publish: async () => void (await task().run()), say: progress.say });
  publisher.start();
  teardown.add(() => publisher.stop());
}
