import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface SubgraphDatabase {
  /** Owns the database and its tables: migrations only. */
  readonly ownerUrl: string;
  /** What the subgraph runs as: row-level security holds for it, and it creates nothing. */
  readonly appUrl: string;
  /** What the subgraph reads published figures as: it may read nothing else. */
  readonly statUrl: string;
}

export interface RolePasswords {
  readonly owner: string;
  readonly app: string;
  readonly stat: string;
}

export interface SubgraphDatabaseOptions {
  /** New ones each time, by default. */
  readonly passwords?: RolePasswords;
  /** What `_owner`, `_app` and `_stat` are added to; the database's name by default. */
  readonly roles?: string;
}

export interface CopyOptions extends Required<SubgraphDatabaseOptions> {
  /** A database that `createSubgraphDatabase` made for the same roles; nobody may be connected to it. */
  readonly template: string;
}

/** Migrations grant to this role, whatever the login's name: it is the same in every database and on every cluster. */
export const applicationGroup = 'trama_app';
/** The same for reading published figures and nothing else. */
export const statisticsGroup = 'trama_stat';

const extensions = ['pgcrypto', 'pg_trgm', 'btree_gin', 'unaccent'];
/** Any number, the same for all: roles belong to the cluster, and PostgreSQL refuses two changes of one at once. */
const lockKey = 7_261_620;

/** Makes the database and its three roles, or brings existing ones to the same state: safe to repeat. */
export async function createSubgraphDatabase(
  superuserUrl: string,
  databaseName: string,
  options: SubgraphDatabaseOptions = {},
): Promise<SubgraphDatabase> {
  const passwords = options.passwords ?? newPasswords();
  const roles = options.roles ?? databaseName;
  const { owner, app, stat } = loginsOf(roles);
  await withClient(superuserUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await ensureRoles(client, owner, [app, stat], passwords);
    await ensureDatabase(client, databaseName, owner, [app, stat]);
  });
  await withClient(urlOf(superuserUrl, databaseName), (client) => openSchema(client, owner, app));
  return urlsOf(superuserUrl, databaseName, roles, passwords);
}

/** Another database with the tables, the rows and the rights of the template, whose roles stay as they are. */
export async function copySubgraphDatabase(
  superuserUrl: string,
  databaseName: string,
  { template, roles, passwords }: CopyOptions,
): Promise<SubgraphDatabase> {
  const { owner, app, stat } = loginsOf(roles);
  await withClient(superuserUrl, async (client) => {
    const [name, from, to] = [databaseName, template, owner].map((it) => client.escapeIdentifier(it));
    // Without STRATEGY each page goes through the buffers and the log, at three times the work.
    await client.query(`CREATE DATABASE ${name} OWNER ${to} TEMPLATE ${from} STRATEGY FILE_COPY`);
    await closeDatabase(client, databaseName, [app, stat]);
  });
  return urlsOf(superuserUrl, databaseName, roles, passwords);
}

const loginsOf = (roles: string) => ({ owner: ownerOf(roles), app: `${roles}_app`, stat: `${roles}_stat` });
const ownerOf = (roles: string): string => `${roles}_owner`;

function urlsOf(superuserUrl: string, database: string, roles: string, passwords: RolePasswords): SubgraphDatabase {
  const { owner, app, stat } = loginsOf(roles);
  return {
    ownerUrl: urlOf(superuserUrl, database, owner, passwords.owner),
    appUrl: urlOf(superuserUrl, database, app, passwords.app),
    statUrl: urlOf(superuserUrl, database, stat, passwords.stat),
  };
}

/** The owner's address of a database made by `createSubgraphDatabase` on a server, given any address there. */
export function ownerUrl(serverUrl: string, databaseName: string, { owner }: RolePasswords): string {
  return urlOf(serverUrl, databaseName, ownerOf(databaseName), owner);
}

/** The same, of the login that reads published figures and nothing else. */
export function statUrl(serverUrl: string, databaseName: string, { stat }: RolePasswords): string {
  return urlOf(serverUrl, databaseName, `${databaseName}_stat`, stat);
}

/** The databases that come with a cluster let everybody in: no role of ours has business there. */
export async function closeMaintenanceDatabases(superuserUrl: string): Promise<void> {
  await withClient(superuserUrl, (client) => client.query('REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC'));
}

export function newPasswords(): RolePasswords {
  return { owner: newPassword(), app: newPassword(), stat: newPassword() };
}

function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

async function ensureRoles(
  client: pg.Client,
  owner: string,
  [app, stat]: readonly [string, string],
  passwords: RolePasswords,
): Promise<void> {
  const harmless = 'NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
  await ensureRole(client, owner, `LOGIN ${harmless} PASSWORD ${client.escapeLiteral(passwords.owner)}`);
  for (const [group, login, password] of [
    [applicationGroup, app, passwords.app],
    [statisticsGroup, stat, passwords.stat],
  ] as const) {
    await ensureRole(client, group, `NOLOGIN ${harmless}`);
    await ensureRole(client, login, `LOGIN ${harmless} INHERIT PASSWORD ${client.escapeLiteral(password)}`);
    const [of, to] = [client.escapeIdentifier(group), client.escapeIdentifier(login)];
    await client.query(`GRANT ${of} TO ${to} WITH INHERIT TRUE, SET FALSE`);
  }
}

async function ensureRole(client: pg.Client, role: string, attributes: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${client.escapeIdentifier(role)} ${attributes}`);
}

async function ensureDatabase(
  client: pg.Client,
  name: string,
  owner: string,
  logins: readonly string[],
): Promise<void> {
  const database = client.escapeIdentifier(name);
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (!rowCount) {
    await client.query(`CREATE DATABASE ${database} OWNER ${client.escapeIdentifier(owner)}`);
  }
  await client.query(`ALTER DATABASE ${database} OWNER TO ${client.escapeIdentifier(owner)}`);
  await closeDatabase(client, name, logins);
}

/** Nobody may enter but its owner and these. */
async function closeDatabase(client: pg.Client, name: string, logins: readonly string[]): Promise<void> {
  const database = client.escapeIdentifier(name);
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  const connecting = logins.map((login) => client.escapeIdentifier(login)).join(', ');
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${connecting}`);
}

async function openSchema(client: pg.Client, owner: string, app: string): Promise<void> {
  await client.query(`ALTER SCHEMA public OWNER TO ${client.escapeIdentifier(owner)}`);
  await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
  await client.query(`GRANT USAGE ON SCHEMA public TO ${client.escapeIdentifier(app)}`);
  for (const extension of extensions) {
    await client.query(`CREATE EXTENSION IF NOT EXISTS ${extension} SCHEMA public`);
  }
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  // A PGSSLMODE meant for another server must not reach a loopback one, which has no certificate.
  const ssl = new URL(url).hostname === '127.0.0.1' ? false : undefined;
  const client = new pg.Client({ connectionString: url, application_name: 'trama-local', ssl });
  // A server that goes away fails the statement under way, which is how we hear of it; without a listener the same news
  // would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function urlOf(superuserUrl: string, database: string, user?: string, password?: string): string {
  const url = new URL(superuserUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  if (user !== undefined && password !== undefined) {
    url.username = user;
    url.password = password;
  }
  return url.href;
}
