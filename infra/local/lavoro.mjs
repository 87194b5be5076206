import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `npm run registro -- verifica` and `npm run conservazione -- --prova`: a job of every subgraph, on what was last built. */

const built = fileURLToPath(new URL('./dist/lavoro.js', import.meta.url));
if (!existsSync(built)) {
  console.error('Trama non è compilata: esegui npm run build, oppure npm start.');
  process.exit(1);
}
const { lavoro } = await import(built);
process.exitCode = await lavoro(process.env, process.argv.slice(2));
