import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { nomeMostrato } from './pages.js';
import { tokenOfApp, tokenOfPerson } from './obtain-token.js';
import { isPersona, type NomePersona, PERSONE } from './persone.js';
import { isApp, readSecrets } from './secrets.js';

/** What the last start says of its identity provider: `accesso.json` in the data folder. */
export const whereabouts = z.object({ issuer: z.url() });

/** A reason that a person can act on, in their words. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
}

/** @throws TokenRefusal when there is no such persona, or nobody to ask for its token */
export async function obtainToken(nome: string | undefined, dataFolder: string): Promise<string> {
  if (nome === undefined || !isPersona(nome)) {
    const list = (Object.keys(PERSONE) as NomePersona[]).map((each) => `  ${each.padEnd(14)} ${nomeMostrato(each)}`);
    throw new TokenRefusal(
      `${nome ? `La persona "${nome}" non esiste.` : 'Indica una persona.'} Uso: npm run --silent token -- <persona>, con una di queste:\n${list.join('\n')}`,
    );
  }
  const issuer = await readIssuer(dataFolder);
  try {
    return await (isApp(nome) ? appToken(issuer, nome, dataFolder) : tokenOfPerson(issuer, nome));
  } catch (error) {
    throw isRefusedConnection(error)
      ? notRunning(dataFolder)
      : new TokenRefusal(
          `Il fornitore d'identità locale (${issuer}) non risponde come dovrebbe: Trama è ancora in esecuzione? Fermala e riavviala con npm start.`,
        );
  }
}

async function appToken(issuer: string, nome: NomePersona, dataFolder: string): Promise<string> {
  const secrets = await readSecrets(join(dataFolder, 'idp'));
  return tokenOfApp(issuer, nome, secrets?.apps[nome] ?? '', PERSONE[nome].scope.join(' '));
}

async function readIssuer(dataFolder: string): Promise<string> {
  try {
    return whereabouts.parse(JSON.parse(await readFile(join(dataFolder, 'accesso.json'), 'utf8'))).issuer;
  } catch {
    throw notRunning(dataFolder);
  }
}

function notRunning(dataFolder: string): TokenRefusal {
  return new TokenRefusal(
    `Trama non è in esecuzione con il suo fornitore d'identità (dati in ${dataFolder}): avviala con npm start e ripeti. ` +
      'Se i dati sono altrove indica TRAMA_DATA_DIR; con TRAMA_ISSUERS i token li dà il fornitore indicato.',
  );
}

/** The last start left its address, and nobody is there any more. */
const isRefusedConnection = (error: unknown) =>
  (Object(error) as { cause?: { code?: unknown } }).cause?.code === 'ECONNREFUSED';

/** The data folder as `npm start` reads it. */
export function dataFolderOf(setting: string | undefined): string {
  const repository = fileURLToPath(new URL('../../../', import.meta.url));
  return resolve(repository, setting || '.trama');
}
