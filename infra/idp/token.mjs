import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `npm run --silent token -- <persona>`: one token on standard output, and nothing else there. */

const compiled = new URL('./dist/token.js', import.meta.url);

if (!existsSync(fileURLToPath(compiled))) {
  console.error('Trama non è ancora compilata: avviala con npm start, poi ripeti da un altro terminale.');
  process.exit(1);
}
const { dataFolderOf, obtainToken, TokenRefusal } = await import(compiled.href);
try {
  console.log(await obtainToken(process.argv[2], dataFolderOf(process.env.TRAMA_DATA_DIR)));
} catch (error) {
  console.error(error instanceof TokenRefusal ? error.message : error);
  process.exitCode = 1;
}
